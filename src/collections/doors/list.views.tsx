import { Page } from "../../doorway/layout.tsx";
import { useSite } from "../../doorway/site.ts";
import { Tile } from "../../doorway/tile.views.tsx";
import { counted } from "../../kernel/words.ts";
import { Icon, Note } from "../../ui/pieces.tsx";
import type { ListedCollection, MaintainedCollection } from "../actions/reading.ts";
import { COLLECTIONS, collectionAddress } from "../rules/addresses.ts";
import { type Collection, hasChanges } from "../rules/collection.ts";
import { areaOf, gradeRangeOf, maintainersInWords, reachInWords } from "../rules/collection-words.ts";
import { FindCollections } from "./search-box.views.tsx";

/** One collection in a list: what it is about, how much is in it for this reader, who keeps it. */
export function CollectionCard({ listed, level = 3 }: { listed: ListedCollection; level?: 2 | 3 }) {
  const { collection: c, content, resources } = listed;
  const { reference } = useSite();
  const Heading = level === 2 ? "h2" : "h3";
  const line = [counted(resources.length), gradeRangeOf(resources, reference)].filter(Boolean).join(" · ");
  return (
    <li class="card slim leading">
      <Tile subject={areaOf(resources)} />
      <div class="stack near">
        <Heading>
          <a href={collectionAddress(c.id)}>{content.title}</a>
        </Heading>
        <p class="small soft">{line}</p>
        {content.introduction && <p class="lines">{shortened(content.introduction)}</p>}
        <p class="small soft">{maintainersInWords(c, reference.organizations)}</p>
      </div>
    </li>
  );
}

/** The first sentences, up to about two lines. */
function shortened(text: string, most = 180): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 1))}…`;
}

export interface CollectionsShown {
  featured: ListedCollection[];
  others: ListedCollection[];
  /** What this person keeps, drafts too. */
  kept: MaintainedCollection[];
  invited: { collection: Collection; by: string }[];
  mayBegin: boolean;
  mayFeature: boolean;
  next: string | undefined;
  further: boolean;
  said?: string | undefined;
}

export function CollectionsPage(shown: CollectionsShown) {
  const { featured, others, kept, invited } = shown;
  const none = featured.length + others.length + kept.length === 0;
  return (
    <Page
      title="Collections"
      at="collections"
      canonical={COLLECTIONS}
      unlisted={shown.further}
      description={`Open resources chosen, ordered and annotated by ${useSite().settings.state} educators.`}
    >
      <div class="stack far">
        <div class="stack">
          <h1>Collections</h1>
          <p>Resources that belong together, chosen and put in order by educators, with a word on each.</p>
          <FindCollections />
          {shown.said && (
            <Note icon="check_circle" kind="good">
              <p role="status">{shown.said}</p>
            </Note>
          )}
          {shown.mayBegin && (
            <p>
              <a class="usa-button" href={`${COLLECTIONS}/new`}>
                Start a collection
              </a>
            </p>
          )}
        </div>
        {invited.map(({ collection: c, by }) => (
          <Note icon="person" key={c.id}>
            <p>
              <strong>{by} asks you to help maintain a collection:</strong> {c.draft.title}
            </p>
            <p>
              <a href={`${collectionAddress(c.id)}/invitation`}>Look at it, and accept or decline</a>
            </p>
          </Note>
        ))}
        {kept.length > 0 && <Mine kept={kept} />}
        {featured.length > 0 && (
          <section class="stack">
            <div class="row ends">
              <h2>On the home page</h2>
              {shown.mayFeature && <a href={`${COLLECTIONS}/featured`}>Change their order</a>}
            </div>
            <ul class="deck plain">
              {featured.map((l) => (
                <CollectionCard key={l.collection.id} listed={l} />
              ))}
            </ul>
          </section>
        )}
        {others.length > 0 && (
          <section class="stack">
            <h2>{featured.length > 0 || kept.length > 0 ? "More collections" : "All collections"}</h2>
            <ul class="deck plain">
              {others.map((l) => (
                <CollectionCard key={l.collection.id} listed={l} />
              ))}
            </ul>
            {shown.next && (
              <p>
                <a href={`${COLLECTIONS}?after=${shown.next}`}>Older collections</a>
              </p>
            )}
          </section>
        )}
        {none && <p>There is no collection here yet that you can see.</p>}
      </div>
    </Page>
  );
}

/** One that the reader keeps: how much is in it, who sees it, and what is to do. */
export function MaintainedLines({
  kept: { collection: c, resources, gaps },
}: {
  kept: MaintainedCollection;
}) {
  const { reference } = useSite();
  const draft = c.published === undefined;
  const here = collectionAddress(c.id);
  const line = [
    counted(resources.length),
    draft ? "Draft" : `Seen by: ${reachInWords(c.reach, c, reference.organizations)}`,
    !draft && hasChanges(c) && "The draft has changes",
    c.status === "hidden" && "Hidden by a curator",
  ];
  return (
    <div class="stack near">
      <h3>
        <a href={draft ? `${here}/edit` : here}>{c.draft.title}</a>
      </h3>
      <p class="small soft">{line.filter(Boolean).join(" · ")}</p>
      {gaps > 0 && (
        <p class="small leading warn">
          <Icon name="error_outline" />{" "}
          <a href={`${here}/edit`}>
            {gaps === 1 ? "One resource needs a look" : `${gaps} resources need a look`}
            <span class="usa-sr-only"> in {c.draft.title}</span>
          </a>
        </p>
      )}
    </div>
  );
}

function Mine({ kept }: { kept: MaintainedCollection[] }) {
  return (
    <section class="stack">
      <h2>Collections you maintain</h2>
      <ul class="plain stack near">
        {kept.map((k) => (
          <li class="card slim row ends" key={k.collection.id}>
            <MaintainedLines kept={k} />
            <a class="leading" href={`${collectionAddress(k.collection.id)}/edit`}>
              <Icon name="navigate_next" />
              <span>
                Change<span class="usa-sr-only"> {k.collection.draft.title}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
