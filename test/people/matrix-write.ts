import { lineOf, rowsOfTheCode } from "./matrix.ts";

/**
 * Prints the rows of the code, to be put into `matrix.txt` by hand once they were read: npx tsx
 * test/people/matrix-write.ts. No test does that by itself, or the file would agree with whatever the code says.
 */
let section = "";
for (const row of rowsOfTheCode()) {
  if (row.section !== section) process.stdout.write(`\n== ${row.section}\n`);
  section = row.section;
  process.stdout.write(`${lineOf(row)}\n`);
}
