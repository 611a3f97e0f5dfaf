// biome-ignore-all lint/a11y/noRedundantRoles: the table folds on narrow screens, and the roles keep its meaning there

import { useSite } from "../../doorway/site.ts";
import { counted, number } from "../../kernel/words.ts";
import { Checkbox } from "../../ui/checkbox.views.tsx";
import { Select } from "../../ui/field.views.tsx";
import { Form } from "../../ui/form.tsx";
import { Icon } from "../../ui/pieces.tsx";
import { Heads } from "../../ui/table.views.tsx";
import { importAddress } from "../rules/addresses.ts";
import { column } from "../rules/columns.ts";
import type { SharedFinding, SharedUnderstanding } from "../rules/findings.ts";
import { allowedValues } from "../rules/template.ts";
import type { PreviewShown } from "./preview-decisions.views.tsx";
import { FaultBox } from "./rows.views.tsx";

/** Faults, and what rows lack: what many share is answered once for all of them. */
export function Faults({ import: i, faults, lacking }: PreviewShown) {
  return (
    <Form action={`${importAddress(i)}/answers`} class="stack">
      {faults.length > 0 && <FaultyCells import={i} faults={faults} />}
      {lacking.length > 0 && <Lacking import={i} lacking={lacking} first={faults.length} />}
      <Checkbox id="remember" name="remember" value="yes" checked>
        Remember my answers for our next file
      </Checkbox>
      <p>
        <button class="usa-button usa-button--outline" type="submit">
          Check again with my answers
        </button>
      </p>
    </Form>
  );
}

function FaultyCells({ import: i, faults }: Pick<PreviewShown, "import" | "faults">) {
  const at = importAddress(i);
  return (
    <>
      <div class="row ends">
        <h2>
          {counted(i.faultyCells, "faulty cell")} in {counted(i.counts.faulty, "row")}
        </h2>
        <p>
          <Icon name="file_download" /> <a href={`${at}/report`}>Download the faults as a sheet</a>
        </p>
      </div>
      <p>
        <a href={`${at}/rows?outcome=faulty`}>See each faulty row as it stands in your sheet</a>. What rows
        share you answer once here.
      </p>
      <ol class="plain stack near">
        {faults.map((f, n) => (
          <FaultCard key={`${f.column}\n${f.value}\n${f.detail}`} fault={f} n={n} />
        ))}
      </ol>
    </>
  );
}

/** `first` is the number of the first of these answers in the form. */
function Lacking({
  import: i,
  lacking,
  first,
}: Pick<PreviewShown, "import" | "lacking"> & { first: number }) {
  return (
    <>
      <h2>What rows lack</h2>
      <p>They can come in like this. If one answer holds for all of them, give it here.</p>
      <ol class="plain stack near">
        {lacking.map((f, n) => (
          <FaultCard
            key={`${f.column}\n${f.detail}`}
            fault={f}
            n={first + n}
            all={f.rows === i.progress.done}
          />
        ))}
      </ol>
    </>
  );
}

interface Card {
  fault: SharedFinding;
  n: number;
  /** Every row of the file has it. */
  all?: boolean;
}

function FaultCard({ fault: f, n, all }: Card) {
  const [first] = f.first;
  return (
    <li class="card slim deck">
      <p>
        <strong>
          {f.rows === 1 ? `Row ${number(first?.row ?? 0)}` : `${all ? "All " : ""}${counted(f.rows, "row")}`}
        </strong>
        <br />
        {f.rows === 1 ? (
          first?.title || "(no title)"
        ) : (
          <span class="small soft">
            {f.first.map((r) => number(r.row)).join(", ")}
            {f.rows > f.first.length && " …"}
          </span>
        )}
      </p>
      {f.kind === "fault" ? (
        <FaultBox {...f} />
      ) : (
        <p>
          <b>{f.header}</b> {f.detail}
        </p>
      )}
      <Answering fault={f} n={n} />
    </li>
  );
}

/** A choice longer than this is written instead. */
const MOST_CHOICES = 60;
const OF_A_LIST = new Set(["terms", "term", "grades", "license", "languages", "accessibility"]);

/** What can be answered for all rows that share a fault; a fault of a whole row is fixed in the sheet. */
function Answering({ fault: f, n }: Card) {
  const { reference } = useSite();
  const c = column(f.column);
  if (!c || f.column === "externalId" || f.column === "title")
    return <p class="small soft">Fix this in your sheet.</p>;
  const nearest = f.nearest ?? [];
  const all = OF_A_LIST.has(c.reads) ? allowedValues(c, reference) : [];
  const others = all.length <= MOST_CHOICES ? all.filter((v) => !nearest.includes(v)) : [];
  const option = (v: string) => ({ value: v, label: v });
  const options = [
    { value: "", label: "Choose" },
    ...[...nearest, ...others].map(option),
    ...(f.value === "" ? [] : [{ value: "-leave-", label: "Leave it out" }]),
  ];
  return (
    <div>
      <input type="hidden" name={`column-${n}`} value={f.column} />
      <input type="hidden" name={`value-${n}`} value={f.value} />
      {options.length > 1 && (
        <Select
          id={`take-${n}`}
          name={`take-${n}`}
          label={
            nearest.length > 0
              ? `Did you mean (${c.header})`
              : `${c.header} for ${f.rows === 1 ? "it" : "them"}`
          }
          options={options}
          chosen=""
        />
      )}
      {others.length === 0 && (
        <>
          <label class="usa-label" for={`typed-${n}`}>
            {options.length > 1 ? "Or write" : "Write"} what is meant
          </label>
          <input class="usa-input" id={`typed-${n}`} name={`typed-${n}`} type="text" />
        </>
      )}
    </div>
  );
}

/** How values were read that are not already what the registry keeps: nothing is changed in silence. */
export function ReadAs({ understood }: { understood: SharedUnderstanding[] }) {
  if (understood.length === 0) return null;
  return (
    <details class="card slim">
      <summary>
        <strong>How we read {counted(understood.length, "value")} of your sheet</strong>
      </summary>
      <table class="fold" role="table">
        <caption class="usa-sr-only">Values and what they were read as</caption>
        <Heads words={["Your column", "In your sheet", "Read as", "Rows"]} />
        <tbody role="rowgroup">
          {understood.map((u) => (
            <tr role="row" key={`${u.column}\n${u.value}`}>
              <th role="rowheader" scope="row">
                {u.header}
              </th>
              <td role="cell" data-label="In your sheet">
                {u.value === "" ? "(empty)" : u.value}
              </td>
              <td role="cell" data-label="Read as">
                {u.as}
              </td>
              <td role="cell" data-label="Rows">
                {number(u.rows)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
