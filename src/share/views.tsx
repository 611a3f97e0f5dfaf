import type { Description, Resource } from "../resources/resource.ts";
import { resourceAddress } from "../web/addresses.ts";
import { ErrorSummary, Field, Form } from "../web/form.tsx";
import { Page } from "../web/layout.tsx";
import { Icon, ItemLink, Level, Note, Tile } from "../web/pieces.tsx";
import { useSite } from "../web/site.ts";
import { kindLine } from "../web/words.ts";
import type { ReachChoice } from "./choices.ts";
import type { ReadPage } from "./draft.ts";
import {
  type FieldsShown,
  HowFar,
  LinkAndFiles,
  More,
  Rights,
  type StandardRow,
  Teaches,
  WhatItIs,
} from "./fields.views.tsx";
import type { Suggestion } from "./suggestions.ts";
import { firstOf } from "./typed.ts";
import type { Wanted } from "./wanted.ts";

/** The form itself, for the same gap. */
function newAddress(wanted: Wanted | undefined, more: Record<string, string> = {}): string {
  const asked = {
    ...more,
    ...(wanted ? { standard: wanted.item.id } : {}),
    ...(wanted?.level ? { level: wanted.level } : {}),
  };
  const text = new URLSearchParams(asked).toString();
  return `/share/new${text ? `?${text}` : ""}`;
}

/** Which gap is to be filled. */
function For({ item, level }: Wanted) {
  return (
    <Note icon="info">
      <p>
        For <ItemLink item={item} />
        {level && (
          <>
            , <Level id={level} />
          </>
        )}
        . You can still change that.
      </p>
    </Note>
  );
}

interface StartProps {
  link?: string;
  fault?: string | undefined;
  place: string;
  /** Set while that place has still to confirm it: there are drafts only. */
  awaits?: string | undefined;
  /** What was shared before, to start from. */
  before: Resource[];
  /** The gap it is meant to fill. */
  wanted: Wanted | undefined;
}

export function StartPage({ link, fault, place, awaits, before, wanted }: StartProps) {
  const faults = fault ? [{ pointer: "/link", detail: fault }] : [];
  return (
    <Page title={fault ? "Error: Share what worked" : "Share what worked"} at="share">
      <div class="stack measure">
        <h1>Share what worked</h1>
        {fault && <ErrorSummary sentence="One thing to fix" faults={faults} />}
        {awaits && <Awaits place={awaits} />}
        {wanted && <For {...wanted} />}
        <p>Paste a link. We read the page and fill in the form. Most people are done in under a minute.</p>
        <Form action="/share" class="card stack" label="Link">
          <Field
            name="link"
            label="Link to the resource"
            type="url"
            value={link}
            faults={faults}
            hint="A web page, or a shared document that anyone with the link can open"
          />
          {wanted && <input type="hidden" name="standard" value={wanted.item.id} />}
          {wanted?.level && <input type="hidden" name="level" value={wanted.level} />}
          <button class="usa-button" type="submit">
            Continue
          </button>
        </Form>
        <ul class="plain icons stack near">
          <li>
            <Icon name="file_upload" />{" "}
            <a href={newAddress(wanted, { upload: "yes" })}>Upload a file instead</a>
          </li>
          <li>
            <Icon name="edit" /> <a href={newAddress(wanted)}>Describe it without a link</a>
          </li>
        </ul>
        {before.length > 0 && (
          <details>
            <summary>Start from one I shared before</summary>
            <ul class="plain stack near">
              {before.map((r) => (
                <li key={r.id}>
                  <a href={`/share/new?from=${r.id}`}>{r.description.title}</a>
                </li>
              ))}
            </ul>
          </details>
        )}
        <section class="note sand stack near">
          <h2>What happens next</h2>
          <p>
            {place} sees it at once if you say so, and so does every educator in the state. If you offer it to
            everyone, a curator looks at it and answers you with reasons. No student names or work, please.
          </p>
        </section>
      </div>
    </Page>
  );
}

/** For who is not confirmed yet: what they can do meanwhile. */
const Awaits = ({ place }: { place: string }) => (
  <Note icon="schedule">
    <p>
      <strong>A curator of {place} has still to confirm that you belong to it.</strong> Meanwhile you can
      prepare what you want to share. It is kept on your shelf.
    </p>
  </Note>
);

export interface DetailsShown extends FieldsShown {
  /** Id of the draft, or of the resource that is changed. */
  id: string;
  /** Set when a resource is changed: the revision the form was filled from. */
  changes?: { revision: number; version: number; title: string; waits: boolean } | undefined;
  page?: ReadPage | undefined;
  files: { hash: string; name: string }[];
  rows: StandardRow[];
  topics: Suggestion[];
  choices: ReachChoice[];
  places: { code: string; name: string }[];
  /** The place that has still to confirm who fills this in: until then there are drafts only. */
  awaits?: string | undefined;
  uploadFirst: boolean;
  alike: Resource[];
  /** True when the form was sent and the question must be answered. */
  asksAlike: boolean;
  /** What somebody else wrote meanwhile. */
  meanwhile?: { field: string; now: string }[] | undefined;
}

export function DetailsPage(shown: DetailsShown) {
  const { changes, faults, typed } = shown;
  const heading = changes ? `Change “${changes.title}”` : "Check and share";
  const sentence = counted(faults.length);
  return (
    <Page title={faults.length > 0 ? `Error: ${heading}` : heading} at="share">
      <div class="stack measure">
        <h1>{heading}</h1>
        {faults.length > 0 && <ErrorSummary sentence={sentence} faults={faults} />}
        {faults.length > 0 && <p class="soft">Everything else you wrote is kept.</p>}
        {shown.meanwhile && <Meanwhile lines={shown.meanwhile} />}
        {shown.awaits && <Awaits place={shown.awaits} />}
        {shown.page && <WhatWeRead page={shown.page} />}
        {changes?.waits && (
          <Note icon="info">
            <p>
              A changed version of this waits for a review. What you send now takes its place in the queue.
            </p>
          </Note>
        )}
        <DraftForm shown={shown}>
          {shown.alike.length > 0 && <IsItThis shown={shown} />}
          <WhatItIs typed={typed} faults={faults} />
          <LinkAndFiles typed={typed} faults={faults} files={shown.files} uploadFirst={shown.uploadFirst} />
          <Teaches typed={typed} faults={faults} rows={shown.rows} topics={shown.topics} />
          <Rights typed={typed} faults={faults} fromPage={shown.page?.metadata?.license !== undefined} />
          <More typed={typed} faults={faults} />
          <HowFar typed={typed} faults={faults} choices={shown.choices} places={shown.places} />
          <p class="row">
            {!shown.awaits && (
              <button class="usa-button" type="submit" name="act" value="share">
                {changes ? "Save" : "Share"}
              </button>
            )}
            {!changes && (
              <button
                class={`usa-button${shown.awaits ? "" : " usa-button--outline"}`}
                type="submit"
                name="act"
                value="draft"
              >
                Keep as a draft
              </button>
            )}
            <span class="small soft" data-drafted>
              You can take it back at any time.
            </span>
          </p>
        </DraftForm>
      </div>
    </Page>
  );
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
const counted = (n: number) => (n === 1 ? "One thing to fix" : `${NUMBERS[n] ?? n} things to fix`);

/** The whole form. A draft saves itself where script runs; its buttons do it everywhere. */
function DraftForm({ shown, children }: { shown: DetailsShown; children: preact.ComponentChildren }) {
  const { id, changes } = shown;
  const usual = shown.awaits ? "draft" : "share";
  return (
    <Form
      action={changes ? `${resourceAddress(id)}/edit` : "/share/new"}
      files
      label={changes ? "Change" : "Share"}
    >
      {/* Enter does the usual; without this the first button in the form would be pressed. */}
      <button class="usa-sr-only" type="submit" name="act" value={usual} tabIndex={-1} aria-hidden="true" />
      {changes ? (
        <>
          <input type="hidden" name="revision" value={changes.revision} />
          <input type="hidden" name="version" value={changes.version} />
        </>
      ) : (
        <input type="hidden" name="draft" value={id} data-draft />
      )}
      {children}
    </Form>
  );
}

function WhatWeRead({ page }: { page: ReadPage }) {
  const host = URL.canParse(page.link) ? new URL(page.link).hostname : page.link;
  const another = (
    <p class="small">
      {host} · <a href="/share">Use another link</a>
    </p>
  );
  if (page.locked)
    return (
      <Note icon="lock_outline" kind="sand">
        <p>
          <strong>{page.locked.says}</strong>
        </p>
        <p>{page.locked.remedy}</p>
        {another}
      </Note>
    );
  if (!page.metadata)
    return (
      <Note icon="info" kind="sand">
        <p>
          <strong>We could not read that page.</strong> Fill in the title, the rest can wait.
        </p>
        <p class="small">{page.fault}</p>
        {another}
      </Note>
    );
  return (
    <Note icon="check_circle" kind="good">
      <p>
        <strong>We read the page and filled in what we could.</strong> Check it, then share.
      </p>
      {another}
    </Note>
  );
}

function Meanwhile({ lines }: { lines: { field: string; now: string }[] }) {
  return (
    <section class="note sand stack near" id="meanwhile">
      <h2>What it says now</h2>
      {lines.length === 0 ? (
        <p>Its words are as they were; who can see it, or who vouches for it, has changed.</p>
      ) : (
        <dl class="stack near">
          {lines.map((l) => (
            <div key={l.field}>
              <dt>{l.field}</dt>
              <dd>{l.now}</dd>
            </div>
          ))}
        </dl>
      )}
      <p class="small">What you wrote is below. Send it again to put it in place of this.</p>
    </section>
  );
}

/** "Already in the registry?", before it is shared twice. */
function IsItThis({ shown }: { shown: DetailsShown }) {
  const { reference } = useSite();
  return (
    <section class="card stack" id="alike" tabIndex={-1} aria-labelledby="alike-title">
      <h2 id="alike-title">Is it this one?</h2>
      <p>
        Something in the registry looks the same. You can add your standards to it instead of sharing it
        twice.
      </p>
      <ul class="plain stack">
        {shown.alike.map((r) => (
          <li key={r.id} class="leading">
            <Tile subject={r.description.subjects[0]} />
            <div class="stack near">
              <p>
                <a class="text-bold" href={resourceAddress(r.id)}>
                  {r.description.title}
                </a>
              </p>
              <p class="small soft">{lineOf(r.description, kindLine(r.description, reference))}</p>
              <p>
                <a href={`${resourceAddress(r.id)}/claim${shown.changes ? "" : `?draft=${shown.id}`}`}>
                  Add my alignment to it instead<span class="usa-sr-only">: {r.description.title}</span>
                </a>
              </p>
            </div>
          </li>
        ))}
      </ul>
      {shown.asksAlike ? (
        <button class="usa-button" type="submit" name="different" value="yes">
          It is different: share mine
        </button>
      ) : (
        firstOf(shown.typed, "different") && <input type="hidden" name="different" value="yes" />
      )}
    </section>
  );
}

const lineOf = (d: Description, kind: string) => [kind, d.publisher || d.author].filter(Boolean).join(" · ");
