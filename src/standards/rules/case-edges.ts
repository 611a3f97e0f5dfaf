import type { Fault } from "../../kernel/problem.ts";
import { type ChildOf, treeOf } from "./case-tree.ts";
import { identifierOf, isObject, textValue, uuidFor } from "./case-values.ts";
import { pluralized, some } from "./case-words.ts";
import type { Association, Framework, Item } from "./framework.ts";

/** An item as its own object says it, before its place in the tree is known. */
export type GivenItem = Omit<Item, "framework" | "sequence"> & { list?: string | undefined };

export interface Edge extends Association {
  sequence?: number;
}

/** The associations of a package; one without a type or an end is left out, with a warning. */
export function readEdges(list: unknown[], faults: Fault[], warnings: string[]): Edge[] {
  let broken = 0;
  const edges = list.flatMap((given, index) => {
    if (!isObject(given)) {
      faults.push({ pointer: `/CFAssociations/${index}`, detail: "An association is a JSON object." });
      return [];
    }
    const type = textValue(given.associationType);
    const origin = nodeOf(given.originNodeURI);
    const destination = (type === "exemplar" ? pageOf : nodeOf)(given.destinationNodeURI);
    if (!type || !origin || !destination) {
      broken++;
      return [];
    }
    const sequence = Number(textValue(given.sequenceNumber) ?? Number.NaN);
    const id = identifierOf(given) ?? uuidFor(`${origin} ${type} ${destination}`);
    return [{ id, type, origin, destination, ...(Number.isFinite(sequence) ? { sequence } : {}) }];
  });
  if (broken > 0)
    warnings.push(
      `${pluralized(broken, "association")} without a type or an end ${broken === 1 ? "was" : "were"} left out.`,
    );
  return edges;
}

/** The identifier at one end of an association. */
function nodeOf(link: unknown): string | undefined {
  return identifierOf(link) ?? (isObject(link) ? textValue(link.uri) : textValue(link));
}

/** What an `exemplar` points at is a page, not a statement: its address, also when a server put its own before it. */
function pageOf(link: unknown): string | undefined {
  const address = (isObject(link) ? textValue(link.uri) : textValue(link)) ?? "";
  return /.(https?:\/\/\S+)$/.exec(address)?.[1] ?? (/^https?:/.test(address) ? address : nodeOf(link));
}

/** The items in their places, and the edges that say more than places. */
export function inTree(framework: Framework, given: GivenItem[], edges: Edge[], warnings: string[]) {
  const known = new Set(given.map((item) => item.id));
  const isParenthood = (e: Edge) =>
    e.type === "isChildOf" &&
    known.has(e.origin) &&
    (known.has(e.destination) || e.destination === framework.id);
  const children = edges.filter(isParenthood).map(
    (e): ChildOf => ({
      child: e.origin,
      ...(e.destination === framework.id ? {} : { parent: e.destination }),
      ...(e.sequence === undefined ? {} : { sequence: e.sequence }),
    }),
  );
  const { parents, order, circular, further } = treeOf(given, children);
  const codeOf = new Map(given.map((item) => [item.id, item.code || item.id]));
  const named = (ids: string[]) => some(ids.map((id) => codeOf.get(id) ?? id));
  if (circular.length > 0) warnings.push(`Parents led in a circle; now at the top: ${named(circular)}.`);
  const several = [...new Set(further.map((f) => f.child))];
  if (several.length > 0) warnings.push(`With several parents, the first is used: ${named(several)}.`);
  const lost = edges.filter((e) => e.type === "isChildOf" && !isParenthood(e));
  if (lost.length > 0)
    warnings.push(`${pluralized(lost.length, "association")} to items outside the package: no parent there.`);
  const byId = new Map(given.map((item) => [item.id, item]));
  const items = order.flatMap((id, sequence) => {
    const { list: _, ...item } = byId.get(id) as GivenItem;
    const parent = parents.get(id);
    return [{ ...item, framework: framework.id, sequence, ...(parent ? { parent } : {}) }];
  });
  return { items, associations: otherEdges(edges, parents, framework.id) };
}

/** Every edge that is not already an item's parent or its place at the top, each once. */
function otherEdges(edges: Edge[], parents: Map<string, string>, framework: string): Association[] {
  const said = new Set<string>();
  return edges.flatMap(({ id, type, origin, destination }) => {
    const isParent =
      type === "isChildOf" && (parents.get(origin) === destination || destination === framework);
    if (isParent || said.has(id)) return [];
    said.add(id);
    return [{ id, type, origin, destination }];
  });
}
