import { Page } from "../../doorway/layout.tsx";
import { Tile } from "../../doorway/tile.views.tsx";
import type { Fault } from "../../kernel/problem.ts";
import { counted } from "../../kernel/words.ts";
import { organizationAddress } from "../../organizations/rules/addresses.ts";
import type { Organization } from "../../organizations/rules/organization.ts";
import { Checkbox } from "../../ui/checkbox.views.tsx";
import { FaultLine } from "../../ui/field.views.tsx";
import { ErrorSummary, Form, faultOf, HiddenFields } from "../../ui/form.tsx";
import { Crumbs, Note } from "../../ui/pieces.tsx";
import type { QueueItem } from "../actions/queue-rows.ts";
import { batchAddress, queueAddress, reviewAddress } from "../rules/addresses.ts";
import type { DecisionFormValues } from "../rules/decision-form.ts";
import type { QueueNarrowing } from "../rules/queue.ts";
import type { Rubric } from "../rules/rubric.ts";
import { titleIn } from "../rules/subject.ts";
import { type DecisionChoice, DecisionFields } from "./decision.views.tsx";
import { Narrowing } from "./queue.views.tsx";
import { areaIn, QueueGlance } from "./queue-row.views.tsx";
import { Questions } from "./rubric.views.tsx";

const TITLE = "Decide about several at once";

function Frame({
  organization: o,
  title = TITLE,
  children,
}: {
  organization: Organization;
  title?: string;
  children: preact.ComponentChildren;
}) {
  const crumbs = [
    { words: o.name, href: organizationAddress(o.code) },
    { words: "Review", href: queueAddress(o.code) },
    { words: TITLE },
  ];
  return (
    <Page title={title} unlisted>
      <Crumbs crumbs={crumbs} />
      <div class="stack">
        <h1>{TITLE}</h1>
        {children}
      </div>
    </Page>
  );
}

interface ChooseShown extends QueueNarrowing {
  organization: Organization;
  places: Organization[];
  waiting: QueueItem[];
  now: string;
}

/** First: which ones. */
export function ChoosePage(p: ChooseShown) {
  const { organization: o, waiting, subject, topic, from, batch, due, places } = p;
  return (
    <Frame organization={o}>
      <p class="measure">
        Choose offers that one answer fits. You then look at some of them in full, drawn by chance, before the
        answer counts for all.
      </p>
      <Narrowing
        {...{ organization: o, subject, topic, from, batch, due, places }}
        action={batchAddress(o.code)}
      />
      {waiting.length === 0 && <p class="soft">Nothing waits here that you can decide about.</p>}
      {waiting.length > 0 && (
        <form class="stack" method="get" action={batchAddress(o.code)} aria-label="Offers">
          <ul class="plain stack near">
            {waiting.map((w) => (
              <li key={w.review.id} class="card slim hit acts">
                <Tile subject={areaIn(w)} />
                <div class="stack near">
                  <QueueGlance waiting={w} now={p.now} />
                </div>
                <Checkbox id={`review-${w.review.id}`} name="review" value={w.review.id} checked={false}>
                  Choose<span class="usa-sr-only">: {titleIn(w.version)}</span>
                </Checkbox>
              </li>
            ))}
          </ul>
          <p>
            <button class="usa-button" type="submit">
              Go on with those chosen
            </button>
          </p>
        </form>
      )}
    </Frame>
  );
}

export interface ChosenShown {
  organization: Organization;
  chosen: QueueItem[];
  /** Ids of those to look at in full. */
  sample: string[];
  /** Ids of those that were. */
  looked: string[];
  rubric: Rubric | undefined;
  typed: DecisionFormValues;
  faults: Fault[];
  sentence?: string | undefined;
  now: string;
}

/** Then: look at a sample, and decide. */
export function ChosenPage(p: ChosenShown) {
  const { organization: o, chosen, sample, rubric, typed, faults } = p;
  const inSample = chosen.filter((w) => sample.includes(w.review.id));
  const others = chosen.filter((w) => !sample.includes(w.review.id));
  return (
    <Frame organization={o} title={p.sentence ? `Error: ${TITLE}` : TITLE}>
      {p.sentence && <ErrorSummary sentence={p.sentence} faults={faults} />}
      <p>
        {counted(chosen.length, "offer")} chosen. <a href={batchAddress(o.code)}>Choose others</a>
      </p>
      <Form action={batchAddress(o.code)} class="stack far measure" label="Decision">
        <HiddenFields
          values={chosen.map(({ review: r }) => ["seen", `${r.id} ${r.version} ${r.revision}`])}
        />
        <section class="stack near" aria-labelledby="sample">
          <h2 id="sample">
            Look at {inSample.length === 1 ? "this one" : `these ${inSample.length}`} in full
          </h2>
          <p class="soft">Drawn by chance. Those who read your decision see which ones you looked at.</p>
          <ul class="plain stack near">
            {inSample.map((w) => (
              <Sampled key={w.review.id} waiting={w} {...p} />
            ))}
          </ul>
          {others.length > 0 && (
            <details>
              <summary>The others ({others.length})</summary>
              <ul class="plain stack near">
                {others.map((w) => (
                  <li key={w.review.id}>
                    <a href={reviewAddress(w.review.id)}>{titleIn(w.version)}</a>{" "}
                    <span class="small soft">{w.contributor}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
        {rubric && <Questions rubric={rubric} items={[]} typed={typed} faults={faults} />}
        <DecisionFields
          choices={choicesFor(o)}
          to="each contributor"
          typed={typed}
          faults={faults}
          button={`Decide about all ${chosen.length}`}
        />
      </Form>
    </Frame>
  );
}

function Sampled({ waiting: w, looked, faults, now }: { waiting: QueueItem } & ChosenShown) {
  const id = `looked-${w.review.id}`;
  const fault = faultOf(id, faults);
  return (
    <li class="card slim hit">
      <Tile subject={areaIn(w)} />
      <div class="stack near">
        <QueueGlance waiting={w} now={now} />
        <FaultLine id={id} fault={fault} />
        <Checkbox id={id} name="looked" value={w.review.id} checked={looked.includes(w.review.id)}>
          I have looked at it in full<span class="usa-sr-only">: {titleIn(w.version)}</span>
        </Checkbox>
      </div>
    </li>
  );
}

const choicesFor = ({ name }: Organization): DecisionChoice[] => [
  {
    id: "accepted",
    words: `Accept them for ${name}`,
    means: "Each reaches as far as it was offered, or goes on to the state where that is asked.",
  },
  {
    id: "returned",
    words: "Send them back to fix",
    means: "Each contributor can change theirs and offer it again. Say what to fix.",
  },
  {
    id: "declined",
    words: "Not suitable",
    means: "They stay where they are. These versions cannot be offered to you again. Say why.",
  },
];

const WHY: Record<string, string> = {
  stale: "changed in the meantime: look at it again",
  conflict: "a colleague was faster, or has taken it",
  forbidden: "not yours to decide: you offered or wrote it",
  invalid: "it asks for answers of its own",
};

/** What came of it. */
export function BatchDonePage({
  organization: o,
  decided,
  left,
}: {
  organization: Organization;
  decided: number;
  left: string[];
}) {
  return (
    <Frame organization={o}>
      <Note icon="check_circle" kind="good">
        <p role="status">
          {decided === 0 ? "None were decided." : `${counted(decided, "offer")} decided, each by itself.`}
        </p>
      </Note>
      {left.length > 0 && (
        <section class="stack near">
          <h2>Not decided</h2>
          <ul class="plain stack near">
            {left.map((text) => {
              const [id = "", why = ""] = text.split(" ");
              return (
                <li key={id}>
                  <a href={reviewAddress(encodeURIComponent(id))}>Look at this one</a>:{" "}
                  {WHY[why] ?? "it is not there any more"}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <p>
        <a href={queueAddress(o.code)}>Back to what waits</a>
      </p>
    </Frame>
  );
}
