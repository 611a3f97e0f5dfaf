import { issueInWords } from "../../kernel/fault.ts";
import type { Fault } from "../../kernel/problem.ts";
import { REACHES, type Reach } from "../../reach/rules/reach.ts";
import { hasSomethingToOpen } from "../../reach/rules/reach-rules.ts";
import { understandGrades } from "../../reference/rules/grades.ts";
import { understandLanguage } from "../../reference/rules/language.ts";
import { understandLicense } from "../../reference/rules/license.ts";
import { type Alignment, BLANK, Description, NOT_STATED } from "../../resources/rules/resource.ts";
import { understand } from "../../resources/rules/understand-input.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { resolveCode } from "../../standards/rules/resolve-code.ts";
import type { FormValues } from "./draft.ts";
import type { PageMetadata } from "./page-metadata.ts";

export const firstValue = (typed: FormValues, name: string): string => typed[name]?.[0]?.trim() ?? "";
export const allValues = (typed: FormValues, name: string): string[] =>
  (typed[name] ?? []).map((v) => v.trim()).filter(Boolean);

/** A standard in the form: several claims on one item are told apart by their place. */
export const alignmentKey = ({ item, type }: Alignment, nth: number) => `${item}|${type}|${nth}`;

/** Grades as people write them: K, 3, 4. */
export const writtenGrades = (grades: string[]): string =>
  grades.map((g) => (g === "KG" ? "K" : g.replace(/^0/, ""))).join(", ");

/** The form filled with what the page says. Only what the vocabularies understand is taken over. */
export function valuesFromPage(page: PageMetadata, { vocabularies, standards }: Reference): FormValues {
  const license = page.license && understandLicense(page.license, vocabularies.license);
  const language = page.language && understandLanguage(page.language, vocabularies.language);
  const items = page.standards.flatMap((s) => {
    const { exact } = resolveCode(s, standards);
    return exact.length === 1 ? exact : [];
  });
  const [type] = page.types.flatMap((t) => vocabularies.type.understand(t)?.id ?? []);
  const minutes = minutesOf(page.timeRequired);
  return filled({
    title: page.title,
    summary: page.description,
    license,
    language: language?.replace(/^en-.*/, "en"),
    author: page.author,
    publisher: page.publisher,
    type,
    grades: page.grades.filter((g) => understandGrades(g)).join(", "),
    minutes: minutes === undefined ? undefined : String(minutes),
    std: items.map((item) => alignmentKey({ item: item.id, type: "teaches" }, 0)),
    words: page.keywords.join(", "),
  });
}

function filled(fields: Record<string, string | string[] | undefined>): FormValues {
  const entries = Object.entries(fields).map(
    ([name, value]) => [name, [value ?? []].flat().filter(Boolean)] as const,
  );
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0));
}

/** Minutes of an ISO 8601 duration made of hours and minutes; days are not class time. */
export function minutesOf(duration: string | undefined): number | undefined {
  const read = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration ?? "");
  if (!read || (!read[1] && !read[2])) return undefined;
  return Number(read[1] ?? 0) * 60 + Number(read[2] ?? 0);
}

/** The form filled with a description, to change it. */
export function valuesFromDescription(d: Description, reach: Reach): FormValues {
  const seen = new Map<string, number>();
  const keys = d.alignments.map((a) => {
    const nth = seen.get(`${a.item}|${a.type}`) ?? 0;
    seen.set(`${a.item}|${a.type}`, nth + 1);
    return { key: alignmentKey(a, nth), level: a.level };
  });
  const minutes = minutesOf(d.timeRequired);
  return {
    ...filled({
      title: d.title,
      summary: d.summary,
      link: d.url,
      type: d.types[0],
      grades: writtenGrades(d.grades),
      minutes: minutes === undefined ? undefined : String(minutes),
      subject: d.subjects,
      std: keys.map((k) => k.key),
      topic: d.topics,
      license: d.license,
      language: d.languages[0],
      author: d.author,
      publisher: d.publisher,
      words: d.keywords.join(", "),
      file: d.files?.map((f) => f.hash),
      educators: d.files?.filter((f) => f.educatorsOnly).map((f) => f.hash),
      reach,
    }),
    ...Object.fromEntries(keys.flatMap(({ key, level }) => (level ? [[`level:${key}`, [level]]] : []))),
  };
}

/** What somebody chose last time and will likely choose again. */
export const lastChoices = (d: Description): FormValues =>
  filled({
    license: d.license === NOT_STATED ? undefined : d.license,
    subject: d.subjects.slice(0, 1),
    grades: writtenGrades(d.grades),
    type: d.types[0],
    language: d.languages[0],
  });

export interface ReadFormValues {
  description: Description;
  reach: Reach;
  faults: Fault[];
}

const fault = (field: string, detail: string): Fault => ({ in: "body", pointer: `/${field}`, detail });

/**
 * Reads the form into a description. What the form does not ask stays as it is in `base`. Every fault at once,
 * each pointing at its field, in words that say what to do.
 */
export function readFormValues(
  typed: FormValues,
  names: ReadonlyMap<string, string>,
  reference: Reference,
  base?: Description,
): ReadFormValues {
  const faults: Fault[] = [];
  const title = firstValue(typed, "title");
  if (!title) faults.push(fault("title", "Give it a title, so that others recognize it"));
  const files = allValues(typed, "file").map((hash) => ({
    hash,
    name: names.get(hash) ?? base?.files?.find((f) => f.hash === hash)?.name ?? "file",
    ...(allValues(typed, "educators").includes(hash) ? { educatorsOnly: true } : {}),
  }));
  const timeRequired = readMinutes(typed, base, faults);
  const { url: _url, files: _files, timeRequired: _time, ...rest } = base ?? BLANK;
  const given = {
    ...rest,
    title: title || "–",
    summary: firstValue(typed, "summary"),
    ...(firstValue(typed, "link") ? { url: firstValue(typed, "link") } : {}),
    ...(files.length > 0 ? { files } : {}),
    ...(timeRequired ? { timeRequired } : {}),
    // Further kinds and languages that the form does not show stay behind the first.
    types: kept(firstValue(typed, "type"), base?.types),
    languages: kept(firstValue(typed, "language"), base?.languages),
    grades: readGrades(typed, faults),
    subjects: allValues(typed, "subject"),
    topics: allValues(typed, "topic"),
    keywords: firstValue(typed, "words")
      .split(/[,;]/)
      .map((w) => w.trim())
      .filter(Boolean),
    alignments: readStandards(typed, reference, faults),
    license:
      firstValue(typed, "license") === "other"
        ? firstValue(typed, "otherLicense")
        : firstValue(typed, "license"),
    author: firstValue(typed, "author"),
    publisher: firstValue(typed, "publisher"),
  };
  const parsed = Description.safeParse(given, { error: issueInWords });
  if (!parsed.success)
    faults.push(
      ...parsed.error.issues.map((i) =>
        fault(fieldOf(String(i.path[0])), sentenceFor(String(i.path[0]), i.message)),
      ),
    );
  const read = understand(parsed.data ?? BLANK, reference);
  faults.push(
    ...read.faults.map((f) =>
      fault(fieldOf(f.pointer.split("/")[1] ?? ""), sentenceFor(f.pointer.split("/")[1] ?? "", f.detail)),
    ),
  );
  if (parsed.success) {
    if (!hasSomethingToOpen(read.description))
      faults.push(fault("link", "Give a link or a file, so that others can open it"));
    if (read.description.subjects.length === 0) faults.push(fault("subject", "Choose a content area"));
  }
  if (!given.license) faults.push(fault("license", "Choose what others may do"));
  const reach = REACHES.find((r) => r === firstValue(typed, "reach"));
  if (!reach) faults.push(fault("reach", "Choose how far it should go"));
  const unique = faults.filter((f, i) => faults.findIndex((g) => g.pointer === f.pointer) === i);
  return { description: read.description, reach: reach ?? "private", faults: unique };
}

const kept = (first: string, before: string[] = []) => [
  ...(first ? [first] : []),
  ...before.slice(1).filter((v) => v !== first),
];

function readMinutes(typed: FormValues, base: Description | undefined, faults: Fault[]): string | undefined {
  const minutes = firstValue(typed, "minutes");
  // A time in days is not shown in minutes, and stays.
  if (!minutes) return minutesOf(base?.timeRequired) === undefined ? base?.timeRequired : undefined;
  const n = Number(/^(\d{1,4})( ?min(utes?)?\.?)?$/i.exec(minutes)?.[1] ?? 0);
  if (n > 0) return `PT${n}M`;
  faults.push(fault("minutes", "Minutes: write a number, like 45"));
  return undefined;
}

function readGrades(typed: FormValues, faults: Fault[]): string[] {
  const parts = firstValue(typed, "grades")
    .split(/[,;]| and /)
    .map((p) => p.trim())
    .filter(Boolean);
  const read = parts.map((p) => understandGrades(p));
  if (read.some((r) => r === undefined))
    faults.push(fault("grades", "Grades: write them like 4, K-2 or 6-8"));
  return read.flatMap((r) => r ?? []);
}

function readStandards(typed: FormValues, { standards }: Reference, faults: Fault[]): Alignment[] {
  const ticked = allValues(typed, "std").flatMap((key): Alignment[] => {
    const [item = "", type = "teaches"] = key.split("|");
    const level = firstValue(typed, `level:${key}`);
    const known = (["teaches", "assesses", "requires"] as const).find((t) => t === type);
    return standards.item(item) && known ? [{ item, type: known, ...(level ? { level } : {}) }] : [];
  });
  const codes = firstValue(typed, "codes")
    .split(/[,;\n]+/)
    .map((c) => c.trim())
    .filter(Boolean);
  const added = codes.flatMap((code): Alignment[] => {
    const { exact, near } = resolveCode(code, standards);
    const [item] = exact;
    if (item && exact.length === 1) return [{ item: item.id, type: "teaches" }];
    const nearest = near
      .slice(0, 3)
      .map((i) => i.code)
      .join(", ");
    faults.push(
      fault(
        "codes",
        item
          ? `“${code}” stands for several standards. Write its whole code`
          : `“${code}” is not a standard we know.${nearest ? ` Near it: ${nearest}` : ""}`,
      ),
    );
    return [];
  });
  const all = [...ticked, ...added.filter((a) => !ticked.some((t) => t.item === a.item))];
  return all.filter(
    (a, i) => all.findIndex((b) => b.item === a.item && b.type === a.type && b.level === a.level) === i,
  );
}

/** The form's name of a description's field. */
const FIELDS: Record<string, string> = {
  url: "link",
  subjects: "subject",
  topics: "topic",
  types: "type",
  languages: "language",
  keywords: "words",
  alignments: "codes",
  files: "upload",
};
const fieldOf = (name: string) => FIELDS[name] ?? name;

const NAMES: Record<string, string> = {
  url: "The link",
  license: "The license",
  summary: "What happens in it",
  title: "The title",
};
const sentenceFor = (name: string, detail: string) =>
  `${NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1)} ${detail}`;
