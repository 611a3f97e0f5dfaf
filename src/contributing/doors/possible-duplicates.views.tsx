import { kindLine } from "../../doorway/display-words.ts";
import { useSite } from "../../doorway/site.ts";
import { Tile } from "../../doorway/tile.views.tsx";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Description } from "../../resources/rules/resource.ts";
import { firstValue } from "../rules/typed-values.ts";
import type { DetailsShown } from "./views.tsx";

/** "Already in the registry?", before it is shared twice. */
export function PossibleDuplicates({ shown }: { shown: DetailsShown }) {
  const { reference } = useSite();
  return (
    <section class="card stack" id="alike" tabIndex={-1} aria-labelledby="alike-title">
      <h2 id="alike-title">Is it this one?</h2>
      <p>
        Something in the registry looks the same. You can add your standards to it instead of sharing it
        twice.
      </p>
      <ul class="plain stack">
        {shown.similar.map((r) => (
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
      {shown.asksAboutSimilar ? (
        <button class="usa-button" type="submit" name="different" value="yes">
          It is different: share mine
        </button>
      ) : (
        firstValue(shown.typed, "different") && <input type="hidden" name="different" value="yes" />
      )}
    </section>
  );
}

const lineOf = (d: Description, kind: string) => [kind, d.publisher || d.author].filter(Boolean).join(" · ");
