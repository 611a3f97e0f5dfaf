/** How the benches print and count. */
export const seconds = (from: number) => (performance.now() - from) / 1000;
export const whole = (n: number) => Math.round(n).toLocaleString("en-US");
export const line = (name: string, value: string, aim = "") =>
  console.log(`${name.padEnd(46)}${value.padStart(18)}  ${aim}`.trimEnd());
export const percentile = (sorted: number[], share: number) =>
  sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
