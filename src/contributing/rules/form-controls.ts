import type { NamedFile } from "../../files/rules/file.ts";
import { understandGrades } from "../../reference/rules/grades.ts";
import type { FieldKind, Kinds } from "../../resources/rules/fields/declaration.ts";
import type { FormValues } from "./draft.ts";
import { readStandards, typedStandards } from "./form-standards.ts";
import { type Asked, allValues, firstValue, minutesOf, type Reading, writtenGrades } from "./typed-values.ts";

/** How fields of one kind stand in the form, and what was typed there means. */
interface Control<K extends FieldKind> {
  /** The values to fill in, by the names of controls. */
  typed(value: NonNullable<Kinds[K]>, asked: Asked): Record<string, string | string[] | undefined>;
  /** Undefined is not stated. `before` is what the field says now. */
  read(asked: Asked, reading: Reading, before: Kinds[K] | undefined): Kinds[K];
}

const line = ({ name }: Asked, { typed }: Reading): string => firstValue(typed, name);

/** Further values that the form does not show stay behind the first. */
const kept = (first: string, before: string[] = []) => [
  ...(first ? [first] : []),
  ...before.slice(1).filter((v) => v !== first),
];

const chosen: Control<"terms"> = {
  typed: (ids, { name, all }) => ({ [name]: all ? ids : ids[0] }),
  read: (asked, reading, before) =>
    asked.all ? allValues(reading.typed, asked.name) : kept(line(asked, reading), before),
};

const cut = (text: string, at: RegExp): string[] =>
  text
    .split(at)
    .map((word) => word.trim())
    .filter(Boolean);

/** Kinds that the form can ask for. */
export const CONTROLS: { [K in FieldKind]?: Control<K> } = {
  words: { typed: (text, { name }) => ({ [name]: text }), read: line },
  address: {
    typed: (url, { name }) => ({ [name]: url }),
    read: (asked, reading) => line(asked, reading) || undefined,
  },
  list: {
    typed: (words, { name }) => ({ [name]: words.join(", ") }),
    read: (asked, reading) => cut(line(asked, reading), /[,;]/),
  },
  terms: chosen,
  languages: { ...chosen },
  term: {
    typed: (id, { name }) => ({ [name]: id }),
    read: (asked, reading) => line(asked, reading) || undefined,
  },
  "yes-no": {
    typed: (value, { name }) => ({ [name]: value ? "yes" : "no" }),
    read: (asked, reading) => {
      const said = line(asked, reading);
      return said === "" ? undefined : said === "yes";
    },
  },
  grades: {
    typed: (grades, { name }) => ({ [name]: writtenGrades(grades) }),
    read(asked, reading) {
      const read = cut(line(asked, reading), /[,;]| and /).map((p) => understandGrades(p));
      if (read.some((r) => r === undefined))
        reading.fault(asked.name, "Grades: write them like 4, K-2 or 6-8");
      return read.flatMap((r) => r ?? []);
    },
  },
  duration: {
    typed: (duration, { name }) => ({ [name]: minutesOf(duration)?.toString() }),
    read(asked, reading, before) {
      const minutes = line(asked, reading);
      // A time in days is not shown in minutes, and stays.
      if (!minutes) return minutesOf(before) === undefined ? before : undefined;
      const n = Number(/^(\d{1,4})( ?min(utes?)?\.?)?$/i.exec(minutes)?.[1] ?? 0);
      if (n > 0) return `PT${n}M`;
      reading.fault(asked.name, "Minutes: write a number, like 45");
      return undefined;
    },
  },
  license: {
    typed: (id, { name }) => ({ [name]: id }),
    read: (asked, reading) =>
      line(asked, reading) === "other" ? firstValue(reading.typed, "otherLicense") : line(asked, reading),
  },
  standards: { typed: typedStandards, read: (_, reading) => readStandards(reading) },
  files: {
    typed: (files) => ({
      file: files.map((f) => f.hash),
      educators: files.filter((f) => f.educatorsOnly).map((f) => f.hash),
    }),
    read: (_, { typed, names }, before) => readFiles(typed, names, before),
  },
};

function readFiles(typed: FormValues, names: Reading["names"], before: NamedFile[] = []) {
  const educators = allValues(typed, "educators");
  const files = allValues(typed, "file").map((hash) => ({
    hash,
    name: names.get(hash) ?? before.find((f) => f.hash === hash)?.name ?? "file",
    ...(educators.includes(hash) ? { educatorsOnly: true } : {}),
  }));
  return files.length > 0 ? files : undefined;
}
