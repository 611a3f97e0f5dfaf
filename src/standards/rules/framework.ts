/** A set of academic standards or competencies (CASE CFDocument). */
export interface Framework {
  /** The CASE identifier, or a given id. */
  id: string;
  /** Short handle used in addresses, e.g. `ccss-math`. Unique. */
  code: string;
  title: string;
  /** The name it goes by in this state; kept when an official package is imported over it. */
  localTitle?: string;
  subject?: string;
  creator?: string;
  publisher?: string;
  officialSourceURL?: string;
  adoptionStatus?: string;
  adopted?: string;
  language?: string;
  license?: string;
  note?: string;
  /** CASE lastChangeDateTime of the package it came from. */
  changedAt?: string;
}

/** One statement of a framework (CASE CFItem). */
export interface Item {
  /** The CASE identifier, else `framework code:item code`. */
  id: string;
  /** Id of its framework. */
  framework: string;
  /** humanCodingScheme as its source writes it; empty for headings without one. */
  code: string;
  /** The official wording, where an official package was imported. */
  statement?: string;
  /** A short label: ours for seeded items, abbreviatedStatement for imported ones. */
  label?: string;
  type?: string;
  /** CEDS grade levels. */
  grades: string[];
  parent?: string;
  sequence: number;
  language?: string;
  /** True when its newest package no longer has it: it keeps its name where resources point at it. */
  dropped?: boolean;
}

/** An edge between items other than parenthood (CASE CFAssociation). */
export interface Association {
  id: string;
  type: string;
  origin: string;
  destination: string;
}

/** Letters and digits of a code without its publisher's prefix: `CCSS.MATH.CONTENT.4.NF.B.3` → `4nfb3`. */
export const bareCode = (code: string) =>
  code
    .normalize("NFKD")
    .toLowerCase()
    .replace(/^ccss[.: ]*/, "")
    .replace(/^(math[.: ]*(content|practice)?|ela[-. ]*literacy)[.: ]*/, "")
    .replace(/[^a-z0-9]/g, "");

/** A code as a person reads it: without the publisher's prefix. `CCSS.Math.Content.3.NF.A.2` → `3.NF.A.2`. */
export const shortCode = (code: string) =>
  code.replace(/^CCSS[.:]?\s*(Math[.:]?(Content|Practice)?|ELA-?Literacy)[.:]\s*/i, "");

/** All frameworks and items, held in memory: some thousands, asked by every page. */
export class Standards {
  readonly frameworks: Framework[];
  private readonly frameworkById: Map<string, Framework>;
  private readonly itemById: Map<string, Item>;
  private readonly itemsByBareCode = new Map<string, Item[]>();
  private readonly itemsByParent = new Map<string, Item[]>();
  private readonly itemsByFramework = new Map<string, Item[]>();

  constructor(frameworks: Framework[], items: Item[]) {
    this.frameworks = frameworks;
    this.frameworkById = new Map(frameworks.flatMap((f) => [[f.code, f] as const, [f.id, f] as const]));
    this.itemById = new Map(items.map((i) => [i.id, i]));
    const add = (map: Map<string, Item[]>, key: string, item: Item) => {
      const known = map.get(key);
      if (known) known.push(item);
      else map.set(key, [item]);
    };
    for (const item of items.filter((i) => !i.dropped).toSorted((a, b) => a.sequence - b.sequence)) {
      add(this.itemsByFramework, item.framework, item);
      add(this.itemsByParent, item.parent ?? item.framework, item);
      const bare = bareCode(item.code);
      if (bare) add(this.itemsByBareCode, bare, item);
    }
  }

  /** By id or by code. */
  framework(idOrCode: string): Framework | undefined {
    return this.frameworkById.get(idOrCode);
  }

  item(id: string): Item | undefined {
    return this.itemById.get(id);
  }

  items(framework: string): Item[] {
    return this.itemsByFramework.get(framework) ?? [];
  }

  allItems(): Item[] {
    return [...this.itemById.values()];
  }

  /** Items directly below an item, or the top items of a framework, in their order. */
  children(id: string): Item[] {
    return this.itemsByParent.get(id) ?? [];
  }

  /** Items whose code has exactly these letters and digits. */
  withBareCode(bare: string): Item[] {
    return this.itemsByBareCode.get(bare) ?? [];
  }

  bareCodes(): IterableIterator<string> {
    return this.itemsByBareCode.keys();
  }

  /** The item and all above it, narrowest first. */
  path(id: string): Item[] {
    const path: Item[] = [];
    for (
      let i = this.itemById.get(id);
      i && !path.includes(i);
      i = i.parent ? this.itemById.get(i.parent) : undefined
    )
      path.push(i);
    return path;
  }

  /** The item and everything below it. */
  within(id: string): Item[] {
    const top = this.itemById.get(id);
    const below = this.children(id).flatMap((child) => this.within(child.id));
    return top ? [top, ...below] : below;
  }
}

/** How an item is named to people: its short label, else its statement cut at a word near 60 characters. */
export function nameOf(item: Item): string {
  if (item.label) return item.label;
  const text = item.statement ?? item.code;
  if (text.length <= 64) return text;
  const cut = text.slice(0, 62);
  return `${cut.slice(0, Math.max(40, cut.lastIndexOf(" ")))}…`;
}
