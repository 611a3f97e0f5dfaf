// biome-ignore-all lint/a11y/noRedundantRoles: the table folds on narrow screens, and the roles keep its meaning there

import { useSite } from "../../doorway/site.ts";
import { number } from "../../kernel/words.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import { Checkbox } from "../../ui/checkbox.views.tsx";
import { Form } from "../../ui/form.tsx";
import { Heads } from "../../ui/table.views.tsx";
import { importAddress } from "../rules/addresses.ts";
import { COLUMNS, column } from "../rules/columns.ts";
import type { Import, ImportRow } from "../rules/import.ts";
import { LINK_WORDS } from "../rules/link-checks.ts";
import type { FieldChange } from "../rules/plan.ts";
import { ImportStep, type StepShown } from "./step.views.tsx";
import { ImportReachHint, ReviewerMessage } from "./widening.views.tsx";

/** Rows of one outcome or result, each in its context. */
export function RowsPage({
  organization,
  import: i,
  rows,
  words,
  next,
  ticking,
}: StepShown & {
  import: Import;
  rows: ImportRow[];
  words: string;
  next?: string | undefined;
  /** Single ones are chosen to reach further. */
  ticking?: boolean;
}) {
  return (
    <ImportStep organization={organization} at={3} title={words}>
      <p>
        <a href={importAddress(i)}>Back to {i.name}</a>
      </p>
      {ticking ? <TickRows import={i} rows={rows} /> : <Rows rows={rows} />}
      {rows.length === 0 && <p>There are none.</p>}
      {next && (
        <p>
          <a href={next}>Next rows</a>
        </p>
      )}
    </ImportStep>
  );
}

/** Single ones are chosen to reach further. */
const TickRows = ({ import: i, rows }: { import: Import; rows: ImportRow[] }) => (
  <Form action={`${importAddress(i)}/reach`}>
    <input type="hidden" name="ticked" value="yes" />
    <ul class="plain stack near">
      {rows.map((r) => (
        <li key={r.seq} class="card slim">
          <Checkbox id={`seq-${r.seq}`} name="seq" value={String(r.seq)} checked={false}>
            {r.title}
          </Checkbox>
        </li>
      ))}
    </ul>
    <ImportReachHint />
    <ReviewerMessage />
    <p>
      <button class="usa-button" type="submit">
        Open or offer the ticked ones
      </button>
    </p>
  </Form>
);

function Rows({ rows }: { rows: ImportRow[] }) {
  return (
    <ol class="plain stack near">
      {rows.map((r) => (
        <li key={r.seq} class="card slim deck">
          <p>
            <strong>{r.row > 0 ? `Row ${number(r.row)}` : "Not in the sheet"}</strong>
            {r.sheet && <span class="small soft"> of {r.sheet}</span>}
            <br />
            {r.resource && r.outcome !== "new" ? (
              <a href={resourceAddress(r.resource)}>{r.title}</a>
            ) : (
              r.title || "(no title)"
            )}
            {r.link && <LinkFound row={r} />}
            {r.why && <span class="small soft"> {r.why}</span>}
          </p>
          {r.faults.map((f) => (
            <div key={f.column + f.value}>
              <FaultBox {...f} />
              {f.nearest && f.nearest.length > 0 && <p class="small">Nearest: {f.nearest.join(", ")}</p>}
            </div>
          ))}
          {r.duplicates.length > 0 && <SimilarLink row={r} />}
          {r.changes.length > 0 && <ChangesTable rows={[r]} />}
          {r.warnings.length > 0 && (
            <ul class="small soft">
              {r.warnings.map((w) => (
                <li key={w.column + w.detail}>
                  {w.header} {w.detail}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

const LinkFound = ({ row: { link, said } }: { row: ImportRow }) =>
  link ? (
    <span class={`small ${link.result === "works" ? "good" : "warn"}`}>
      {" "}
      {LINK_WORDS[link.result]}: {said?.url} {link.detail}
    </span>
  ) : null;

export const FaultBox = ({
  header,
  column: id,
  value,
  detail,
}: {
  header: string;
  column: string;
  value: string;
  detail: string;
}) => (
  <p class="bad fault">
    <span class="small soft">{header || column(id)?.header || "The row"}</span>
    <br />
    <b>{value === "" ? "(empty)" : value}</b>
    <br />
    <span class="small">{detail}</span>
  </p>
);

/** A value of a description in words. */
function inWords(value: unknown): string {
  if (value === undefined || value === null || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(inWords).join(", ") || "nothing";
  if (typeof value !== "object") return String(value);
  const { item, level, url, title } = value as Record<string, string | undefined>;
  if (item) return level ? `${item} (${level})` : item;
  return (
    title ??
    url ??
    Object.values(value as object)
      .map(inWords)
      .filter((v) => v !== "nothing")
      .join(", ")
  );
}

export function ChangesTable({ rows, kept }: { rows: ImportRow[]; kept?: boolean }) {
  const { standards } = useSite().reference;
  const said = (v: unknown) =>
    inWords(
      Array.isArray(v)
        ? v.map((a) => (a?.item ? { ...a, item: standards.item(a.item)?.code || a.item } : a))
        : v,
    );
  const nameOf = (field: FieldChange["field"]) => COLUMNS.find((c) => c.field === field)?.header ?? field;
  return (
    <div class="card slim">
      <table class="fold" role="table">
        <caption class="usa-sr-only">
          {kept ? "What stays as a person corrected it" : "What would change"}
        </caption>
        <Heads words={["Row", "Resource", "In the registry", "In your sheet"]} />
        <tbody role="rowgroup">
          {rows.map((r) => {
            const changes = kept ? r.kept : r.changes;
            return (
              <tr key={r.seq} role="row">
                <th role="rowheader" scope="row">
                  Row {r.row}
                </th>
                <td role="cell" data-label="Resource">
                  {r.resource ? <a href={resourceAddress(r.resource)}>{r.title}</a> : r.title}
                </td>
                <td role="cell" data-label="In the registry">
                  {changes.map((c) => (
                    <p key={c.field}>
                      {nameOf(c.field)} {kept ? <b>{said(c.before)}</b> : <del>{said(c.before)}</del>}
                    </p>
                  ))}
                </td>
                <td role="cell" data-label="In your sheet">
                  {changes.map((c) => (
                    <p key={c.field}>
                      {nameOf(c.field)} {kept ? said(c.after) : <ins>{said(c.after)}</ins>}
                    </p>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

export const SimilarLink = ({ row }: { row: ImportRow }) => (
  <ul class="small">
    {row.duplicates.map((d) => (
      <li key={`${d.resource}${d.row}`}>
        {d.why === "same address" ? "The same address as " : "Nearly the same title as "}
        {d.resource ? <a href={resourceAddress(d.resource)}>{d.title}</a> : `row ${d.row}: ${d.title}`}
      </li>
    ))}
  </ul>
);
