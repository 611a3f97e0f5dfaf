import { MOST_MEGABYTES, type NamedFile } from "../../files/rules/file.ts";
import { Checkbox } from "../../ui/checkbox.views.tsx";
import { Field, Labeled } from "../../ui/field.views.tsx";
import { faultOf } from "../../ui/form.tsx";
import type { FormValues } from "../rules/draft.ts";
import { allValues, firstValue } from "../rules/typed-values.ts";
import type { FieldsShown } from "./description-fields.views.tsx";

type NamedOnly = Pick<NamedFile, "hash" | "name">;

/** The link, and files to upload or uploaded. */
export function LinkAndFiles({
  typed,
  faults,
  files,
  uploadFirst,
}: FieldsShown & { files: NamedOnly[]; uploadFirst: boolean }) {
  const fault = faultOf("upload", faults);
  return (
    <section class="card stack" aria-labelledby="where">
      <h2 id="where">Where is it?</h2>
      <Field
        name="link"
        label="Link"
        value={firstValue(typed, "link")}
        faults={faults}
        hint="A web page, or a shared document that anyone with the link can open"
      />
      {files.length > 0 && <Uploaded files={files} typed={typed} />}
      <details open={uploadFirst || files.length > 0 || fault !== undefined}>
        <summary>Upload files</summary>
        <div class="stack">
          <Upload
            name="upload"
            label="Files"
            hint={`PDF, documents, slides, sheets, pictures, sound or video, up to ${MOST_MEGABYTES} MB each`}
            fault={fault}
          />
          <Upload
            name="uploadForEducators"
            label="Files for educators only"
            hint="Such as an answer key. Students and families cannot open these, however far it goes"
          />
        </div>
      </details>
    </section>
  );
}

/** Files that are there already: whether to keep each, and for whom. */
function Uploaded({ files, typed }: { files: NamedOnly[]; typed: FormValues }) {
  const forEducators = allValues(typed, "educators");
  return (
    <fieldset class="usa-fieldset">
      <legend class="usa-legend">Files</legend>
      <ul class="plain stack near">
        {files.map((f) => (
          <li key={f.hash} class="stack near">
            <Checkbox id={`file-${f.hash.slice(0, 12)}`} name="file" value={f.hash} checked>
              {f.name}
            </Checkbox>
            <Checkbox
              id={`educators-${f.hash.slice(0, 12)}`}
              name="educators"
              value={f.hash}
              checked={forEducators.includes(f.hash)}
            >
              <span class="small">
                Educators only, such as an answer key<span class="usa-sr-only">: {f.name}</span>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

interface UploadProps {
  name: string;
  label: string;
  hint: string;
  fault?: string | undefined;
}

const Upload = ({ name, label, hint, fault }: UploadProps) => (
  <Labeled id={name} label={label} hint={hint} fault={fault}>
    {(described) => <input type="file" name={name} multiple {...described} />}
  </Labeled>
);
