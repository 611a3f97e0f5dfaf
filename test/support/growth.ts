/** Processor time below which a run says nothing (µs). */
const NOISE = 2_000;

/**
 * How many times the processor time grows when the input is four times as long: 4 where it grows with the input, 16
 * where it grows with its square. The least of three runs each, so that other work on the machine does not count.
 */
export function growth(run: (size: number) => void, size: number): number {
  const least = (length: number) =>
    Math.max(NOISE, Math.min(...[0, 1, 2].map(() => processorTime(() => run(length)))));
  run(size);
  return least(4 * size) / least(size);
}

function processorTime(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
