/** "a, b and c" */
export function listed(words: string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

export const number = (n: number) => n.toLocaleString("en-US");

/** "1 resource", "2,048 resources" */
export const counted = (n: number, one = "resource", many = `${one}s`) =>
  `${number(n)} ${n === 1 ? one : many}`;

/** "October 3, 2025", as a calendar on a wall in this time zone says. A bare date is that date. */
export function calendarDate(at: string, timeZone: string): string {
  const zone = at.length > 10 ? timeZone : "UTC";
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return at;
  return when.toLocaleDateString("en-US", { year: "numeric", month: "long", day: "numeric", timeZone: zone });
}

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:([\d.,]+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const UNITS = ["year", "month", "week", "day", "hour", "minute", "second"];

/** "50 minutes", "1 hour 30 minutes", "2 days" from ISO 8601; undefined when it is no duration. */
export function durationInWords(duration: string | undefined): string | undefined {
  const read = DURATION.exec(duration ?? "");
  if (!read) return undefined;
  const parts = UNITS.flatMap((unit, i) => {
    const n = read[i + 1];
    return n ? [counted(Number(n.replace(",", ".")), unit)] : [];
  });
  return parts.join(" ") || undefined;
}
