import { dateInWords } from "../../doorway/site.ts";
import { counted, number } from "../../kernel/words.ts";
import { Form } from "../../ui/form.tsx";
import { importAddress } from "../rules/addresses.ts";
import type { Import } from "../rules/import.ts";
import { Faults, ReadAs } from "./faults.views.tsx";
import { LinksCard } from "./links.views.tsx";
import { Choices, Duplicates, Gone, NothingToDo, type PreviewShown } from "./preview-decisions.views.tsx";
import { ChangesTable } from "./rows.views.tsx";
import { ImportStep } from "./step.views.tsx";

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
  const nothing = good + counts.duplicate + counts.gone === 0;
  return (
    <ImportStep organization={organization} problem={p.problem} at={3} title="Check before anything changes">
      <p>
        We read all {counted(i.progress.done, "row")} of <b>{i.name}</b>
        {i.origin?.since && `, changed since ${dateInWords(i.origin.since)}`}. Nothing is in the registry yet.
      </p>
      {[...i.notes, i.origin?.harvested?.broke].flatMap((note) => (note ? [<p key={note}>{note}</p>] : []))}
      <Counts {...p} />
      {faults.length + lacking.length > 0 && <Faults {...p} />}
      <ReadAs understood={p.understood} />
      {good > 0 && <LinksCard import={i} />}
      <Changes {...p} />
      <KeptAsCorrected {...p} />
      <Form action={`${importAddress(i)}/start`} class="stack far">
        <Duplicates {...p} />
        <Gone {...p} />
        {nothing ? <NothingToDo {...p} /> : <Choices {...p} />}
      </Form>
    </ImportStep>
  );
}

/** How many rows would become what, each leading to them. */
function Counts(p: PreviewShown) {
  const { counts } = p.import;
  return (
    <ul class="deck areas plain">
      {BIG.filter(([id]) => id !== "duplicate" || counts.duplicate > 0).map(([id, words]) => (
        <li key={id} class="card slim">
          <strong class={`num${id === "faulty" && counts.faulty > 0 ? " bad" : ""}`}>
            {number(counts[id])}
          </strong>{" "}
          {counts[id] > 0 ? <a href={`${importAddress(p.import)}/rows?outcome=${id}`}>{words}</a> : words}
        </li>
      ))}
    </ul>
  );
}

function Changes(p: PreviewShown) {
  const { counts } = p.import;
  if (p.changed.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="dif">
      <h2 id="dif">{counted(counts.changed, "row changes", "rows change")} one you have</h2>
      <ChangesTable rows={p.changed} />
      {counts.changed > p.changed.length && (
        <p>
          <a href={`${importAddress(p.import)}/rows?outcome=changed`}>See all {number(counts.changed)}</a>
        </p>
      )}
    </section>
  );
}

function KeptAsCorrected(p: PreviewShown) {
  if (p.kept.length === 0) return null;
  return (
    <section class="stack near" aria-labelledby="kept">
      <h2 id="kept">{counted(p.import.keptRows, "row", "rows")} with something a person corrected</h2>
      <p>These fields stay as they are. Your sheet says something else.</p>
      <ChangesTable rows={p.kept} kept />
    </section>
  );
}
