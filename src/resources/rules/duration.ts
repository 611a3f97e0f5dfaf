/** Hours of class in a day, and days in a week: what a duration of days asks of a timetable. */
const DAY = 6 * 60;
const WEEK = 5 * DAY;

const DURATION =
  /^P(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+(?:[.,]\d+)?)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)S)?)?$/;

/** Minutes of an ISO 8601 duration; days and longer in hours of class. Undefined where none is said. */
export function minutesInClass(duration: string | undefined): number | undefined {
  const read = DURATION.exec(duration ?? "")?.groups;
  if (!read) return undefined;
  const of = (part: string) => Number((read[part] ?? "0").replace(",", "."));
  const longer = of("years") * 40 * WEEK + of("months") * 4 * WEEK + of("weeks") * WEEK + of("days") * DAY;
  return Math.ceil(longer + of("hours") * 60 + of("minutes") + of("seconds") / 60);
}
