/** Processor time below which a run says nothing (µs). */
const NOISE = 4_000;

/**
 * How many times the processor time grows when the input is four times as long: 4 where it grows with the input, 16
 * where it grows with its square. The least of five runs each, after one
 * that warms up, so that neither compiling nor other work on the machine counts.
 */
export function growth(run: (size: number) => void, size: number): number {
  const least = (length: number) =>
    Math.max(NOISE, Math.min(...[0, 1, 2, 3, 4].map(() => processorTime(() => run(length)))));
  run(4 * size);
  return least(4 * size) / least(size);
}

function processorTime(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
