import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** A condition: the column is one of these values, however many there are. */
export const isAmong = (column: SQLWrapper, values: string[]): SQL =>
  sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;

/** A condition: this version of this thing is one of those listed. */
export const isListed = (
  { id, number }: { id: SQLWrapper; number: SQLWrapper },
  places: { id: string; number: number }[],
): SQL =>
  sql`(${id}, ${number}) in (select value ->> 'id', value ->> 'number' from json_each(${JSON.stringify(places)}))`;

/** A version of a thing, by which it is found among others. */
export const placeIn = ({ id, number }: { id: string; number: number }) => `${id} ${number}`;

/** The rows in the order in which their keys were asked; what is not there is left out. */
export function asAsked<T>(asked: string[], rows: T[], keyOf: (row: T) => string): T[] {
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return asked.flatMap((key) => found.get(key) ?? []);
}
