import { Page } from "../../doorway/layout.tsx";
import { useSite } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import { counted } from "../../kernel/words.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { Field, Words } from "../../ui/field.views.tsx";
import { ErrorSummary, Form, HiddenFields } from "../../ui/form.tsx";
import { Crumbs, Note } from "../../ui/pieces.tsx";
import { COLLECTIONS, collectionAddress } from "../rules/addresses.ts";
import { type Collection, type Content, hasChanges } from "../rules/collection.ts";
import { gapInWords, reachInWords } from "../rules/collection-words.ts";
import type { Gap } from "../rules/gaps.ts";
import { ResourceList } from "./draft.views.tsx";

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
            <HiddenFields values={[["revision", String(c.revision)]]} />
            <Introducing content={content} problem={problem} />
            <ResourceList shown={shown} content={content} />
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
        hint="Who it is for, and how to use it. Plain text."
        value={content.introduction}
        rows={4}
        most={5000}
        faults={problem?.faults}
      />
      <Save />
    </section>
  );
}

export const Save = () => (
  <button class="usa-button" type="submit" name="do" value="save">
    Save the draft
  </button>
);

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
            ? "Only those who maintain it. It is a draft."
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
        <h2 id="keepers">Who maintains it</h2>
        <p>
          {c.curators.filter((k) => k.acceptedAt).length === 0
            ? "Nobody else yet."
            : `${counted(c.curators.filter((k) => k.acceptedAt).length, "other person", "other people")} along with the owner.`}
        </p>
        <a href={`${here}/curators`}>{shown.owner ? "Maintain it with others" : "See who"}</a>
      </section>
    </div>
  );
}
