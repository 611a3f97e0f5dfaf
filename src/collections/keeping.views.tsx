import type { Problem } from "../problem.ts";
import type { Resource } from "../resources/resource.ts";
import type { Reach } from "../sharing/reach.ts";
import { COLLECTIONS, collectionAddress, resourceAddress } from "../web/addresses.ts";
import { Field, Select, Words } from "../web/field.views.tsx";
import { ErrorSummary, Form, Kept } from "../web/form.tsx";
import { Page } from "../web/layout.tsx";
import { Crumbs, Note } from "../web/pieces.tsx";
import { useSite } from "../web/site.ts";
import { Choice } from "./choice.views.tsx";
import { type Collection, type Content, hasChanges } from "./collection.ts";
import { gapInWords } from "./editing.views.tsx";
import type { Gap } from "./gaps.ts";
import type { Listed } from "./reading.ts";
import { reachInWords } from "./words.ts";

/** Where the words of a form and what is wrong with them come back to. */
interface Tried {
  problem?: Problem | undefined;
  typed?: (name: string) => string;
}

const from = ({ typed }: Tried, name: string, otherwise = "") => typed?.(name) ?? otherwise;

function Frame({
  title,
  crumbs,
  problem,
  children,
}: {
  title: string;
  crumbs: { words: string; href: string }[];
  problem?: Problem | undefined;
  children: preact.ComponentChildren;
}) {
  return (
    <Page title={`${problem ? "Error: " : ""}${title}`} at="collections" unlisted>
      <Crumbs crumbs={[{ words: "Collections", href: COLLECTIONS }, ...crumbs, { words: title }]} />
      <div class="stack measure">
        <h1>{title}</h1>
        {problem && <ErrorSummary sentence={problem.message} faults={problem.faults} />}
        {children}
      </div>
    </Page>
  );
}

const crumbOf = (c: Collection) => [{ words: c.draft.title, href: `${collectionAddress(c.id)}/edit` }];

/** A place one can begin a collection for: one's own, or an organization one curates. */
export interface Home {
  value: string;
  label: string;
}

export function NewPage({ homes, ...tried }: { homes: Home[] } & Tried) {
  return (
    <Frame title="Start a collection" crumbs={[]} problem={tried.problem}>
      <p>Nobody else sees it before you publish it.</p>
      <Form action={`${COLLECTIONS}/new`}>
        <Field name="title" label="Title" value={from(tried, "title")} faults={tried.problem?.faults} />
        <Words
          name="introduction"
          label="Introduction (optional)"
          hint="For whom it is, and how to use it. Plain text."
          value={from(tried, "introduction")}
          rows={4}
          most={5000}
          faults={tried.problem?.faults}
        />
        {homes.length > 1 ? (
          <Choice
            name="organization"
            legend="Whose collection is it?"
            options={homes}
            chosen={from(tried, "organization") || (homes[0]?.value ?? "")}
            faults={tried.problem?.faults}
          />
        ) : (
          <Kept values={[["organization", homes[0]?.value ?? ""]]} />
        )}
        <button class="usa-button" type="submit">
          Start it
        </button>
      </Form>
    </Frame>
  );
}

export interface AddShown {
  resource: Resource;
  /** Collections this person keeps. */
  into: { collection: Collection; has: boolean }[];
  back: string | undefined;
}

const NEW = "new";

export function AddPage({ resource: r, into, back, ...tried }: AddShown & Tried) {
  const d = r.description;
  const open = into.filter((i) => !i.has);
  const holding = into.filter((i) => i.has);
  const options = [
    ...open.flatMap(({ collection }) => placesIn(collection)),
    { value: NEW, label: "A new collection" },
  ];
  return (
    <Frame title="Add to a collection" crumbs={[]} problem={tried.problem}>
      <p>
        <a href={resourceAddress(r.id)}>{d.title}</a>
      </p>
      {holding.length > 0 && (
        <p class="soft">
          It is already in{" "}
          {holding.map(({ collection: c }, i) => (
            <span key={c.id}>
              {i > 0 && ", "}
              <a href={`${collectionAddress(c.id)}/edit`}>{c.draft.title}</a>
            </span>
          ))}
          .
        </p>
      )}
      <Form action={`${COLLECTIONS}/add`}>
        <Kept
          values={[
            ["resource", r.id],
            ["back", back ?? ""],
          ]}
        />
        {open.length > 0 ? (
          <Select
            id="into"
            name="into"
            label="Where"
            options={options}
            chosen={from(tried, "into") || options[0]?.value}
          />
        ) : (
          <Kept values={[["into", NEW]]} />
        )}
        <Field
          name="title"
          label={open.length > 0 ? "Title, if it is a new collection" : "Title of the new collection"}
          value={from(tried, "title")}
          faults={tried.problem?.faults}
        />
        <Words
          name="note"
          label="Your note (optional)"
          hint="Why it is here, and how to use it."
          value={from(tried, "note")}
          rows={2}
          most={1000}
          faults={tried.problem?.faults}
        />
        <button class="usa-button" type="submit">
          Add it
        </button>
      </Form>
      {back && (
        <p>
          <a href={back}>Go back without adding</a>
        </p>
      )}
    </Frame>
  );
}

/** A collection and, where it has several, its sections. */
function placesIn(c: Collection): Home[] {
  const { sections, title } = c.draft;
  if (sections.length < 2) return [{ value: c.id, label: title }];
  return sections.map((s, i) => ({
    value: `${c.id} ${i}`,
    label: `${title}: ${s.heading || `section ${i + 1}`}`,
  }));
}

export interface PublishShown {
  collection: Collection;
  /** The reaches its place offers. */
  reaches: Reach[];
  /** Those that need somebody's yes first. */
  asks: Reach[];
  chosen: Reach;
  gaps: Gap[];
  owner: boolean;
}

export function PublishPage({
  collection: c,
  reaches,
  asks,
  chosen,
  gaps,
  owner,
  ...tried
}: PublishShown & Tried) {
  const { organizations } = useSite().reference;
  const draft = c.published === undefined;
  return (
    <Frame title={draft ? "Publish it" : "Who can see it"} crumbs={crumbOf(c)} problem={tried.problem}>
      {!draft && hasChanges(c) && <p>The changes of the draft are published along with this.</p>}
      {gaps.length > 0 && (
        <Note icon="error_outline">
          <p>
            <strong>Some readers will not find everything in it.</strong>
          </p>
          <ul class="plain small stack near">
            {gaps.map((g) => (
              <li key={g.resource}>
                {g.title ?? "A resource you cannot see"}: {gapInWords(g, c)}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <Form action={`${collectionAddress(c.id)}/publication`}>
        <Kept values={[["revision", String(c.revision)]]} />
        <Choice
          name="reach"
          legend="Who can see it?"
          options={reaches.map((r) => ({
            value: r,
            label: reachInWords(r, c, organizations),
            hint: asks.includes(r)
              ? "Curators look at it first. Until they answer, it goes as far as it may at once."
              : "At once.",
          }))}
          chosen={from(tried, "reach") || chosen}
          faults={tried.problem?.faults}
        />
        {asks.length > 0 && (
          <Words
            name="message"
            label="Say something to the reviewers (optional)"
            value={from(tried, "message")}
            rows={2}
            most={2000}
          />
        )}
        <button class="usa-button" type="submit" name="do" value="publish">
          Publish
        </button>
      </Form>
      {!draft && owner && (
        <Form action={`${collectionAddress(c.id)}/publication`}>
          <Kept values={[["revision", String(c.revision)]]} />
          <p>You can take it back at any time. It is a draft then, and its address answers nobody else.</p>
          <button class="usa-button usa-button--outline" type="submit" name="do" value="take-back">
            Take it back
          </button>
        </Form>
      )}
    </Frame>
  );
}

export interface KeepersShown {
  collection: Collection;
  people: { id: string; name: string; accepted: boolean; me: boolean }[];
  owner: boolean;
  said?: string | undefined;
}

export function KeepersPage({ collection: c, people, owner, said, ...tried }: KeepersShown & Tried) {
  const action = `${collectionAddress(c.id)}/curators`;
  return (
    <Frame title="Keep it together" crumbs={crumbOf(c)} problem={tried.problem}>
      {said && (
        <Note icon="check_circle" kind="good">
          <p role="status">{said}</p>
        </Note>
      )}
      <p>
        People of any schools can keep a collection together. They see the draft, change it and publish it.
      </p>
      {people.length > 0 && (
        <ul class="plain stack near">
          {people.map((p) => (
            <li class="card slim row ends" key={p.id}>
              <span>
                {p.name} <span class="soft">{p.accepted ? "" : "has been asked"}</span>
              </span>
              {(owner || p.me) && (
                <Form action={action} class="inline">
                  <Kept
                    values={[
                      ["do", "end"],
                      ["id", p.id],
                    ]}
                  />
                  <button class="usa-button usa-button--unstyled" type="submit">
                    {p.me ? "Leave" : "Remove"}
                    {!p.me && <span class="usa-sr-only"> {p.name}</span>}
                  </button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {owner && (
        <Form action={action}>
          <Field
            name="who"
            label="Whom do you ask?"
            hint="An e-mail address, or the full name of a colleague of yours. They must accept first."
            value={from(tried, "who")}
            faults={tried.problem?.faults}
          />
          <button class="usa-button" type="submit" name="do" value="ask">
            Ask
          </button>
        </Form>
      )}
    </Frame>
  );
}

/** What someone who is asked learns before they say yes: what it is, and who asks. */
export function InvitationPage({ collection: c, by }: { collection: Collection; by: string }) {
  const { title, introduction }: Content = c.draft;
  return (
    <Frame title="Keep it together?" crumbs={[]}>
      <p>
        {by} asks you to keep this collection together. You would see its draft, change it and publish it.
      </p>
      <section class="card stack near">
        <h2>{title}</h2>
        {introduction && <p>{introduction}</p>}
      </section>
      <Form action={`${collectionAddress(c.id)}/invitation`} class="row">
        <button class="usa-button" type="submit" name="do" value="accept">
          Accept
        </button>
        <button class="usa-button usa-button--outline" type="submit" name="do" value="decline">
          Decline
        </button>
      </Form>
    </Frame>
  );
}

export interface FeaturedShown {
  listed: Listed[];
  /** Ids in their order, also of those that are not shown now. */
  ids: string[];
  said?: string | undefined;
}

export function FeaturedPage({ listed, ids, said }: FeaturedShown) {
  return (
    <Frame title="Collections on the home page" crumbs={[]}>
      {said && (
        <div id="done" tabIndex={-1}>
          <Note icon="check_circle" kind="good">
            <p role="status">{said}</p>
          </Note>
        </div>
      )}
      {ids.length === 0 && <p>None yet. Open a public collection and choose “Show it on the home page”.</p>}
      <ol class="plain stack near">
        {listed.map(({ collection: c, content, resources }) => {
          const at = ids.indexOf(c.id);
          const shownNow = c.published !== undefined && c.reach === "public" && resources.length > 0;
          return (
            <li class="card slim row ends" key={c.id}>
              <span class="stack near">
                <a href={collectionAddress(c.id)}>{content.title}</a>
                {!shownNow && <span class="small warn">Not shown now: it is not public, or empty.</span>}
              </span>
              <Form action={`${COLLECTIONS}/featured`} class="row moves">
                <Kept
                  values={[
                    ["collection", c.id],
                    ["seen", ids.join(" ")],
                    ["page", "featured"],
                  ]}
                />
                {at > 0 && <Turn what="up" id={c.id} words="Up" of={content.title} />}
                {at < ids.length - 1 && <Turn what="down" id={c.id} words="Down" of={content.title} />}
                <Turn what="remove" id={c.id} words="Take off" of={content.title} />
              </Form>
            </li>
          );
        })}
      </ol>
    </Frame>
  );
}

function Turn({ what, id, words, of }: { what: string; id: string; words: string; of: string }) {
  return (
    <button class="usa-button usa-button--unstyled" type="submit" name="do" value={what} id={`${what}-${id}`}>
      {words}
      <span class="usa-sr-only"> {of}</span>
    </button>
  );
}
