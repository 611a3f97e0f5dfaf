import type { Fault } from "../../kernel/problem.ts";
import { GRADE_ORDER, understandGrades } from "../../reference/rules/grades.ts";
import { understandLanguage } from "../../reference/rules/language.ts";
import { understandLicense } from "../../reference/rules/license.ts";
import type { Vocabulary } from "../../reference/rules/vocabulary.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { resolveCode } from "../../standards/rules/resolve-code.ts";
import type { FieldKind, Kinds } from "./fields/declaration.ts";
import { ACCESSIBILITY, FIELDS, type FieldName, vocabularyOf } from "./fields/fields.ts";
import { type Alignment, BLANK, Description, NOT_STATED } from "./resource.ts";

export interface UnderstoodInput {
  description: Description;
  faults: Fault[];
  /** What is allowed but worth knowing: a licence not stated, no content area. */
  warnings: Fault[];
}

type Read<K extends FieldKind> = (value: NonNullable<Kinds[K]>, field: FieldName) => Kinds[K];

/** Reads every value of a description against the reference data: spellings become ids, faults are listed. */
export function understand(given: Description, reference: Reference): UnderstoodInput {
  const { vocabularies } = reference;
  const faults: Fault[] = [];
  const idsOf = (pointer: string, { ids, detail, nearest }: UnderstoodValue) => {
    if (ids.length === 0) faults.push(faultAt(pointer, detail, nearest));
    return ids;
  };
  const each = (pointer: string, values: string[], read: (value: string) => UnderstoodValue) =>
    unique(values.flatMap((value, i) => idsOf(`${pointer}/${i}`, read(value))));
  const terms = (pointer: string, vocabulary: Vocabulary, values: string[]) =>
    each(pointer, values, (value) => readTerm(value, vocabulary));
  const made = <K extends FieldKind>(kind: K, read: Read<K>) =>
    Object.fromEntries(
      NAMES.filter((name) => FIELDS[name].kind === kind && given[name] !== undefined).map((name) => [
        name,
        read(given[name] as NonNullable<Kinds[K]>, name),
      ]),
    );

  const description: Description = {
    ...given,
    ...made("terms", (values, field) => terms(`/${field}`, vocabularies[vocabularyOf(field)], values)),
    ...made("list", unique),
    ...made("grades", (values, field) => inTeachingOrder(each(`/${field}`, values, readGrades))),
    ...made("languages", (values, field) =>
      each(`/${field}`, values, (value) => readLanguage(value, vocabularies.language)),
    ),
    ...made(
      "license",
      (value, field) => idsOf(`/${field}`, readLicense(value, vocabularies.license))[0] ?? NOT_STATED,
    ),
    ...made(
      "term",
      (value, field) => idsOf(`/${field}`, readTerm(value, vocabularies[vocabularyOf(field)]))[0] ?? value,
    ),
    ...made("accessibility", (lists, field) => ({
      features: terms(`/${field}/features`, vocabularies[ACCESSIBILITY.features], lists.features),
      hazards: terms(`/${field}/hazards`, vocabularies[ACCESSIBILITY.hazards], lists.hazards),
      modes: terms(`/${field}/modes`, vocabularies[ACCESSIBILITY.modes], lists.modes),
    })),
    ...made("standards", (alignments, field) =>
      alignments.flatMap((a, i) => readAlignment(a, `/${field}/${i}`, reference, faults)),
    ),
  };
  return { description, faults, warnings: warningsOf(description) };
}

/** In the order in which a description has them: faults are listed in it. */
const NAMES = Object.keys(Description.shape) as FieldName[];

const inTeachingOrder = (grades: string[]): string[] =>
  grades.toSorted((a, b) => GRADE_ORDER.indexOf(a) - GRADE_ORDER.indexOf(b));

/** What is wrong with the values of something that is no description yet: of each field that has the right shape. */
export function misunderstood(given: unknown, reference: Reference): Fault[] {
  if (typeof given !== "object" || given === null) return [];
  const fields = Object.entries(Description.shape).flatMap(([name, shape]) => {
    const read = Object.hasOwn(given, name)
      ? shape.safeParse((given as Record<string, unknown>)[name])
      : undefined;
    return read?.success ? [[name, read.data]] : [];
  });
  return understand({ ...BLANK, ...Object.fromEntries(fields) }, reference).faults;
}

interface UnderstoodValue {
  ids: string[];
  detail: string;
  nearest: string[];
}

const quoted = (value: string) => `"${value.length > 80 ? `${value.slice(0, 80)}…` : value}"`;

const unique = <T>(values: T[]): T[] => [...new Set(values)];

function faultAt(pointer: string, detail: string, nearest: string[] = []): Fault {
  return { in: "body", pointer, detail, ...(nearest.length > 0 ? { nearest } : {}) };
}

function readTerm(value: string, vocabulary: Vocabulary): UnderstoodValue {
  const term = vocabulary.understand(value);
  if (term) return { ids: [term.id], detail: "", nearest: [] };
  const detail = `${quoted(value)} is not a term of the vocabulary "${vocabulary.id}". See /api/v1/vocabularies/${vocabulary.id}`;
  return { ids: [], detail, nearest: vocabulary.nearest(value) };
}

function readGrades(value: string): UnderstoodValue {
  const detail = `${quoted(value)} is not a grade. Write PK, K, 1 to 12, a band such as 3-5, or a CEDS code`;
  return { ids: understandGrades(value) ?? [], detail, nearest: [] };
}

function readLanguage(value: string, languages: Vocabulary): UnderstoodValue {
  const tag = understandLanguage(value, languages);
  const detail = `${quoted(value)} is not a language. Write a BCP 47 tag such as en, es or pt-BR`;
  return { ids: tag ? [tag] : [], detail, nearest: tag ? [] : languages.nearest(value) };
}

function readLicense(value: string, licenses: Vocabulary): UnderstoodValue {
  if (value === "" || value === NOT_STATED) return { ids: [NOT_STATED], detail: "", nearest: [] };
  const id = understandLicense(value, licenses);
  const detail = `${quoted(value)} is not a license we know. Give its SPDX id, such as CC-BY-4.0, its address, or "not-stated"`;
  return { ids: id ? [id] : [], detail, nearest: id ? [] : licenses.nearest(value) };
}

function readAlignment(given: Alignment, at: string, reference: Reference, faults: Fault[]): Alignment[] {
  const { standards, vocabularies } = reference;
  const level = given.level === undefined ? undefined : vocabularies.level.understand(given.level);
  if (given.level !== undefined && !level) {
    const { detail, nearest } = readTerm(given.level, vocabularies.level);
    faults.push(faultAt(`${at}/level`, detail, nearest));
  }
  const known = standards.item(given.item);
  const { exact, near } = known ? { exact: [known], near: [] } : resolveCode(given.item, standards);
  const [item] = exact;
  if (!item || exact.length > 1) {
    const why = item
      ? "stands for several standards; give the id of one"
      : "is not a standard of this registry";
    const candidates = (item ? exact : near).slice(0, 5).map((i) => (item ? i.id : i.code));
    faults.push(faultAt(`${at}/item`, `${quoted(given.item)} ${why}`, candidates));
    return [];
  }
  return [{ item: item.id, type: given.type, ...(level ? { level: level.id } : {}) }];
}

function warningsOf(d: Description): Fault[] {
  const warnings: Fault[] = [];
  if (d.license === NOT_STATED)
    warnings.push(
      faultAt(
        "/license",
        "is not stated: readers are told to ask before they copy, and it never counts as open",
      ),
    );
  if (d.subjects.length === 0)
    warnings.push(faultAt("/subjects", "names no content area: browsing will not find it"));
  if (d.url === undefined && !d.files?.length)
    warnings.push(faultAt("/url", "is missing: without a link or a file it stays within its organization"));
  return warnings;
}
