import { fold } from "../../reference/rules/vocabulary.ts";
import type { Alignment, Relation } from "../../resources/rules/resource.ts";
import { type Cell, isLinked } from "../../sheets/row.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Column } from "./columns.ts";
import { answerKey, EVERY_OTHER, type FindingAnswer, ownCopy } from "./findings.ts";
import {
  cellText,
  understandAddress,
  understandDate,
  understandDuration,
  understandYesNo,
  valuesOf,
  withoutMarkup,
} from "./parse-text.ts";
import { readStandard, type StandardRead } from "./understand-standards.ts";
import { isOneValue, readValue } from "./understand-value.ts";

/** What a cell says, and how it was understood. */
export interface CellRead {
  values: unknown[];
  /** What its vocabulary does not know, kept findable. */
  keywords: string[];
  topics: string[];
  understood: { value: string; as: string }[];
  faults: { value: string; detail: string; nearest?: string[] }[];
}

/** What the values of a file are understood by. */
export interface ReadingContext {
  reference: Reference;
  /** By `answerKey`. */
  answers: Map<string, FindingAnswer>;
  /** What each code was read as: a few hundred of them stand in thousands of cells. */
  standards: Map<string, StandardRead>;
}

const nothing = (): CellRead => ({ values: [], keywords: [], topics: [], understood: [], faults: [] });

/** Reads one cell of a column. Every fault in it is told at once. */
export function readCell(c: Column, cell: Cell, known: ReadingContext): CellRead {
  switch (c.reads) {
    case "words":
      return readWords(c, cell);
    case "list":
      return { ...nothing(), values: valuesOf(cell, listCut(cell)).map(withoutMarkup) };
    case "id":
      return { ...nothing(), values: [cellText(cell)].filter((t) => t !== "") };
    case "relations":
      return readRelations(c, cell);
    case "standards":
      return readStandards(c, cell, known);
    case "address":
      return oneOf(
        c,
        addressIn(cell),
        known,
        understandAddress,
        "is not a web address. Write one that begins with https://",
      );
    case "yes-no":
      return oneOf(c, cellText(cell), known, understandYesNo, "is neither yes nor no");
    case "duration":
      return oneOf(
        c,
        cellText(cell),
        known,
        understandDuration,
        "is not a length of time. Write it like 45 min or 2 hours",
      );
    case "date":
      return oneOf(
        c,
        cellText(cell),
        known,
        understandDate,
        "is not a date we can read. Write it like 2024-09-30",
      );
    default:
      return readTerms(c, cell, known);
  }
}

/** Keywords are also cut at commas, when nothing else cuts them. */
const listCut = (cell: Cell) => (/(?<!\\)[|;\n]/.test(cellText(cell)) ? undefined : /(?<!\\),/);

function readWords(c: Column, cell: Cell): CellRead {
  const given = cellText(cell);
  const text = c.id === "title" ? withoutMarkup(given).replace(/\s+/g, " ") : withoutMarkup(given);
  const understood =
    /<\/?[a-z]/i.test(given) && text !== given.trim()
      ? [{ value: "<p> …", as: "its words, without the tags of a web page" }]
      : [];
  return { ...nothing(), values: text === "" ? [] : [text], understood };
}

/** The address behind a text, else the first address written in it. */
function addressIn(cell: Cell): string {
  if (isLinked(cell)) return understandAddress(cell.text) ? cell.text : cell.href;
  const text = cellText(cell);
  return /\s/.test(text) ? (/https?:\/\/[^\s|;]+/.exec(text)?.[0] ?? text) : text;
}

function oneOf<T>(
  c: Column,
  text: string,
  { answers }: ReadingContext,
  understand: (text: string) => T | undefined,
  detail: string,
): CellRead {
  if (text === "") return nothing();
  const value = understand(text);
  if (value !== undefined) {
    const said = value === true ? "yes" : value === false ? "no" : String(value);
    const same = said === text || fold(said) === fold(text);
    return { ...nothing(), values: [value], understood: same ? [] : [{ value: text, as: said }] };
  }
  const answer = answers.get(answerKey(c.id, text)) ?? answers.get(answerKey(c.id, EVERY_OTHER));
  if (answer) {
    const taken = Array.isArray(answer.take) ? understand(answer.take[0] ?? "") : undefined;
    return {
      ...nothing(),
      values: taken === undefined ? [] : [taken],
      understood: [{ value: text, as: taken === undefined ? "left out" : String(taken) }],
    };
  }
  return { ...nothing(), faults: [{ value: text, detail }] };
}

/** Terms, grades, languages and licenses: one or several, by id, label or any known spelling. */
function readTerms(c: Column, cell: Cell, { reference, answers }: ReadingContext): CellRead {
  const result = nothing();
  for (const value of separate(c, cell, reference)) {
    const answer = answers.get(answerKey(c.id, value));
    if (answer) takeAnswer(c, value, answer, reference, result);
    else take(c, value, reference, result, answers);
  }
  // A license is often given twice, by name and by address: one that is understood is enough.
  if (c.reads === "license" && result.values.length > 0) result.faults = [];
  return result;
}

function take(
  c: Column,
  value: string,
  reference: Reference,
  result: CellRead,
  answers?: ReadingContext["answers"],
) {
  const read = readValue(c, value, reference);
  const answer = read.ids.length === 0 ? answers?.get(answerKey(c.id, EVERY_OTHER)) : undefined;
  if (answer) return takeAnswer(c, value, answer, reference, result);
  if (read.ids.length === 0) {
    const nearest = read.nearest && read.nearest.length > 0 ? { nearest: read.nearest } : {};
    result.faults.push({ value, detail: read.detail ?? "is not understood", ...nearest });
    return;
  }
  (read.into === "keywords" ? result.keywords : read.into === "topics" ? result.topics : result.values).push(
    ...read.ids,
  );
  if (read.besides !== undefined) result.values.push(read.besides);
  if (read.as !== undefined) result.understood.push({ value, as: read.as });
}

function takeAnswer(c: Column, value: string, answer: FindingAnswer, reference: Reference, result: CellRead) {
  result.understood.push({ value, as: wordsOf(answer) });
  if (answer.take === "keyword") result.keywords.push(value);
  if (Array.isArray(answer.take)) for (const other of answer.take) take(c, other, reference, result);
}

/** The values of a cell. A comma, a slash or an "and" separates only what is not one value as a whole. */
function separate(c: Column, cell: Cell, reference: Reference): string[] {
  const texts = isLinked(cell) && c.reads === "license" ? [cell.href] : valuesOf(cell);
  const cut =
    c.reads === "license" ? /;\s*/ : c.open ? /\s*,\s*/ : /\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+\/\s+/i;
  return texts.flatMap((text) => {
    if (Array.isArray(cell) || !cut.test(text) || isOneValue(c, text, reference)) return [text];
    const pieces = text.split(cut).filter((p) => p.trim() !== "");
    // An open list keeps a name with a comma whole unless all of its pieces are known.
    return !c.open || pieces.every((p) => isOneValue(c, p, reference)) ? pieces : [text];
  });
}

function readStandards(c: Column, cell: Cell, known: ReadingContext): CellRead {
  const { answers } = known;
  const result = nothing();
  const type = (c.type ?? "teaches") as Alignment["type"];
  for (const { text, as, level } of standardsIn(cell, type)) {
    const read = standardOf(text, level, known);
    const answer =
      answers.get(answerKey(c.id, text)) ??
      (read.alignment ? undefined : answers.get(answerKey(c.id, EVERY_OTHER)));
    const reads = Array.isArray(answer?.take)
      ? answer.take.map((code) => standardOf(code, level, known))
      : [read];
    if (answer) result.understood.push({ value: text, as: wordsOf(answer) });
    else if (read.as !== undefined) result.understood.push({ value: text, as: read.as });
    if (answer?.take === "keyword") result.keywords.push(text);
    if (answer && !Array.isArray(answer.take)) continue;
    for (const { alignment, detail = "", nearest = [] } of reads) {
      if (alignment) result.values.push({ ...alignment, type: as } satisfies Alignment);
      else result.faults.push({ value: text, detail, ...(nearest.length > 0 ? { nearest } : {}) });
    }
  }
  return result;
}

/** More codes than these are read again. */
const MOST_CODES = 20_000;

function standardOf(code: string, level: string | undefined, { standards, reference }: ReadingContext) {
  const text = level ? `${code} (${level})` : code;
  const before = standards.get(text);
  if (before) return before;
  const read = readStandard(text, reference);
  if (standards.size < MOST_CODES && text.length < 200) standards.set(ownCopy(text), read);
  return read;
}

const wordsOf = ({ take: chosen }: FindingAnswer) =>
  chosen === "keyword" ? "a keyword" : chosen === "leave out" ? "left out" : chosen.join(", ");

interface Written {
  text: string;
  as: Alignment["type"];
  level?: string;
}

/** Codes separated by `|`, `;`, line ends or commas; from JSON also `{ item, type, level }`. */
function standardsIn(cell: Cell, type: Alignment["type"]): Written[] {
  const cells = Array.isArray(cell) ? cell : [cell];
  return cells.flatMap((one): Written[] => {
    if (typeof one === "object" && !isLinked(one) && !Array.isArray(one) && typeof one.item === "string") {
      const as = ["teaches", "assesses", "requires"].includes(String(one.type))
        ? (one.type as Alignment["type"])
        : type;
      return [{ text: one.item, as, ...(typeof one.level === "string" ? { level: one.level } : {}) }];
    }
    return valuesOf(one, /[|;\n\r]+|,\s*(?![^(]*\))/).map((text) => ({ text, as: type }));
  });
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Works it comes from: an address, with its title where the text is linked, or the id of a record of ours. */
function readRelations(c: Column, cell: Cell): CellRead {
  const result = nothing();
  const type = (c.type ?? "basedOn") as Relation["type"];
  for (const one of Array.isArray(cell) ? cell : [cell]) {
    if (isLinked(one)) {
      result.values.push({ type, url: one.href, title: one.text.slice(0, 300) });
      continue;
    }
    for (const text of valuesOf(one)) {
      const [, title, address = text] = /^(.+?)\s*<(https?:[^<>\s]+)>$/.exec(text) ?? [];
      const url = understandAddress(address);
      if (UUID.test(text)) result.values.push({ type, resource: text.toLowerCase() });
      else if (url) result.values.push({ type, url, ...(title ? { title } : {}) });
      else
        result.faults.push({
          value: text,
          detail: "is not a web address. Write one that begins with https://",
        });
    }
  }
  return result;
}
