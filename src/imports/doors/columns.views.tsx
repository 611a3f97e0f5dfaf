// biome-ignore-all lint/a11y/noRedundantRoles: the table folds on narrow screens, and the roles keep its meaning there

import { counted } from "../../kernel/words.ts";
import { Checkbox } from "../../ui/checkbox.views.tsx";
import { Form } from "../../ui/form.tsx";
import { Icon } from "../../ui/pieces.tsx";
import { Heads } from "../../ui/table.views.tsx";
import { importAddress, importsAddress } from "../rules/addresses.ts";
import { COLUMNS, LEAVE_OUT } from "../rules/columns.ts";
import type { Import } from "../rules/import.ts";
import { ImportStep, type StepShown } from "./step.views.tsx";

const GOES_TO = [
  { value: LEAVE_OUT, label: "Leave out" },
  ...COLUMNS.map((c) => ({ value: c.id, label: c.header })),
];

export function ColumnsPage({ organization, problem, import: i }: StepShown & { import: Import }) {
  const unknown = i.outline?.unknown ?? [];
  const headers = i.outline?.headers ?? [];
  const doubtful = new Set(unknown.map((u) => u.header));
  const ordered = [...headers.filter((h) => doubtful.has(h)), ...headers.filter((h) => !doubtful.has(h))];
  const guess = (header: string) =>
    i.mapping[header] || unknown.find((u) => u.header === header)?.guess || LEAVE_OUT;
  return (
    <ImportStep organization={organization} problem={problem} at={2} title="Match your columns">
      <p>
        <b>{i.name}</b>. We matched {headers.length - doubtful.size} of {counted(headers.length, "column")}.{" "}
        {doubtful.size > 0 && `${counted(doubtful.size, "column needs", "columns need")} your eye.`}
      </p>
      {i.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {i.outline?.lacksTitle && <p class="bad">No column gives the title yet. Every resource needs one.</p>}
      {i.sheets.length > 1 && <Sheets import={i} />}
      <Form action={`${importAddress(i)}/columns`}>
        <div class="card slim">
          <table class="fold" role="table">
            <caption class="usa-sr-only">Your columns and where they go</caption>
            <Heads words={["Your column", "For example", "Goes to", "Match"]} />
            <tbody role="rowgroup">
              {ordered.map((header, n) => (
                <ColumnRow
                  key={header}
                  header={header}
                  n={n}
                  samples={i.outline?.samples[header] ?? []}
                  to={guess(header)}
                  sure={!doubtful.has(header)}
                />
              ))}
            </tbody>
          </table>
        </div>
        <Checkbox id="remember" name="remember" value="yes" checked>
          Remember this for the next file that looks the same
        </Checkbox>
        <div class="row">
          <button class="usa-button" type="submit">
            Check all rows
          </button>
          <a href={importsAddress(organization.code)}>Back</a>
        </div>
      </Form>
    </ImportStep>
  );
}

interface ColumnShown {
  header: string;
  n: number;
  samples: string[];
  /** Id of the column it goes to, as far as we know. */
  to: string;
  sure: boolean;
}

function ColumnRow({ header, n, samples, to, sure }: ColumnShown) {
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {header}
      </th>
      <td role="cell" data-label="For example">
        {samples.slice(0, 3).join(", ") || "(empty)"}
      </td>
      <td role="cell" data-label="Goes to">
        <input type="hidden" name={`header-${n}`} value={header} />
        <label class="usa-sr-only" for={`goes-${n}`}>
          {header} goes to
        </label>
        <select class="usa-select" id={`goes-${n}`} name={`goes-${n}`}>
          {GOES_TO.map((o) => (
            <option key={o.value} value={o.value} selected={o.value === to}>
              {o.label}
            </option>
          ))}
        </select>
      </td>
      <td role="cell" data-label="Match">
        {!sure ? (
          <span class="warn">
            <Icon name="help_outline" /> Please look
          </span>
        ) : (
          <span class="good">
            <Icon name="check" /> Sure
          </span>
        )}
      </td>
    </tr>
  );
}

/** Which sheets of a workbook are read; other sheets bring other columns, so they are looked at first. */
function Sheets({ import: i }: { import: Import }) {
  return (
    <Form action={`${importAddress(i)}/sheets`} class="card slim stack near" label="Sheets">
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">
          <strong>Sheets to read</strong>
        </legend>
        {i.sheets.map((name, n) => (
          <Checkbox
            key={name}
            id={`sheet-${n}`}
            name="sheet"
            value={name}
            checked={!i.chosen || i.chosen.includes(name)}
          >
            {name}
          </Checkbox>
        ))}
      </fieldset>
      <p>
        <button class="usa-button usa-button--outline" type="submit">
          Read only these
        </button>
      </p>
    </Form>
  );
}
