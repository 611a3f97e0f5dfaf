import { type Fault, Problem } from "../../kernel/problem.ts";
import { aboutDocument } from "./case-document.ts";
import { type GivenItem, inTree, readEdges } from "./case-edges.ts";
import { gradesIn, identifierOf, isObject, type Loose, present, textsOf, textValue } from "./case-values.ts";
import { OWN_WORDS, slugOf, some } from "./case-words.ts";
import type { Association, Framework, Item } from "./framework.ts";

/** What a CASE package holds, in our terms. */
export interface ReadPackage {
  framework: Framework;
  items: Item[];
  /** Edges other than the parenthood that `Item.parent` says. */
  associations: Association[];
  /** What was odd and how it was understood, in sentences. */
  warnings: string[];
}

/**
 * Reads a CASE 1.0 or 1.1 CFPackage (1EdTech CASE Service, `CFPackages/{sourcedId}`), as exports really look:
 * strings for lists, nulls, missing fields. `Item.sequence` is the place in the whole tree.
 * Throws Problem `invalid` with every fault (JSON pointers) when it is no CASE package.
 */
export function readPackage(json: unknown): ReadPackage {
  const faults: Fault[] = [];
  const warnings: string[] = [];
  const root = isObject(json) && isObject(json.CFPackage) ? json.CFPackage : json;
  if (!isObject(root)) throw notCase([{ pointer: "", detail: "A CASE package is a JSON object." }]);
  const framework = readDocument(root, faults);
  const given = readItems(listIn(root, "CFItems", faults), faults, warnings);
  const edges = readEdges(listIn(root, "CFAssociations", faults), faults, warnings);
  if (!framework || faults.length > 0) throw notCase(faults);
  return { framework, ...inTree(framework, given, edges, warnings), warnings };
}

const notCase = (faults: Fault[]) => new Problem("invalid", "This is not a CASE package.", faults);

function listIn(root: Loose, name: string, faults: Fault[]): unknown[] {
  const list = root[name] ?? [];
  if (Array.isArray(list)) return list;
  faults.push({ pointer: `/${name}`, detail: `${name} is a list.` });
  return [];
}

function readDocument(root: Loose, faults: Fault[]): Framework | undefined {
  const document = root.CFDocument;
  if (!isObject(document)) {
    const detail = Array.isArray(root.CFDocuments)
      ? "This is a list of frameworks. Give the CFPackage of one of them."
      : "A CASE package has a CFDocument.";
    faults.push({ pointer: "/CFDocument", detail });
    return undefined;
  }
  const id = identifierOf(document);
  const title = textValue(document.title);
  if (!id) faults.push({ pointer: "/CFDocument/identifier", detail: "The framework has no identifier." });
  if (!title) faults.push({ pointer: "/CFDocument/title", detail: "The framework has no title." });
  return id && title ? { id, code: slugOf(title), title, ...aboutDocument(document) } : undefined;
}

function readItems(list: unknown[], faults: Fault[], warnings: string[]): GivenItem[] {
  const found = new Map<string, GivenItem>();
  const twice: string[] = [];
  const unknown = new Set<string>();
  for (const [index, given] of list.entries()) {
    const item = readItem(given, `/CFItems/${index}`, faults, unknown);
    if (item && found.has(item.id)) twice.push(item.code || item.id);
    else if (item) found.set(item.id, item);
  }
  if (list.length === 0) warnings.push("The package has no items.");
  if (twice.length > 0) warnings.push(`Given more than once, the first is used: ${some(twice)}.`);
  if (unknown.size > 0) warnings.push(`Grades that are not understood were left out: ${some([...unknown])}.`);
  return [...found.values()];
}

function readItem(
  given: unknown,
  pointer: string,
  faults: Fault[],
  unknown: Set<string>,
): GivenItem | undefined {
  if (!isObject(given)) {
    faults.push({ pointer, detail: "An item is a JSON object." });
    return undefined;
  }
  const id = identifierOf(given);
  const code = textValue(given.humanCodingScheme) ?? "";
  const short = textValue(given.abbreviatedStatement);
  const statement = textValue(given.fullStatement) ?? short ?? (code || undefined);
  if (!id) faults.push({ pointer: `${pointer}/identifier`, detail: "The item has no identifier." });
  if (!statement) faults.push({ pointer: `${pointer}/fullStatement`, detail: "The item has no statement." });
  if (!id || !statement) return undefined;
  const { grades, unknown: odd } = gradesIn(given);
  for (const spelling of odd) unknown.add(spelling);
  const type = textsOf(given.CFItemType)[0] ?? textsOf(given.CFItemTypeURI)[0];
  const isOurs = textValue(given.notes) === OWN_WORDS;
  const rest = present({
    label: short,
    type,
    language: textValue(given.language),
    list: textValue(given.listEnumeration),
  });
  return { id, code, grades, ...(isOurs ? {} : { statement }), ...rest };
}
