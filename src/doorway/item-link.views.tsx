import type { ComponentChildren } from "preact";
import type { Alignment } from "../resources/rules/resource.ts";
import { itemAddress } from "../standards/rules/addresses.ts";
import { type Item, nameOf, shortCode } from "../standards/rules/framework.ts";
import { useSite } from "./site.ts";

/** A standard by its name, its code after it and small. */
export function ItemLink({ item }: { item: Item }) {
  const { standards } = useSite().reference;
  const [name, code] = [nameOf(item), shortCode(item.code)];
  return (
    <>
      <a href={itemAddress(item, standards)}>{name}</a>
      {code && code !== name && <span class="soft"> {code}</span>}
    </>
  );
}

/** One standard of several, and how many more there are: one that was asked for, else one that is taught. */
export function FirstStandard({ alignments, asked }: { alignments: Alignment[]; asked: string[] }) {
  const { standards, vocabularies } = useSite().reference;
  const known = alignments.filter((a) => standards.item(a.item));
  const meant = (a: Alignment) => standards.path(a.item).some((above) => asked.includes(above.id));
  const first = known.find(meant) ?? known.find((a) => a.type === "teaches") ?? known[0];
  const item = first && standards.item(first.item);
  if (!item) return null;
  const more = new Set(known.map((a) => a.item)).size - 1;
  return (
    <span class="small">
      {first.type !== "teaches" && (
        <span class="soft">{vocabularies["alignment-type"].labelOf(first.type)} </span>
      )}
      <ItemLink item={item} />
      {more > 0 && <span class="soft">, and {more} more</span>}
    </span>
  );
}

/** Where a standard stands, from its set down to its code. */
export function ItemPath({ item }: { item: Item }) {
  const { standards } = useSite().reference;
  const framework = standards.framework(item.framework);
  const above = standards.path(item.id).slice(1).toReversed();
  const names = [framework?.localTitle ?? framework?.title ?? "", ...above.map(nameOf)].filter(Boolean);
  return (
    <p class="small soft">
      {names.map((name) => (
        <span key={name}>
          {name}
          <span aria-hidden="true"> › </span>
          <span class="usa-sr-only">, </span>
        </span>
      ))}
      <b>{shortCode(item.code) || nameOf(item)}</b>
    </p>
  );
}

interface StatementProps {
  item: Item;
  /** True where the heading above says its name already. */
  untitled?: boolean;
  children?: ComponentChildren;
}

/** A standard in its own words; where only our short label is known, that is said. */
export function Statement({ item, untitled, children }: StatementProps) {
  return (
    <div class="note stack near">
      <ItemPath item={item} />
      {item.statement ? (
        <p class="words" lang={item.language}>
          {item.statement}
        </p>
      ) : (
        <>
          {!untitled && <p class="named">{nameOf(item)}</p>}
          <p class="small soft">A short label in our words. The official wording is with its publisher.</p>
        </>
      )}
      {children}
    </div>
  );
}
