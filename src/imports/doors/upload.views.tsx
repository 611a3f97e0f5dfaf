import { dateInWords } from "../../doorway/site.ts";
import { counted, listed } from "../../kernel/words.ts";
import { organizationAddress } from "../../organizations/rules/addresses.ts";
import { ALL_FORMATS } from "../../sheets/formats.ts";
import { Checkbox, Radio } from "../../ui/checkbox.views.tsx";
import { Field, Select } from "../../ui/field.views.tsx";
import { Form, faultOf } from "../../ui/form.tsx";
import { Icon } from "../../ui/pieces.tsx";
import { importAddress, importsAddress } from "../rules/addresses.ts";
import { appliedCount, type Import } from "../rules/import.ts";
import { ImportStep, type StepShown } from "./step.views.tsx";

const STATE_WORDS: Record<Import["state"], string> = {
  reading: "being read",
  columns: "columns to match",
  checking: "being checked",
  checked: "checked, not brought in",
  importing: "being brought in",
  opening: "being opened to more people",
  done: "brought in",
  undoing: "being undone",
  undone: "undone",
  stopped: "stopped",
  failed: "could not be read",
};

/** What was typed into the form of a catalog. */
export interface UploadForm {
  address: string;
  prefix: string;
  set: string;
  all: boolean;
  reach: Import["reach"];
}

/** The formats that people are told of. */
const TOLD = ALL_FORMATS.filter((f) => f.told);

interface Upload extends StepShown {
  earlier: Import[];
  typed?: UploadForm | undefined;
}

export function UploadPage(p: Upload) {
  const { organization: o, problem } = p;
  return (
    <ImportStep organization={o} problem={problem} at={1} title="Bring in a spreadsheet">
      <p>
        {listed(
          TOLD.flatMap((f) => f.told?.as ?? []),
          "or",
        )}
        , with as many rows as you have. Nothing changes until you have seen a preview. You can undo it
        afterward.
      </p>
      <div class="split">
        <div class="stack">
          <FileForm {...p} />
          <CatalogForm {...p} />
        </div>
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
          <Earlier {...p} />
        </aside>
      </div>
    </ImportStep>
  );
}

function FileForm({ organization: o, problem }: Upload) {
  const fault = faultOf("file", problem?.faults);
  return (
    <Form action={importsAddress(o.code)} files class="card stack" label="A file">
      <div class={`usa-form-group${fault ? " usa-form-group--error" : ""}`}>
        <label class="usa-label" for="file">
          <strong>Your file</strong>
        </label>
        <span class="usa-hint" id="file-hint">
          {listed(
            TOLD.map((f) => `.${f.endings[0]}`),
            "or",
          )}
          , up to 500 MB
        </span>
        <input
          class="file"
          id="file"
          type="file"
          name="file"
          accept={ALL_FORMATS.flatMap((f) => f.endings.map((ending) => `.${ending}`)).join(",")}
          aria-describedby="file-hint"
        />
      </div>
      <WhoSees name={o.name} chosen="home" />
      <p>
        <button class="usa-button" type="submit">
          Upload and match columns
        </button>
      </p>
    </Form>
  );
}

const WhoSees = ({ name, chosen, of = "" }: { name: string; chosen: Import["reach"]; of?: string }) => (
  <fieldset class="usa-fieldset">
    <legend class="usa-legend">
      <strong>Who should see them?</strong>
    </legend>
    <Radio id={`${of}reach-home`} name="reach" value="home" checked={chosen === "home"}>
      All of {name}
    </Radio>
    <Radio id={`${of}reach-state`} name="reach" value="state" checked={chosen === "state"}>
      Every educator of the state
    </Radio>
    <Radio id={`${of}reach-public`} name="reach" value="public" checked={chosen === "public"}>
      Offer them to everyone: the state looks at each first
    </Radio>
    <p class="small soft">Rows without a link stay in {name}.</p>
  </fieldset>
);

function CatalogForm({ organization: o, problem, typed }: Upload) {
  const faults = typed && problem?.faults;
  return (
    <details class="card" open={typed !== undefined}>
      <summary>
        <strong>Or import a whole catalog (OAI-PMH)</strong>
      </summary>
      <Form action={`${organizationAddress(o.code)}/harvests`} class="stack" label="A catalog">
        <Field
          name="address"
          label="Address of the catalog"
          hint="Its base address, such as https://catalog.example.org/oai"
          type="url"
          value={typed?.address}
          faults={faults}
        />
        <Select
          id="prefix"
          name="prefix"
          label="Form of its records"
          options={[
            { value: "oai_dc", label: "Dublin Core (every catalog has it)" },
            { value: "nsdl_dc", label: "NSDL, with grades and standards" },
          ]}
          chosen={typed?.prefix || "oai_dc"}
        />
        <Field name="set" label="Only this set of it (optional)" value={typed?.set} faults={faults} />
        <Checkbox id="all" name="all" value="yes" checked={typed?.all === true}>
          Everything again, not only what changed since last time
        </Checkbox>
        <WhoSees name={o.name} chosen={typed?.reach ?? "home"} of="catalog-" />
        <p>
          <button class="usa-button usa-button--outline" type="submit">
            Harvest the catalog
          </button>
        </p>
      </Form>
    </details>
  );
}

function Earlier({ earlier }: Upload) {
  if (earlier.length === 0) return null;
  return (
    <section class="card stack near" aria-labelledby="old">
      <h2 id="old">Earlier imports</h2>
      <ul class="stack near plain">
        {earlier.map((i) => (
          <li key={i.id}>
            <a href={importAddress(i)}>{i.name}</a>
            <br />
            <span class="small soft">
              {dateInWords(i.createdAt)}:{" "}
              {i.state === "done" ? counted(appliedCount(i), "resource") : STATE_WORDS[i.state]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
