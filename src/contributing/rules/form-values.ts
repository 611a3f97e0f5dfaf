import { issueInWords } from "../../kernel/fault.ts";
import type { Fault } from "../../kernel/problem.ts";
import { REACHES, type Reach } from "../../reach/rules/reach.ts";
import { hasSomethingToOpen } from "../../reach/rules/reach-rules.ts";
import { understandGrades } from "../../reference/rules/grades.ts";
import { understandLanguage } from "../../reference/rules/language.ts";
import { understandLicense } from "../../reference/rules/license.ts";
import type { FieldKind } from "../../resources/rules/fields/declaration.ts";
import {
  FIELD_NAMES,
  type FieldName,
  fieldDeclaration,
  isField,
} from "../../resources/rules/fields/fields.ts";
import { BLANK, Description, NOT_STATED } from "../../resources/rules/resource.ts";
import { understand } from "../../resources/rules/understand-input.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { resolveCode } from "../../standards/rules/resolve-code.ts";
import type { FormValues } from "./draft.ts";
import { CONTROLS } from "./form-controls.ts";
import type { PageMetadata } from "./page-metadata.ts";
import {
  type Asked,
  alignmentKey,
  filled,
  firstValue,
  minutesOf,
  type Reading,
  writtenGrades,
} from "./typed-values.ts";

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

/** The fields the form asks for, each with its place in it. */
const ASKED = FIELD_NAMES.flatMap((field): { field: FieldName; asked: Asked }[] => {
  const { form } = fieldDeclaration(field);
  return form === "not asked" ? [] : [{ field, asked: form }];
});

const controlOf = (field: FieldName) => {
  const { kind } = fieldDeclaration(field);
  const control = CONTROLS[kind] as Control | undefined;
  if (!control)
    throw new Error(`The form cannot ask for the field ${field}: nothing reads its kind, ${kind}`);
  return control;
};
type Control = NonNullable<(typeof CONTROLS)[FieldKind]>;

/** The form filled with a description, to change it. */
export function valuesFromDescription(d: Description, reach: Reach): FormValues {
  const typed = ASKED.map(({ field, asked }) => {
    const value = d[field];
    return value === undefined ? {} : controlOf(field).typed(value as never, asked);
  });
  return filled({ ...Object.assign({}, ...typed), reach });
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
 * each pointing at its field, in words that say what to do. `names` are those of files, by hash.
 */
export function readFormValues(
  typed: FormValues,
  names: ReadonlyMap<string, string>,
  reference: Reference,
  base?: Description,
): ReadFormValues {
  const faults: Fault[] = [];
  const say = (name: string, detail: string) => void faults.push(fault(name, detail));
  if (!firstValue(typed, "title")) say("title", "Give it a title, so that others recognize it");
  const given = readAsked({ typed, names, reference, fault: say }, base);
  const parsed = Description.safeParse(given, { error: issueInWords });
  for (const issue of parsed.error?.issues ?? []) say(...sentenceAbout(String(issue.path[0]), issue.message));
  const read = understand(parsed.data ?? BLANK, reference);
  for (const { pointer, detail } of read.faults) say(...sentenceAbout(pointer.split("/")[1] ?? "", detail));
  if (parsed.success) {
    if (!hasSomethingToOpen(read.description))
      say("link", "Give a link or a file, so that others can open it");
    if (read.description.subjects.length === 0) say("subject", "Choose a content area");
  }
  if (!given.license) say("license", "Choose what others may do");
  const reach = REACHES.find((r) => r === firstValue(typed, "reach"));
  if (!reach) say("reach", "Choose how far it should go");
  const unique = faults.filter((f, i) => faults.findIndex((g) => g.pointer === f.pointer) === i);
  return { description: read.description, reach: reach ?? "private", faults: unique };
}

/** What was typed, by field; what is empty is not stated. */
function readAsked(reading: Reading, base: Description | undefined): Record<string, unknown> {
  const given: Record<string, unknown> = { ...(base ?? BLANK) };
  for (const { field, asked } of ASKED) {
    const value = controlOf(field).read(asked, reading, base?.[field] as never);
    if (value === undefined) delete given[field];
    else given[field] = value;
  }
  return { ...given, title: given.title || "–" };
}

/** The control of a field, and what is wrong with it as a sentence. */
function sentenceAbout(name: string, detail: string): [control: string, sentence: string] {
  const form = isField(name) ? fieldDeclaration(name).form : "not asked";
  const asked = form === "not asked" ? undefined : form;
  const called = asked?.called ?? name.charAt(0).toUpperCase() + name.slice(1);
  return [asked?.name ?? name, `${called} ${detail}`];
}
