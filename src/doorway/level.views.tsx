import { shareForAddress } from "../contributing/rules/addresses.ts";
import { number } from "../kernel/words.ts";
import { filterAddress } from "../search/rules/addresses.ts";
import type { Coverage } from "../search/rules/coverage.ts";
import type { Item } from "../standards/rules/framework.ts";
import { ItemLink } from "./item-link.views.tsx";
import { useSite } from "./site.ts";

/** A step of the competency scale: mark and word, a link where it filters or jumps. */
export function Level({ id, href }: { id: string; href?: string }) {
  const { level } = useSite().reference.vocabularies;
  const step = Math.min(4, level.terms.findIndex((t) => t.id === id) + 1);
  const name = `level l${step}`;
  if (href) {
    return (
      <a class={name} href={href}>
        {level.labelOf(id)}
      </a>
    );
  }
  return <span class={name}>{level.labelOf(id)}</span>;
}

export function Levels({ ids }: { ids: string[] }) {
  const { level } = useSite().reference.vocabularies;
  const ordered = level.terms.map((t) => t.id).filter((id) => ids.includes(id));
  if (ordered.length === 0) return null;
  return (
    <ul class="row plain" aria-label="Levels">
      {ordered.map((id) => (
        <li key={id}>
          <Level id={id} />
        </li>
      ))}
    </ul>
  );
}

const growth = (n: number) => (n === 0 ? "h0" : n < 4 ? "h1" : n < 10 ? "h2" : n < 20 ? "h3" : "h4");

export interface MapRow {
  item: Item;
  coverage: Coverage;
  /** What this resource does at a level, in place of a count. */
  here?: Record<string, string>;
  /** How deep it lies below the first column's edge. */
  depth?: number;
}

/** A table whose rows are laid out as boxes is no table to a screen reader unless its roles are repeated. */
const AS = Object.fromEntries(
  ["table", "rowgroup", "row", "columnheader", "rowheader", "cell"].map((role) => [role, { role }]),
) as Record<"table" | "rowgroup" | "row" | "columnheader" | "rowheader" | "cell", object>;

/** Standards down, levels across. Folds into boxes on narrow screens; the roles keep its meaning there. */
export function LevelTable({
  caption,
  rows,
  quiet,
  total,
}: {
  caption: string;
  rows: MapRow[];
  quiet?: boolean;
  total?: boolean;
}) {
  const levels = useSite().reference.vocabularies.level.terms;
  return (
    <table class="map" {...AS.table}>
      <caption class={quiet ? "usa-sr-only" : undefined}>{caption}</caption>
      <thead {...AS.rowgroup}>
        <tr {...AS.row}>
          <th {...AS.columnheader} scope="col">
            Standard
          </th>
          {levels.map((l) => (
            <th {...AS.columnheader} scope="col" key={l.id}>
              <Level id={l.id} />
            </th>
          ))}
          {total && (
            <th {...AS.columnheader} scope="col">
              All
            </th>
          )}
        </tr>
      </thead>
      <tbody {...AS.rowgroup}>
        {rows.map((row) => (
          <tr {...AS.row} key={row.item.id}>
            <th
              {...AS.rowheader}
              scope="row"
              class={row.depth ? `deeper d${Math.min(3, row.depth)}` : undefined}
            >
              <ItemLink item={row.item} />
            </th>
            {levels.map((l) => (
              <LevelCell key={l.id} row={row} level={l.id} label={l.label} />
            ))}
            {total && (
              <td {...AS.cell} class="all" data-label="All">
                {number(row.coverage.total)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LevelCell({ row, level, label }: { row: MapRow; level: string; label: string }) {
  const here = row.here?.[level];
  const n = row.coverage.levels[level] ?? 0;
  if (here) {
    return (
      <td {...AS.cell} class="here" data-label={label}>
        {here}
      </td>
    );
  }
  if (n === 0 && row.depth) {
    // Parts of a standard are no gaps of their own: the standard above them is counted.
    return (
      <td {...AS.cell} class="none" data-label={label}>
        none
      </td>
    );
  }
  const href = filterAddress({ standard: [row.item.id], level: [level] });
  return (
    <td {...AS.cell} class={growth(n)} data-label={label}>
      {n > 0 ? (
        <a href={href}>
          {number(n)}
          <span class="usa-sr-only">
            {n === 1 ? " resource" : " resources"}, {label}
          </span>
          {row.here && <span aria-hidden="true">{n === 1 ? " other" : " others"}</span>}
        </a>
      ) : (
        <a href={shareForAddress(row.item.id, level)} rel="nofollow">
          Gap<span class="usa-sr-only">: no resource, {label}. Offer one</span>
        </a>
      )}
    </td>
  );
}
