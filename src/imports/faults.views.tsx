import { importAddress } from "../web/addresses.ts";
import { Check, Form, Select } from "../web/form.tsx";
import { Icon } from "../web/pieces.tsx";
import { counted, number } from "../web/words.ts";
import { column } from "./columns.ts";
import type { SharedFinding } from "./findings.ts";
import type { Preview } from "./preview.views.tsx";
import { FaultBox } from "./rows.views.tsx";

export function Faults({ import: i, faults }: Preview) {
  const at = importAddress(i);
  return (
    <section class="stack" aria-labelledby="flt">
      <div class="row ends">
        <h2 id="flt">
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
      <Form action={`${at}/answers`} class="stack">
        <ol class="plain stack near">
          {faults.map((f, n) => (
            <li key={`${f.column}\n${f.value}\n${f.detail}`} class="card slim deck">
              <p>
                <strong>{f.rows === 1 ? `Row ${f.first[0]?.row}` : counted(f.rows, "row")}</strong>
                {f.rows > 1 && (
                  <>
                    <br />
                    <span class="small soft">
                      {f.first.map((r) => number(r.row)).join(", ")}
                      {f.rows > f.first.length && " …"}
                    </span>
                  </>
                )}
              </p>
              <FaultBox {...f} />
              <Answering fault={f} n={n} />
            </li>
          ))}
        </ol>
        <Check id="remember" name="remember" value="yes" checked>
          Remember my answers for our next file
        </Check>
        <p>
          <button class="usa-button usa-button--outline" type="submit">
            Check again with my answers
          </button>
        </p>
      </Form>
    </section>
  );
}

/** What can be answered for all rows that share a fault; a fault of a whole row is mended in the sheet. */
function Answering({ fault: f, n }: { fault: SharedFinding; n: number }) {
  const c = column(f.column);
  if (!c || f.column === "externalId" || f.column === "title")
    return <p class="small soft">Mend this in your sheet.</p>;
  const nearest = f.nearest ?? [];
  return (
    <div>
      <input type="hidden" name={`column-${n}`} value={f.column} />
      <input type="hidden" name={`value-${n}`} value={f.value} />
      {nearest.length > 0 && (
        <Select
          id={`take-${n}`}
          name={`take-${n}`}
          label={`Did you mean (${c.header})`}
          options={[
            { value: "", label: "Choose" },
            ...nearest.map((v) => ({ value: v, label: v })),
            { value: "-leave-", label: "Leave it out" },
          ]}
          chosen=""
        />
      )}
      <label class="usa-label" for={`typed-${n}`}>
        {nearest.length > 0 ? "Or write" : "Write"} what is meant
      </label>
      <input class="usa-input" id={`typed-${n}`} name={`typed-${n}`} type="text" />
    </div>
  );
}
