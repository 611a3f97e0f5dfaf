import { Page } from "../../doorway/layout.tsx";
import { counted } from "../../kernel/words.ts";
import { searchAddress } from "../../search/rules/addresses.ts";
import { Icon } from "../../ui/pieces.tsx";
import type { ListedCollection } from "../actions/reading.ts";
import { COLLECTIONS } from "../rules/addresses.ts";
import { CollectionCard } from "./list.views.tsx";
import { FindCollections } from "./search-box.views.tsx";

interface FoundShown {
  words: string;
  listed: ListedCollection[];
  total: number;
  /** False where none is about all of the words: these have some of them. */
  about: boolean;
}

/** Collections that were searched for, best first. */
export function CollectionsFoundPage({ words, listed, total, about }: FoundShown) {
  const title = total === 0 ? "No collection yet" : counted(total, "collection");
  return (
    <Page title={`${words}: ${title}`} at="collections" unlisted>
      <div class="stack">
        <h1>{title}</h1>
        <FindCollections words={words} />
        {total > 0 && !about && (
          <p>
            No collection is about all of <strong>{words}</strong>. These have some of it.
          </p>
        )}
        {total > listed.length && <p class="soft">The first {listed.length}.</p>}
        <ul class="deck plain">
          {listed.map((l) => (
            <CollectionCard key={l.collection.id} listed={l} level={2} />
          ))}
        </ul>
        <p>
          <a href={searchAddress({ words })}>Search resources for “{words}”</a>
        </p>
        <p>
          <a class="leading" href={COLLECTIONS}>
            <Icon name="arrow_back" /> <span>All collections</span>
          </a>
        </p>
      </div>
    </Page>
  );
}
