import { counted, number } from "../../kernel/words.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import { Form } from "../../ui/form.tsx";
import { Note } from "../../ui/pieces.tsx";
import { importAddress, importsAddress } from "../rules/addresses.ts";
import { appliedCount, type Import, type ImportRow } from "../rules/import.ts";
import { ImportStep, type StepShown } from "./step.views.tsx";
import { WideningForm, WideningResult } from "./widening.views.tsx";

interface Done extends StepShown {
  import: Import;
  /** Rows that were changed since, for a person to decide. */
  listed: ImportRow[];
  /** Until when it can be undone, in words. */
  until: string;
}

export function ImportDonePage(p: Done) {
  const { organization: o, problem, import: i, listed } = p;
  const wrote = appliedCount(i) + (i.results.withdrawn ?? 0);
  return (
    <ImportStep organization={o} problem={problem} at={5} title={titleOf(i)}>
      {i.trouble && (
        <Note icon="error_outline" kind="sand">
          <p>{i.trouble}</p>
        </Note>
      )}
      {i.state === "done" && <Outcome {...p} />}
      {i.state === "done" && <WideningResult import={i} />}
      <WhatNext {...p} />
      {listed.length > 0 && <ToDecide {...p} />}
      {i.state === "done" && <WideningForm import={i} />}
      {wrote > 0 && (i.state === "done" || i.state === "stopped") && <Undo {...p} />}
    </ImportStep>
  );
}

function titleOf(i: Import): string {
  if (i.state === "failed") return `We could not read this ${i.origin ? "catalog" : "file"}`;
  if (i.state === "undone") return "Everything is as it was before";
  if (i.state === "stopped") return `Stopped after ${counted(i.progress.done, "row")}`;
  return `${counted(appliedCount(i), "resource is", "resources are")} in`;
}

/** Who finds them now, and how many rows became what. */
function Outcome({ organization: o, import: i }: Done) {
  const r = i.results;
  return (
    <Note icon="check_circle" kind="good">
      <p>
        <strong>
          {i.reach === "home" ? `All of ${o.name}` : "Every educator of the state"} can find them now.
        </strong>
      </p>
      <p>
        {number((r.created ?? 0) + (r.revived ?? 0))} new, {number(r.changed ?? 0)} changed,{" "}
        {number(i.counts.unchanged + (r.unchanged ?? 0))} were the same already
        {(r.withdrawn ?? 0) > 0 && `, ${number(r.withdrawn ?? 0)} withdrawn`}.
        {i.counts.faulty > 0 && ` ${counted(i.counts.faulty, "row still has", "rows still have")} a fault.`}
        {(r.held ?? 0) > 0 &&
          ` ${counted(r.held ?? 0, "row was", "rows were")} held back, for the record changed after the preview.`}
      </p>
    </Note>
  );
}

function WhatNext({ organization: o, import: i }: Done) {
  const [at, r] = [importAddress(i), i.results];
  return (
    <div class="row">
      {i.state === "done" && (
        <a class="usa-button" href={`/search?organization=${encodeURIComponent(o.code)}&sort=newest`}>
          See them in search
        </a>
      )}
      {i.counts.faulty > 0 && (
        <a class="usa-button usa-button--outline" href={`${at}/report`}>
          Download the {counted(i.counts.faulty, "faulty row")}
        </a>
      )}
      {(r.held ?? 0) > 0 && <a href={`${at}/rows?result=held`}>See what was held back</a>}
      {i.state === "stopped" && i.choice && !i.doneAt && (
        <Form action={`${at}/start`} class="inline">
          <input type="hidden" name="choice" value={i.choice} />
          <button class="usa-button" type="submit">
            Go on
          </button>
        </Form>
      )}
      <a href={importsAddress(o.code)}>Bring in another sheet</a>
    </div>
  );
}

/** What an undo left as it was. */
function ToDecide({ import: i, listed }: Done) {
  const [at, r] = [importAddress(i), i.results];
  return (
    <section class="card stack" aria-labelledby="later">
      <h2 id="later">{counted(r.later ?? listed.length)} to decide</h2>
      <p>
        Somebody changed or decided something about them since this import. They stay as they are, unless you
        say otherwise.
      </p>
      <ul>
        {listed.map((row) => (
          <li key={row.seq}>
            {row.resource ? <a href={resourceAddress(row.resource)}>{row.title}</a> : row.title}{" "}
            <span class="small soft">{row.why}</span>
          </li>
        ))}
      </ul>
      <Form action={`${at}/undo`}>
        <input type="hidden" name="anyway" value="yes" />
        <p>
          <button class="usa-button usa-button--outline" type="submit">
            Put these back, too
          </button>
        </p>
      </Form>
    </section>
  );
}

const Undo = ({ import: i, until }: Done) => (
  <section class="card stack" aria-labelledby="und">
    <h2 id="und">Changed your mind?</h2>
    <p>
      Undo puts everything back as it was before this import: new ones go, changed ones return to their old
      text. Resources that someone edited since are listed, for you to decide.
    </p>
    <p>You can undo until {until}.</p>
    <Form action={`${importAddress(i)}/undo`}>
      <p>
        <button class="usa-button usa-button--outline" type="submit">
          Undo this import
        </button>
      </p>
    </Form>
  </section>
);
