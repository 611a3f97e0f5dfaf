import { COLLECTIONS, collectionAddress } from "../../collections/rules/addresses.ts";
import { type Collection, hasChanges } from "../../collections/rules/collection.ts";
import { ItemLink } from "../../doorway/item-link.views.tsx";
import { useSite } from "../../doorway/site.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { VisibilityCard } from "../../reviews/doors/visibility-card.views.tsx";
import { Field } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import type { CollectionShown } from "./page.views.tsx";

/** Standards named beside the collection; more are counted. */
const COVERED = 8;

export function Rail({ shown, resources }: { shown: CollectionShown; resources: Resource[] }) {
  const { collection: c, maintainer: keeper, featured } = shown;
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
          <a href={`${here}/curators`}>Maintain it together</a>
        </div>
      )}
      {shown.visibility && <VisibilityCard {...shown.visibility} />}
      {featured !== undefined && c.reach === "public" && c.status === "active" && (
        <Form action={`${COLLECTIONS}/featured`} class="noprint">
          <HiddenFields
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
        <HiddenFields values={[["do", "show"]]} />
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
