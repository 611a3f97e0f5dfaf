import { counted, number } from "../../kernel/words.ts";
import { Checkbox, Radio } from "../../ui/checkbox.views.tsx";
import { Note } from "../../ui/pieces.tsx";
import { importAddress } from "../rules/addresses.ts";
import type { SharedFinding, SharedUnderstanding } from "../rules/findings.ts";
import type { Import, ImportRow } from "../rules/import.ts";
import { SimilarLink } from "./rows.views.tsx";
import type { StepShown } from "./step.views.tsx";

export interface PreviewShown extends StepShown {
  import: Import;
  faults: SharedFinding[];
  /** What rows lack that one answer could fill. */
  lacking: SharedFinding[];
  understood: SharedUnderstanding[];
  changed: ImportRow[];
  duplicates: ImportRow[];
  gone: ImportRow[];
  kept: ImportRow[];
}

export function Duplicates(p: PreviewShown) {
  const { counts } = p.import;
  if (p.duplicates.length === 0) return null;
  return (
    <section class="stack near" aria-labelledby="dup">
      <h2 id="dup">{counted(counts.duplicate, "row")} may be there already</h2>
      <ul class="stack near plain">
        {p.duplicates.map((r) => (
          <li key={r.seq} class="card slim">
            <Checkbox
              id={`bring-${r.seq}`}
              name="bring"
              value={String(r.seq)}
              checked={r.decision === "bring"}
            >
              Row {r.row}: {r.title}. Bring it in all the same
            </Checkbox>
            <SimilarLink row={r} />
          </li>
        ))}
      </ul>
      {counts.duplicate > p.duplicates.length && (
        <Checkbox id="bring-all" name="bring-all" value="yes" checked={false}>
          Bring in all {number(counts.duplicate)} all the same
        </Checkbox>
      )}
    </section>
  );
}

export function Gone(p: PreviewShown) {
  const { counts } = p.import;
  if (p.gone.length === 0) return null;
  return (
    <section class="stack near" aria-labelledby="gone">
      <h2 id="gone">{counted(counts.gone)} your sheet no longer names</h2>
      <p>They stay, unless you withdraw them.</p>
      <ul class="stack near plain">
        {p.gone.map((r) => (
          <li key={r.seq}>
            <Checkbox
              id={`withdraw-${r.seq}`}
              name="withdraw"
              value={String(r.seq)}
              checked={r.decision === "withdraw"}
            >
              Withdraw {r.title}
            </Checkbox>
          </li>
        ))}
      </ul>
      {counts.gone > p.gone.length && (
        <Checkbox id="withdraw-all" name="withdraw-all" value="yes" checked={false}>
          Withdraw all {number(counts.gone)}
        </Checkbox>
      )}
    </section>
  );
}

export function NothingToDo(p: PreviewShown) {
  const { counts } = p.import;
  return (
    <Note
      icon={counts.faulty > 0 ? "error_outline" : "check_circle"}
      kind={counts.faulty > 0 ? "sand" : "good"}
    >
      <p>
        {counts.faulty > 0
          ? "No row can be brought in yet. Fix the faults first."
          : `${counted(counts.unchanged, "row is", "rows are")} the same as before. Nothing to do.`}
      </p>
    </Note>
  );
}

/** Which of the rows to bring in. */
export function Choices(p: PreviewShown) {
  const { counts } = p.import;
  const good = counts.new + counts.changed;
  return (
    <section class="card stack" aria-labelledby="go">
      <h2 id="go">What should we bring in?</h2>
      <fieldset class="usa-fieldset">
        <legend class="usa-sr-only">What should we bring in?</legend>
        <Radio id="choice-good" name="choice" value="good" checked>
          {counts.faulty > 0
            ? `The ${number(good)} good rows now. I fix the ${number(counts.faulty)} later`
            : `The ${counted(good, "row")} now`}
        </Radio>
        {counts.faulty === 0 && (
          <Radio id="choice-all" name="choice" value="all" checked={false}>
            All rows or none: if one cannot be brought in, take all back
          </Radio>
        )}
        <Radio id="choice-new" name="choice" value="new" checked={false}>
          Only the new ones, change nothing
        </Radio>
      </fieldset>
      <div class="row">
        <button class="usa-button" type="submit">
          Bring in
        </button>
        <a href={`${importAddress(p.import)}?columns=yes`}>Back to the columns</a>
      </div>
    </section>
  );
}
