/** How long an organization has to answer: five school days, as the pages promise. */
export const PROMISED_DAYS = 5;

const DAY = 86_400_000;
/** Made once for a time zone: making one takes longer than all the rest of an offer. */
const WEEKDAYS = new Map<string, Intl.DateTimeFormat>();

function weekdaysIn(timeZone: string): Intl.DateTimeFormat {
  const known = WEEKDAYS.get(timeZone) ?? new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone });
  WEEKDAYS.set(timeZone, known);
  return known;
}

/** The same hour, so many school days later: no Saturday or Sunday there, whatever the day in UTC. Holidays count. */
export function schoolDaysAfter(at: string, days: number, timeZone: string): string {
  const weekdays = weekdaysIn(timeZone);
  const isWeekend = (day: Date) => ["Sat", "Sun"].includes(weekdays.format(day));
  let when = new Date(at);
  for (let left = days; left > 0; ) {
    when = new Date(when.getTime() + DAY);
    if (!isWeekend(when)) left--;
  }
  return when.toISOString();
}

/** Whole days from one moment to another; 0 on the first day. */
export const daysBetween = (from: string, to: string) =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY));
