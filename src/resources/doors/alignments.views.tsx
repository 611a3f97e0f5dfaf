import { levelsOf, nounOf } from "../../doorway/display-words.ts";
import { ItemLink } from "../../doorway/item-link.views.tsx";
import { LevelTable } from "../../doorway/level.views.tsx";
import { useSite } from "../../doorway/site.ts";
import type { CoverageOf } from "../../search/rules/coverage.ts";
import type { Description } from "../rules/resource.ts";
import { type Aligned, AlignedStatement, useAligned, useWordsFor } from "./aligned.views.tsx";

/** So many standards are shown in full; the others by name. */
const IN_FULL = 2;
/** So many have their row at once. */
const IN_TABLE = 5;

interface TeachesProps {
  description: Description;
  coverageOf: CoverageOf;
}

/** The standards in words, and where this resource stands among the others at each level. */
export function AlignmentList({ description: d, coverageOf }: TeachesProps) {
  const aligned = useAligned(d);
  const needed = aligned.filter((x) => x.alignments.every((a) => a.type === "requires"));
  const taught = aligned.filter((x) => !needed.includes(x));
  return (
    <section class="stack">
      <h2>What it teaches</h2>
      {taught.length === 0 && (
        <p class="soft">No standard given yet.{levelsOf(d).length === 0 && " No level given yet."}</p>
      )}
      {taught.slice(0, IN_FULL).map((x) => (
        <AlignedStatement key={x.item.id} {...x} />
      ))}
      <Named list={taught.slice(IN_FULL)} />
      {needed.length > 0 && (
        <>
          <h3>Students need this first</h3>
          <Named list={needed} />
        </>
      )}
      <Place aligned={aligned} description={d} coverageOf={coverageOf} />
    </section>
  );
}

/** The resource among the others, standard by standard: the first at once, the rest on demand. */
function Place({ aligned, description: d, coverageOf }: TeachesProps & { aligned: Aligned[] }) {
  if (aligned.length === 0) return null;
  const rows = aligned.map((x) => ({ item: x.item, coverage: coverageOf(x.item.id), here: useHere(x, d) }));
  const shown = rows.length > IN_TABLE + 1 ? IN_TABLE : rows.length;
  const more = rows.length - shown;
  const caption = `Where this ${nounOf(d)} sits, and what else there is`;
  return (
    <>
      <LevelTable caption={caption} rows={rows.slice(0, shown)} />
      {more > 0 && (
        <details>
          <summary>{more} more standards</summary>
          <LevelTable caption={`${caption}: the other standards`} rows={rows.slice(shown)} />
        </details>
      )}
    </>
  );
}

function Named({ list }: { list: Aligned[] }) {
  if (list.length === 0) return null;
  return (
    <ul class="plain stack near">
      {list.map(({ item }) => (
        <li key={item.id}>
          <ItemLink item={item} />
        </li>
      ))}
    </ul>
  );
}

/** What the resource does for a standard at each level; a level not tied to a standard counts for each of them. */
function useHere({ alignments }: Aligned, d: Description): Record<string, string> {
  const here: Record<string, string> = {};
  for (const { id } of useSite().reference.vocabularies.level.terms) {
    const words = useWordsFor(alignments.filter((a) => (a.level ? a.level === id : d.levels.includes(id))));
    if (words) here[id] = words;
  }
  return here;
}
