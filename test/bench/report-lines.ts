/** How the benches print and count. */
export const seconds = (from: number) => (performance.now() - from) / 1000;
export const whole = (n: number) => Math.round(n).toLocaleString("en-US");
export const line = (name: string, value: string, aim = ""): void =>
  console.log(`${name.padEnd(52)}${value.padStart(22)}  ${aim}`.trimEnd());
export const percentile = (sorted: number[], share: number) =>
  sorted[Math.ceil(sorted.length * share) - 1] ?? 0;

export interface Spread {
  p50: number;
  p95: number;
}

/** Of times in milliseconds, in any order. */
export function spread(times: number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) };
}

export function spreadOf(times: number[]): string {
  const { p50, p95 } = spread(times);
  return `p50 ${p50.toFixed(1)} · p95 ${p95.toFixed(1)} ms`;
}
