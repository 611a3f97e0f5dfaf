import { Statement } from "../../doorway/item-link.views.tsx";
import { Levels } from "../../doorway/level.views.tsx";
import { useSite } from "../../doorway/site.ts";
import type { Item } from "../../standards/rules/framework.ts";
import type { Alignment, Description } from "../rules/resource.ts";

/** A standard, and all that the resource has to do with it. */
export interface Aligned {
  item: Item;
  alignments: Alignment[];
}

/** The standards of a description in its order, each once. */
export function useAligned({ alignments }: Description): Aligned[] {
  const { standards } = useSite().reference;
  return [...new Set(alignments.map((a) => a.item))].flatMap((id) => {
    const item = standards.item(id);
    return item ? [{ item, alignments: alignments.filter((a) => a.item === id) }] : [];
  });
}

/** A standard in words, and below it "Teaches and checks" and at which levels. */
export function AlignedStatement({ item, alignments }: Aligned) {
  const levels = [...new Set(alignments.flatMap((a) => a.level ?? []))];
  return (
    <Statement item={item}>
      <div class="row small">
        <b>{useWordsFor(alignments)}</b>
        <Levels ids={levels} />
      </div>
    </Statement>
  );
}

export function useWordsFor(alignments: Alignment[]): string {
  const types = useSite().reference.vocabularies["alignment-type"];
  const [first = "", ...more] = [...new Set(alignments.map((a) => types.labelOf(a.type)))];
  return [first, ...more.map((word) => word.toLowerCase())].join(" and ");
}
