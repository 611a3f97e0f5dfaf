import type { Problem } from "../problem.ts";
import type { Resource } from "../resources/resource.ts";
import { COLLECTIONS, collectionAddress, resourceAddress } from "../web/addresses.ts";
import { Field, Words } from "../web/field.views.tsx";
import { ErrorSummary, Form, Kept } from "../web/form.tsx";
import { Page } from "../web/layout.tsx";
import { Crumbs, Note } from "../web/pieces.tsx";
import { useSite } from "../web/site.ts";
import { counted, foreign, kindLine } from "../web/words.ts";
import {
  type Collection,
  type Content,
  type Entry,
  entriesOf,
  hasChanges,
  type Section,
} from "./collection.ts";
import { isFirst, isLast } from "./editing.ts";
import type { Gap } from "./gaps.ts";
import { reachInWords } from "./words.ts";

export interface EditShown {
  collection: Collection;
  /** The draft, or what was typed when it could not be saved. */
  content: Content;
  held: Map<string, Resource>;
  gaps: Gap[];
  owner: boolean;
  said?: string | undefined;
  /** Where the curator came from, to go on there. */
  back?: string | undefined;
  problem?: Problem | undefined;
}

export function EditPage(shown: EditShown) {
  const { collection: c, content, problem, said, back } = shown;
  const title = c.draft.title;
  const here = collectionAddress(c.id);
  return (
    <Page title={`${problem ? "Error: " : ""}Change “${title}”`} at="collections" unlisted>
      <Crumbs
        crumbs={[
          { words: "Collections", href: COLLECTIONS },
          ...(c.published === undefined ? [] : [{ words: title, href: here }]),
          { words: "Change" },
        ]}
      />
      <div class="split">
        <div class="stack far">
          <div class="stack">
            <h1>{title}</h1>
            {problem && <ErrorSummary sentence={problem.message} faults={problem.faults} />}
            {said && (
              <div id="done" tabIndex={-1}>
                <Note icon="check_circle" kind="good">
                  <p role="status">{said}</p>
                  {back && (
                    <p>
                      <a href={back}>Go back to where you were</a>
                    </p>
                  )}
                </Note>
              </div>
            )}
            <Tasks gaps={shown.gaps} collection={c} />
          </div>
          <Form action={`${here}/edit`} class="stack far">
            <Kept values={[["revision", String(c.revision)]]} />
            <Introducing content={content} problem={problem} />
            <Resources shown={shown} content={content} />
          </Form>
        </div>
        <Next shown={shown} />
      </div>
    </Page>
  );
}

/** The first button of a form is the one the Enter key presses: saving, never moving. */
function Introducing({ content, problem }: { content: Content; problem: Problem | undefined }) {
  return (
    <section class="stack" aria-labelledby="words">
      <h2 id="words">What it is</h2>
      <Field name="title" label="Title" value={content.title} faults={problem?.faults} />
      <Words
        name="introduction"
        label="Introduction"
        hint="For whom it is, and how to use it. Plain text."
        value={content.introduction}
        rows={4}
        most={5000}
        faults={problem?.faults}
      />
      <Save />
    </section>
  );
}

const Save = () => (
  <button class="usa-button" type="submit" name="do" value="save">
    Save the draft
  </button>
);

function Resources({ shown, content }: { shown: EditShown; content: Content }) {
  const count = entriesOf(content).length;
  return (
    <section class="stack" aria-labelledby="resources">
      <h2 id="resources" tabIndex={-1}>
        {count === 0 ? "No resource yet" : counted(count)}
      </h2>
      {count === 0 && (
        <p>
          <a href="/search">Find resources</a>, and choose “Add to a collection” beside the ones that fit.
        </p>
      )}
      {content.sections.map((s, i) => (
        <OneSection key={i} section={s} at={i} shown={shown} content={content} />
      ))}
      <div class="row">
        <button class="usa-button usa-button--outline" type="submit" name="do" value="section-add">
          Add a section
        </button>
        {count > 0 && (
          <button class="usa-button usa-button--outline" type="submit" name="do" value="save">
            Save the draft
          </button>
        )}
      </div>
    </section>
  );
}

interface PartProps {
  shown: EditShown;
  content: Content;
  at: number;
}

function OneSection({ section, at, shown, content }: PartProps & { section: Section }) {
  const last = content.sections.length - 1;
  const name = section.heading || `Section ${at + 1}`;
  const before = content.sections.slice(0, at).reduce((sum, s) => sum + s.entries.length, 1);
  return (
    <section class="stack" aria-labelledby={`section-${at}`}>
      <h3 id={`section-${at}`}>{name}</h3>
      <Field
        name={`heading-${at}`}
        label="Heading"
        value={section.heading}
        faults={shown.problem?.faults}
        {...(at === 0 && last === 0 ? { hint: "Leave it empty if one list is enough." } : {})}
      />
      <Words
        name={`about-${at}`}
        label="About this section"
        of={name}
        value={section.note}
        rows={2}
        most={1000}
        faults={shown.problem?.faults}
      />
      <div class="row moves">
        {at > 0 && <Step what="section-up" which={String(at)} words="Move section up" of={name} />}
        {at < last && <Step what="section-down" which={String(at)} words="Move section down" of={name} />}
        {(last > 0 || section.heading !== "") && (
          <Step what="section-remove" which={String(at)} words="Remove heading" of={name} />
        )}
      </div>
      <ol class="plain stack near" start={before}>
        {section.entries.map((e, i) => (
          <OneEntry key={e.resource} entry={e} number={before + i} at={at} shown={shown} content={content} />
        ))}
      </ol>
    </section>
  );
}

/** A button that changes the order; its id is where the focus comes back to. */
function Step({ what, which, words, of }: { what: string; which: string; words: string; of: string }) {
  return (
    <button
      class="usa-button usa-button--unstyled"
      type="submit"
      name="do"
      value={`${what} ${which}`}
      id={`${what}-${which}`}
    >
      {words}
      <span class="usa-sr-only"> {of}</span>
    </button>
  );
}

function OneEntry({ entry, number, shown, content }: PartProps & { entry: Entry; number: number }) {
  const { reference } = useSite();
  const { resource, note } = entry;
  const gap = shown.gaps.find((g) => g.resource === resource);
  const d = shown.held.get(resource)?.description;
  const title = d?.title ?? gap?.title ?? "A resource you cannot see";
  return (
    <li class="card slim hit">
      <span class="dot" aria-hidden="true">
        {number}
      </span>
      <div class="stack near">
        <h4>
          {d ? (
            <a href={resourceAddress(resource)} lang={foreign(d.languages)}>
              {title}
            </a>
          ) : (
            title
          )}
        </h4>
        {d && <p class="small soft">{[kindLine(d, reference), d.publisher].filter(Boolean).join(" · ")}</p>}
        {gap && <p class="small warn">{gapInWords(gap, shown.collection)}</p>}
        <Words
          name={`note-${resource}`}
          label="Your note"
          of={`on ${title}`}
          value={note}
          rows={2}
          most={1000}
          faults={shown.problem?.faults}
        />
        <div class="row moves">
          {!isFirst(content, resource) && <Step what="up" which={resource} words="Up" of={title} />}
          {!isLast(content, resource) && <Step what="down" which={resource} words="Down" of={title} />}
          <Step what="remove" which={resource} words="Remove" of={title} />
        </div>
      </div>
    </li>
  );
}

export function gapInWords({ why, note, instead }: Gap, c: Collection): string {
  if (why === "withdrawn")
    return `Withdrawn${note ? `: ${note}` : ""}. ${instead ? `Use instead: ${instead}. ` : ""}Readers do not find it here.`;
  if (why === "gone") return "No longer there, or not open to you. Readers like you do not find it here.";
  const seen =
    note === "private"
      ? "only by its owner"
      : note === "school" || note === "district"
        ? `in its ${note} only`
        : note === "state"
          ? "by signed-in educators only"
          : "by some only";
  return `Seen ${seen}, so ${c.published === undefined ? "not everyone" : "not every reader"} finds it here.`;
}

function Tasks({ gaps, collection: c }: { gaps: Gap[]; collection: Collection }) {
  if (gaps.length === 0) return null;
  return (
    <Note icon="error_outline">
      <p>
        <strong>{gaps.length === 1 ? "One resource needs" : `${gaps.length} resources need`} a look.</strong>{" "}
        Remove
        {gaps.length === 1 ? " it" : " them"}, or put something else there.
      </p>
      <ul class="plain small stack near">
        {gaps.map((g) => (
          <li key={g.resource}>
            <a href={`#note-${g.resource}`}>{g.title ?? "A resource you cannot see"}</a>: {gapInWords(g, c)}
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** What comes after the words: who sees it, who keeps it. */
function Next({ shown }: { shown: EditShown }) {
  const { collection: c } = shown;
  const { organizations } = useSite().reference;
  const here = collectionAddress(c.id);
  return (
    <div class="stack">
      <section class="card stack near" aria-labelledby="seen">
        <h2 id="seen">Who can see this</h2>
        <p>
          {c.published === undefined
            ? "Only those who keep it. It is a draft."
            : `${reachInWords(c.reach, c, organizations)}.`}
        </p>
        {c.published !== undefined && hasChanges(c) && <p>Readers do not see these changes yet.</p>}
        <p>
          <a class="usa-button usa-button--outline" href={`${here}/publication`}>
            {c.published === undefined ? "Publish it" : hasChanges(c) ? "Publish the changes" : "Change it"}
          </a>
        </p>
        {c.published !== undefined && <a href={here}>Look at it as readers do</a>}
      </section>
      <section class="card stack near" aria-labelledby="keepers">
        <h2 id="keepers">Who keeps it</h2>
        <p>
          {c.curators.filter((k) => k.acceptedAt).length === 0
            ? "Nobody else yet."
            : `${counted(c.curators.filter((k) => k.acceptedAt).length, "other person", "other people")} along with the owner.`}
        </p>
        <a href={`${here}/curators`}>{shown.owner ? "Keep it together with others" : "See who"}</a>
      </section>
    </div>
  );
}

export interface ConflictShown {
  collection: Collection;
  /** What was sent. */
  sent: Content;
  /** Their words over the draft as it is now. */
  merged: Content;
  held: Map<string, Resource>;
}

/** Somebody was faster: both stand side by side, and nothing that was typed is gone. */
export function ConflictPage({ collection: c, sent, merged, held }: ConflictShown) {
  const here = collectionAddress(c.id);
  const rows = differences(c.draft, sent, held);
  return (
    <Page title="Changed meanwhile" at="collections" unlisted>
      <div class="stack measure">
        <h1>Someone else changed this collection meanwhile</h1>
        <p>Yours was not saved yet, and nothing of it is lost. The order was left as it is now.</p>
        {rows.length === 0 ? (
          <p>Your words are the same as what is there now.</p>
        ) : (
          rows.map((r) => (
            <section class="card stack near" key={r.what}>
              <h2>{r.what}</h2>
              <p>
                <b>As it is now:</b> {r.now || "empty"}
              </p>
              <p>
                <b>As you wrote it:</b> {r.yours || "empty"}
              </p>
            </section>
          ))
        )}
        {rows.length > 0 && (
          <Form action={`${here}/edit`}>
            <Kept
              values={[
                ["revision", String(c.revision)],
                ["title", merged.title],
                ["introduction", merged.introduction],
                ...entriesOf(merged).map((e): [string, string] => [`note-${e.resource}`, e.note]),
              ]}
            />
            <button class="usa-button" type="submit" name="do" value="save">
              Save my title, introduction and notes over theirs
            </button>
          </Form>
        )}
        <p>
          <a href={`${here}/edit`}>Go on with what is there now</a>
        </p>
      </div>
    </Page>
  );
}

function differences(now: Content, sent: Content, held: Map<string, Resource>) {
  const notes = new Map(entriesOf(now).map((e) => [e.resource, e.note]));
  const rows = [
    { what: "Title", now: now.title, yours: sent.title },
    { what: "Introduction", now: now.introduction, yours: sent.introduction },
    ...sent.sections.map((s, i) => ({
      what: `Heading of section ${i + 1}`,
      now: now.sections[i]?.heading ?? "",
      yours: s.heading,
    })),
    ...entriesOf(sent).map((e) => ({
      what: `Note on ${held.get(e.resource)?.description.title ?? "a resource"}`,
      now: notes.get(e.resource) ?? "",
      yours: e.note,
    })),
  ];
  return rows.filter((r) => r.now !== r.yours.trim());
}
