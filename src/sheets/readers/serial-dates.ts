/** What the number in a cell stands for, by its number format. */
export type NumberKind = "number" | "date" | "time";

/** Built-in formats that show a date or a time (ECMA-376 part 1, 18.8.30). */
export function kindOfBuiltIn(id: number): NumberKind {
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return "time";
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return "date";
  return "number";
}

/** A format written by hand, such as `d/m/yyyy` or `[h]:mm`. Colors, conditions and quoted words are no letters of it. */
export function kindOfFormat(code: string): NumberKind {
  const first = code.split(";")[0] ?? "";
  const elapsed = /\[(h+|m+|s+)\]/i.test(first);
  const letters = first.replace(/"[^"]*"|\\.|_.|\*./g, "").replace(/\[[^\]]*\]/g, "");
  if (/general|e[+-]/i.test(letters)) return "number";
  if (/[yd]/i.test(letters)) return "date";
  if (elapsed || /[hs]/i.test(letters)) return "time";
  return /m{3,}/i.test(letters) ? "date" : "number";
}

const DAY = 86_400_000;

/**
 * A day count as ISO text. Excel counts from 1900 and takes that year for a leap year, so that its day 60 does
 * not exist; workbooks from old Macs count from 1904.
 */
export function isoOfSerial(serial: number, from1904 = false): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return undefined;
  const days = from1904 ? serial + 1462 : serial;
  const shifted = days < 60 && !from1904 ? days + 1 : days;
  const date = new Date(Math.round((shifted - 25_569) * DAY));
  const iso = date.toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** A part of a day as hours and minutes, the way a clock writes them: 0.03125 is `0:45`. */
export function clockOfSerial(serial: number): string {
  const seconds = Math.round(serial * 86_400);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return `${h}:${String(m).padStart(2, "0")}${s > 0 ? `:${String(s).padStart(2, "0")}` : ""}`;
}
