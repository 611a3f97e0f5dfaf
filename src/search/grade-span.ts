/** CEDS grade levels in school order. */
export const GRADES = [
  "PK",
  "TK",
  "KG",
  "01",
  "02",
  "03",
  "04",
  "05",
  "06",
  "07",
  "08",
  "09",
  "10",
  "11",
  "12",
];

/** All grades from one to another; none when either is unknown or they stand the wrong way round. */
export function between(from: string, to: string): string[] {
  const [first, last] = [GRADES.indexOf(from), GRADES.indexOf(to)];
  return first < 0 || last < first ? [] : GRADES.slice(first, last + 1);
}
