import { Sections } from "../../collections/doors/sections.views.tsx";
import { COLLECTIONS, collectionAddress } from "../../collections/rules/addresses.ts";
import { type Collection, type Content, entriesOf, hasChanges } from "../../collections/rules/collection.ts";
import {
  collectionMarks,
  gradeRangeOf,
  maintainersInWords,
  reachInWords,
  togetherInWords,
} from "../../collections/rules/collection-words.ts";
import { Page } from "../../doorway/layout.tsx";
import { useSite } from "../../doorway/site.ts";
import { counted } from "../../kernel/words.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { VisibilityShown } from "../../reviews/doors/visibility-card.views.tsx";
import { Crumbs, Marks, Note } from "../../ui/pieces.tsx";
import { Rail } from "./collection-cards.views.tsx";

/** A collection as a reader sees it. */
export interface CollectionShown {
  collection: Collection;
  /** Without what this reader does not find. */
  content: Content;
  held: Map<string, Resource>;
  /** Where the co-curators teach. */
  places: string[];
  /** Set for those who keep it. */
  maintainer?: { gaps: number };
  /** Set for state staff: whether it stands on the home page. */
  featured?: boolean;
  mayHide: boolean;
  /** For those who keep it and curators: how far it reaches, and what can be done about it. */
  visibility?: VisibilityShown;
  /** Set where it is not the version that readers see. */
  version?: number;
  said?: string | undefined;
}

export function CollectionPage(shown: CollectionShown) {
  const { collection: c, content, held } = shown;
  const { reference } = useSite();
  const resources = entriesOf(content).flatMap((e) => held.get(e.resource) ?? []);
  const grades = gradeRangeOf(resources, reference);
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
              <strong>{maintainersInWords(c, reference.organizations)}</strong>
              <span class="soft">{togetherInWords(shown.places)}</span>
            </p>
            <Marks
              marks={[
                ...collectionMarks(c, reference),
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

/** What only those who keep it need to know, above the page that everyone sees. */
function KeepersNote({ shown }: { shown: CollectionShown }) {
  const { collection: c, maintainer: keeper, said } = shown;
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
            <a href={`${collectionAddress(c.id)}/versions/${c.proposed}`}>Version {c.proposed}</a> waits for
            approval. {c.published === undefined ? "Nobody sees it yet." : "Readers see the one before."}
          </p>
        )}
      </Note>
    </div>
  );
}
