/** How long an organization has to answer: five school days, as the pages promise. */
export const PROMISED_DAYS = 5;

const DAY = 86_400_000;
/** Made once: making one takes longer than all the rest of an offer. */
const WEEKDAY = new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: "America/New_York" });

/** Saturday and Sunday in Rhode Island, whatever the hour in UTC. Holidays differ by district and count here. */
const isWeekend = (at: Date) => ["Sat", "Sun"].includes(WEEKDAY.format(at));

/** The same hour, so many school days later. */
export function schoolDaysAfter(at: string, days: number): string {
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
