/** One `isChildOf` of a package: the child, its parent (none: the document itself) and its place among siblings. */
export interface ChildOf {
  child: string;
  parent?: string;
  sequence?: number;
}

/** What orders an item among its siblings when no sequence number does. */
export interface PlacedItem {
  id: string;
  /** `listEnumeration`. */
  list?: string | undefined;
  code: string;
}

export interface ItemTree {
  parents: Map<string, string>;
  /** All items, each before what lies below it, siblings in their order. */
  order: string[];
  /** Items whose parents led back to themselves; they stand at the top. */
  circular: string[];
  /** Further parents of an item that has one already. */
  further: ChildOf[];
}

/** The tree of a package: the first parent wins, circles are cut, items without a parent stand at the top. */
export function treeOf(items: PlacedItem[], edges: ChildOf[]): ItemTree {
  const first = new Map<string, ChildOf>();
  const further: ChildOf[] = [];
  for (const edge of edges) {
    if (first.has(edge.child)) further.push(edge);
    else first.set(edge.child, edge);
  }
  const parents = new Map<string, string>();
  for (const { child, parent } of first.values()) if (parent) parents.set(child, parent);
  const circular = cutCircles(parents);
  const sequences = new Map([...first].map(([id, edge]) => [id, edge.sequence]));
  return { parents, circular, further, order: inOrder(items, parents, sequences) };
}

function cutCircles(parents: Map<string, string>): string[] {
  const cut: string[] = [];
  const reachesTop = new Set<string>();
  for (const start of [...parents.keys()]) {
    const path = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && !reachesTop.has(at) && !path.has(at)) {
      path.add(at);
      at = parents.get(at);
    }
    if (at !== undefined && path.has(at)) {
      parents.delete(at);
      cut.push(at);
    }
    for (const id of path) reachesTop.add(id);
  }
  return cut;
}

function inOrder(
  items: PlacedItem[],
  parents: Map<string, string>,
  sequences: Map<string, number | undefined>,
): string[] {
  const below = new Map<string | undefined, PlacedItem[]>();
  for (const item of items) {
    const siblings = below.get(parents.get(item.id));
    if (siblings) siblings.push(item);
    else below.set(parents.get(item.id), [item]);
  }
  const order: string[] = [];
  // A stack of its own: packages nest as deep as they like.
  const waiting = sorted(below.get(undefined) ?? [], sequences).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    order.push(next.id);
    waiting.push(...sorted(below.get(next.id) ?? [], sequences).reverse());
  }
  return order;
}

/** By sequence number; then, where all siblings have one, by list mark or by code; else as the package has them. */
function sorted(siblings: PlacedItem[], sequences: Map<string, number | undefined>): PlacedItem[] {
  const numberOf = (p: PlacedItem) => sequences.get(p.id) ?? Number.MAX_SAFE_INTEGER;
  const keyOf = siblings.every((s) => s.list)
    ? (p: PlacedItem) => p.list as string
    : (p: PlacedItem) => p.code;
  const hasKeys = siblings.every(keyOf);
  return siblings.toSorted(
    (a, b) =>
      numberOf(a) - numberOf(b) || (hasKeys ? NATURAL.compare(gradeZero(keyOf(a)), gradeZero(keyOf(b))) : 0),
  );
}

const NATURAL = new Intl.Collator("en", { numeric: true });

/** Kindergarten comes before grade 1: `K.CC` → `0.CC`. */
const gradeZero = (code: string) => code.replace(/(^|[.\s])K(?=[.-])/, "$10");
