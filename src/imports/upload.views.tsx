import { Radio } from "../sharing/fields.views.tsx";
import { importAddress, importsAddress } from "../web/addresses.ts";
import { Form } from "../web/form.tsx";
import { Icon } from "../web/pieces.tsx";
import { counted, dateInWords } from "../web/words.ts";
import { broughtIn, type Import } from "./import.ts";
import { type Shown, Step } from "./step.views.tsx";

const STATE_WORDS: Record<Import["state"], string> = {
  reading: "being read",
  columns: "columns to match",
  checking: "being checked",
  checked: "checked, not brought in",
  importing: "being brought in",
  done: "brought in",
  undoing: "being undone",
  undone: "undone",
  stopped: "stopped",
  failed: "could not be read",
};

export function UploadPage({ organization: o, problem, earlier }: Shown & { earlier: Import[] }) {
  const fault = problem?.faults.find((f) => f.pointer === "/file")?.detail;
  return (
    <Step organization={o} problem={problem} at={1} title="Bring in a spreadsheet">
      <p>
        Excel, CSV or JSON Lines, with as many rows as you have. Nothing changes until you have seen a
        preview. You can undo it afterward.
      </p>
      <div class="split">
        <Form action={importsAddress(o.code)} files class="card stack">
          <div class={`usa-form-group${fault ? " usa-form-group--error" : ""}`}>
            <label class="usa-label" for="file">
              <strong>Your file</strong>
            </label>
            <span class="usa-hint" id="file-hint">
              .xlsx, .csv or .jsonl, up to 500 MB
            </span>
            <input
              class="file"
              id="file"
              type="file"
              name="file"
              accept=".xlsx,.csv,.tsv,.jsonl,.json,.jsonld"
              aria-describedby="file-hint"
            />
          </div>
          <fieldset class="usa-fieldset">
            <legend class="usa-legend">
              <strong>Who should see them?</strong>
            </legend>
            <Radio id="reach-home" name="reach" value="home" checked>
              All of {o.name}
            </Radio>
            <Radio id="reach-state" name="reach" value="state" checked={false}>
              Every educator of the state
            </Radio>
            <p class="small soft">Rows without a link stay in {o.name}.</p>
          </fieldset>
          <p>
            <button class="usa-button" type="submit">
              Upload and match columns
            </button>
          </p>
        </Form>
        <aside class="stack">
          <section class="card stack near" aria-labelledby="tpl">
            <h2 id="tpl">No sheet yet?</h2>
            <p>
              <Icon name="file_download" />{" "}
              <a href={`${importsAddress(o.code)}/template.xlsx`}>Download our template</a> (
              <a href={`${importsAddress(o.code)}/template.csv`}>as CSV</a>)
            </p>
            <p class="small soft">OER Commons sheets and our own exports work as they are.</p>
          </section>
          {earlier.length > 0 && (
            <section class="card stack near" aria-labelledby="old">
              <h2 id="old">Earlier imports</h2>
              <ul class="stack near plain">
                {earlier.map((i) => (
                  <li key={i.id}>
                    <a href={importAddress(i)}>{i.name}</a>
                    <br />
                    <span class="small soft">
                      {dateInWords(i.createdAt)}:{" "}
                      {i.state === "done" ? counted(broughtIn(i)) : STATE_WORDS[i.state]}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </Step>
  );
}
