import type { ComponentChildren } from "preact";
import type { Stretch } from "../search/answer.ts";
import type { Coverage } from "../standards/coverage.ts";
import { type Item, nameOf, shortCode } from "../standards/framework.ts";
import { filterAddress, itemAddress, shareForAddress } from "./addresses.ts";
import { useSite } from "./site.ts";
import { type Mark, number } from "./words.ts";

/** An icon of the USWDS sprite; always beside words, so it says nothing itself. */
export function Icon({ name, size }: { name: string; size?: 3 }) {
  const { assets } = useSite();
  return (
    <svg class={`usa-icon${size ? ` usa-icon--size-${size}` : ""}`} aria-hidden="true" focusable="false">
      <use href={`${assets.href("icons.svg")}#${name}`} />
    </svg>
  );
}

/** The mark of a content area. */
export function Tile({ subject }: { subject: string | undefined }) {
  const { assets, reference } = useSite();
  const known = reference.vocabularies.subject.get(subject ?? "")?.id ?? "";
  const drawn = DRAWN.has(known) ? known : "brand";
  return (
    <svg class={`tile ${drawn}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <use href={`${assets.href("icons.svg")}#${drawn}`} />
    </svg>
  );
}
const DRAWN = new Set(
  "mathematics english-language-arts science social-studies arts world-languages computer-science health careers early-learning".split(
    " ",
  ),
);

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

/** Text with the words that were searched for marked. */
export function Marked({ text }: { text: Stretch[] }) {
  return <>{text.map((s, i) => (s.matched ? <mark key={i}>{s.text}</mark> : s.text))}</>;
}

export function Marks({ marks }: { marks: Mark[] }) {
  return (
    <ul class="row plain icons small">
      {marks.map((m) => (
        <li key={m.words} class={m.good ? "good" : m.warn ? "warn" : undefined}>
          <Icon name={m.icon} /> <span>{m.words}</span>
        </li>
      ))}
    </ul>
  );
}

/** A filter in use, with the way out. */
export function Chip({
  href,
  children,
  remove,
}: {
  href: string;
  children: ComponentChildren;
  remove?: boolean;
}) {
  return (
    <a class="chip" href={href}>
      {remove && <span class="usa-sr-only">Remove filter: </span>}
      {children}
      {remove && <Icon name="close" />}
    </a>
  );
}

export function Note({
  icon,
  kind,
  children,
}: {
  icon: string;
  kind?: "good" | "sand";
  children: ComponentChildren;
}) {
  return (
    <div class={`note leading${kind ? ` ${kind}` : ""}`}>
      <Icon name={icon} size={3} />
      <div class="stack near">{children}</div>
    </div>
  );
}

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

/** Where a standard stands, from its set down to its code. */
export function Place({ item }: { item: Item }) {
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
      <Place item={item} />
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

export interface Crumb {
  words: string;
  href?: string;
}

export function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav class="usa-breadcrumb usa-breadcrumb--wrap" aria-label="Breadcrumbs">
      <ol class="usa-breadcrumb__list">
        {crumbs.map((c) => (
          <li
            key={c.words}
            class={`usa-breadcrumb__list-item${c.href ? "" : " usa-current"}`}
            aria-current={c.href ? undefined : "page"}
          >
            {c.href ? (
              <a class="usa-breadcrumb__link" href={c.href}>
                <span>{c.words}</span>
              </a>
            ) : (
              <span>{c.words}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
