import { dateInWords } from "../../doorway/site.ts";
import { counted, number } from "../../kernel/words.ts";
import { Checkbox, Radio } from "../../ui/checkbox.views.tsx";
import { Form } from "../../ui/form.tsx";
import { Note } from "../../ui/pieces.tsx";
import { importAddress } from "../rules/addresses.ts";
import type { SharedFinding, SharedUnderstanding } from "../rules/findings.ts";
import type { Import, ImportRow } from "../rules/import.ts";
import { Faults, ReadAs } from "./faults.views.tsx";
import { LinksCard } from "./links.views.tsx";
import { ChangesTable, SimilarLink } from "./rows.views.tsx";
import { ImportStep, type StepShown } from "./step.views.tsx";

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

const BIG: [keyof Import["counts"], string][] = [
  ["new", "New"],
  ["changed", "Change one you have"],
  ["unchanged", "Same as before"],
  ["duplicate", "Perhaps there already"],
  ["faulty", "With a fault"],
];

export function PreviewPage(p: PreviewShown) {
  const { organization, import: i, faults, lacking } = p;
  const { counts } = i;
  const good = counts.new + counts.changed;
  const at = importAddress(i);
  const nothing = good + counts.duplicate + counts.gone === 0;
  return (
    <ImportStep organization={organization} problem={p.problem} at={3} title="Check before anything changes">
      <p>
        We read all {counted(i.progress.done, "row")} of <b>{i.name}</b>
        {i.origin?.since && `, changed since ${dateInWords(i.origin.since)}`}. Nothing is in the registry yet.
      </p>
      {[...i.notes, i.origin?.harvested?.broke].flatMap((note) => (note ? [<p key={note}>{note}</p>] : []))}
      <ul class="deck areas plain">
        {BIG.filter(([id]) => id !== "duplicate" || counts.duplicate > 0).map(([id, words]) => (
          <li key={id} class="card slim">
            <strong class={`num${id === "faulty" && counts.faulty > 0 ? " bad" : ""}`}>
              {number(counts[id])}
            </strong>{" "}
            {counts[id] > 0 ? <a href={`${at}/rows?outcome=${id}`}>{words}</a> : words}
          </li>
        ))}
      </ul>
      {faults.length + lacking.length > 0 && <Faults {...p} />}
      <ReadAs understood={p.understood} />
      {good > 0 && <LinksCard import={i} />}
      {p.changed.length > 0 && (
        <section class="stack" aria-labelledby="dif">
          <h2 id="dif">{counted(counts.changed, "row changes", "rows change")} one you have</h2>
          <ChangesTable rows={p.changed} />
          {counts.changed > p.changed.length && (
            <p>
              <a href={`${at}/rows?outcome=changed`}>See all {number(counts.changed)}</a>
            </p>
          )}
        </section>
      )}
      {p.kept.length > 0 && (
        <section class="stack near" aria-labelledby="kept">
          <h2 id="kept">{counted(i.keptRows, "row", "rows")} with something a person corrected</h2>
          <p>These fields stay as they are. Your sheet says something else.</p>
          <ChangesTable rows={p.kept} kept />
        </section>
      )}
      <Form action={`${at}/start`} class="stack far">
        {p.duplicates.length > 0 && (
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
        )}
        {p.gone.length > 0 && (
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
        )}
        {nothing ? (
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
        ) : (
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
              <a href={`${at}?columns=yes`}>Back to the columns</a>
            </div>
          </section>
        )}
      </Form>
    </ImportStep>
  );
}
