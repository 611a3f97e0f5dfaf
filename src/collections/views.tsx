import type { Resource } from "../resources/resource.ts";
import { type StandingShown, WhoCanSee } from "../sharing/standing.views.tsx";
import { COLLECTIONS, collectionAddress, resourceAddress } from "../web/addresses.ts";
import { Field } from "../web/field.views.tsx";
import { Form, Kept } from "../web/form.tsx";
import { Page } from "../web/layout.tsx";
import { Crumbs, ItemLink, Marks, Note } from "../web/pieces.tsx";
import { useSite } from "../web/site.ts";
import { counted, foreign, kindLine } from "../web/words.ts";
import { type Collection, type Content, entriesOf, hasChanges, type Section } from "./collection.ts";
import { gradesOf, keptInWords, marksOf, reachInWords, togetherInWords } from "./words.ts";

/** A collection as a reader sees it. */
export interface CollectionShown {
  collection: Collection;
  /** Without what this reader does not find. */
  content: Content;
  held: Map<string, Resource>;
  /** Where the co-curators teach. */
  places: string[];
  /** Set for those who keep it. */
  keeper?: { gaps: number };
  /** Set for state staff: whether it stands on the home page. */
  featured?: boolean;
  mayHide: boolean;
  /** For those who keep it and curators: how far it reaches, and what can be done about it. */
  standing?: StandingShown;
  /** Set where it is not the version that readers see. */
  version?: number;
  said?: string | undefined;
}

/** Standards named beside the collection; more are counted. */
const COVERED = 8;

export function CollectionPage(shown: CollectionShown) {
  const { collection: c, content, held } = shown;
  const { reference } = useSite();
  const resources = entriesOf(content).flatMap((e) => held.get(e.resource) ?? []);
  const grades = gradesOf(resources, reference);
  const line = ["Collection", counted(resources.length), grades].filter(Boolean).join(" · ");
  const named = content.sections.filter((s) => s.heading);
  return (
    <Page
      title={content.title}
      at="collections"
      description={content.introduction || line}
      canonical={collectionAddress(c.id)}
      unlisted={c.reach !== "public" || shown.version !== undefined}
    >
      <Crumbs crumbs={[{ words: "Collections", href: COLLECTIONS }, { words: content.title }]} />
      <KeepersNote shown={shown} />
      <div class="split">
        <div class="stack far">
          <div class="stack">
            <p class="soft">{line}</p>
            <h1>{content.title}</h1>
            {shown.version !== undefined && (
              <p class="warn">
                This is version {shown.version}.{" "}
                <a href={collectionAddress(c.id)}>See the one that readers see</a>
              </p>
            )}
            {content.introduction && <p>{content.introduction}</p>}
            <p class="row">
              <strong>{keptInWords(c, reference.organizations)}</strong>
              <span class="soft">{togetherInWords(shown.places)}</span>
            </p>
            <Marks
              marks={[
                ...marksOf(c, reference),
                ...(c.reach === "public"
                  ? []
                  : [{ icon: "lock_outline", words: reachInWords(c.reach, c, reference.organizations) }]),
              ]}
            />
            {named.length > 1 && (
              <ul class="row plain noprint" aria-label="Jump to a section">
                {content.sections.map((s, i) =>
                  s.heading ? (
                    <li key={s.heading}>
                      <a class="chip" href={`#s${i + 1}`}>
                        {s.heading}
                      </a>
                    </li>
                  ) : null,
                )}
              </ul>
            )}
          </div>
          {resources.length === 0 && <p>There is nothing in it that you can open yet.</p>}
          <Sections content={content} held={held} />
        </div>
        <Rail shown={shown} resources={resources} />
      </div>
    </Page>
  );
}

/** Steps are counted through all sections. `level` is that of a section's heading. */
export function Sections({
  content,
  held,
  level = 2,
}: {
  content: Content;
  held: Map<string, Resource>;
  level?: 2 | 3;
}) {
  const starts = content.sections.map((_, i) =>
    content.sections.slice(0, i).reduce((sum, s) => sum + s.entries.length, 1),
  );
  return (
    <>
      {content.sections.map((s, i) => (
        <OneSection key={starts[i]} section={s} at={i + 1} start={starts[i] ?? 1} held={held} level={level} />
      ))}
    </>
  );
}

interface SectionProps {
  section: Section;
  at: number;
  start: number;
  held: Map<string, Resource>;
  level: 2 | 3;
}

function OneSection({ section, at, start, held, level }: SectionProps) {
  const { reference } = useSite();
  const [Heading, Title] = level === 2 ? (["h2", "h3"] as const) : (["h3", "h4"] as const);
  return (
    <section class="stack near" aria-labelledby={`s${at}`}>
      {section.heading ? (
        <div class="card slim band row">
          <Heading id={`s${at}`}>{section.heading}</Heading>
          {section.note && <p>{section.note}</p>}
        </div>
      ) : (
        <>
          <Heading class="usa-sr-only" id={`s${at}`}>
            Resources
          </Heading>
          {section.note && <p>{section.note}</p>}
        </>
      )}
      <ol class="plain stack near" start={start}>
        {section.entries.map(({ resource, note }, i) => {
          const d = held.get(resource)?.description;
          return (
            d && (
              <li class="card slim hit" key={resource}>
                <span class="dot" aria-hidden="true">
                  {start + i}
                </span>
                <div class="stack near">
                  <Title>
                    <a href={resourceAddress(resource)} lang={foreign(d.languages)}>
                      {d.title}
                    </a>
                  </Title>
                  <p class="small soft">
                    {[kindLine(d, reference), d.publisher].filter(Boolean).join(" · ")}
                  </p>
                  {note && <p>{note}</p>}
                </div>
              </li>
            )
          );
        })}
      </ol>
    </section>
  );
}

/** What only those who keep it need to know, above the page that everyone sees. */
function KeepersNote({ shown }: { shown: CollectionShown }) {
  const { collection: c, keeper, said } = shown;
  const changed = keeper && hasChanges(c);
  const hidden = c.status === "hidden";
  const waits = keeper && c.proposed !== undefined;
  if (!said && !changed && !hidden && !waits && !keeper?.gaps) return null;
  return (
    <div class="margin noprint">
      <Note icon={said ? "check_circle" : "info"} {...(said ? { kind: "good" as const } : {})}>
        {said && <p role="status">{said}</p>}
        {hidden && (
          <p>
            <strong>A curator has hidden this collection.</strong> Readers do not find it.
          </p>
        )}
        {keeper && keeper.gaps > 0 && (
          <p>
            <strong>
              {keeper.gaps === 1 ? "One resource needs" : `${keeper.gaps} resources need`} a look:
            </strong>{" "}
            some readers do not find {keeper.gaps === 1 ? "it" : "them"}.
          </p>
        )}
        {changed && <p>The draft has changes that readers do not see yet.</p>}
        {waits && (
          <p>
            <a href={`${collectionAddress(c.id)}/versions/${c.proposed}`}>Version {c.proposed}</a> waits for a
            yes. {c.published === undefined ? "Nobody sees it yet." : "Readers see the one before."}
          </p>
        )}
      </Note>
    </div>
  );
}

function Rail({ shown, resources }: { shown: CollectionShown; resources: Resource[] }) {
  const { collection: c, keeper, featured } = shown;
  const here = collectionAddress(c.id);
  return (
    <div class="stack">
      {keeper && (
        <div class="stack near noprint">
          <a class="usa-button" href={`${here}/edit`}>
            Change this collection
          </a>
          {(c.published === undefined || hasChanges(c)) && (
            <a href={`${here}/publication`}>Publish the changes</a>
          )}
          <a href={`${here}/curators`}>Keep it together</a>
        </div>
      )}
      {shown.standing && <WhoCanSee {...shown.standing} />}
      {featured !== undefined && c.reach === "public" && c.status === "active" && (
        <Form action={`${COLLECTIONS}/featured`} class="noprint">
          <Kept
            values={[
              ["collection", c.id],
              ["do", featured ? "remove" : "add"],
            ]}
          />
          <button class="usa-button usa-button--outline" type="submit">
            {featured ? "Take it off the home page" : "Show it on the home page"}
          </button>
        </Form>
      )}
      <Covers resources={resources} />
      <p class="small noprint">
        <a href={`/api/v1${here}`}>As data (JSON)</a>
      </p>
      {shown.mayHide && <Hiding collection={c} />}
    </div>
  );
}

function Covers({ resources }: { resources: Resource[] }) {
  const { standards } = useSite().reference;
  const ids = [...new Set(resources.flatMap((r) => r.description.alignments.map((a) => a.item)))];
  const items = ids.flatMap((id) => standards.item(id) ?? []);
  if (items.length === 0) return null;
  return (
    <section class="card stack near" aria-labelledby="covers">
      <h2 id="covers">Covers</h2>
      <ul class="plain stack near">
        {items.slice(0, COVERED).map((item) => (
          <li key={item.id}>
            <ItemLink item={item} />
          </li>
        ))}
      </ul>
      {items.length > COVERED && <p class="small soft">and {items.length - COVERED} more standards</p>}
    </section>
  );
}

function Hiding({ collection: c }: { collection: Collection }) {
  const action = `${collectionAddress(c.id)}/hiding`;
  if (c.status === "hidden")
    return (
      <Form action={action} class="noprint">
        <Kept values={[["do", "show"]]} />
        <button class="usa-button usa-button--outline" type="submit">
          Show it to readers again
        </button>
      </Form>
    );
  return (
    <details class="card slim noprint">
      <summary>Hide it from readers</summary>
      <Form action={action}>
        <Field name="reason" label="Why" hint="Its owner reads this." />
        <button class="usa-button usa-button--outline" type="submit">
          Hide it
        </button>
      </Form>
    </details>
  );
}
