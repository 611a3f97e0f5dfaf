/**
 * One run at a time. Whoever asks during a run gets the next one, which sees what was there when they asked; all
 * who ask meanwhile share it, and it is given the latest time asked for.
 */
export function oneAtATime<T>(run: (at: string) => Promise<T>): (at: string) => Promise<T> {
  let running: Promise<T> | undefined;
  let next: { at: string; ended: Promise<T> } | undefined;

  const begin = (at: string): Promise<T> => {
    running = run(at).finally(() => {
      running = undefined;
    });
    return running;
  };

  return (at) => {
    if (!running) return begin(at);
    if (next) {
      if (at > next.at) next.at = at;
      return next.ended;
    }
    const waiting = { at, ended: running.then(beginNext, beginNext) };
    function beginNext(): Promise<T> {
      next = undefined;
      return begin(waiting.at);
    }
    next = waiting;
    return waiting.ended;
  };
}
