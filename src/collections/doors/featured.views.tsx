import { Form, HiddenFields } from "../../ui/form.tsx";
import { Note } from "../../ui/pieces.tsx";
import type { ListedCollection } from "../actions/reading.ts";
import { COLLECTIONS, collectionAddress } from "../rules/addresses.ts";
import { Frame } from "./frame.views.tsx";

export interface FeaturedShown {
  listed: ListedCollection[];
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
                <HiddenFields
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
