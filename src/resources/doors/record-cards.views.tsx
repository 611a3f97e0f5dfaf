import type { PlaceInCollection } from "../../collections/actions/reading.ts";
import { collectionAddress } from "../../collections/rules/addresses.ts";
import { dateInWords, useSite } from "../../doorway/site.ts";
import type { Term } from "../../reference/rules/vocabulary.ts";
import { Icon } from "../../ui/pieces.tsx";
import { resourceAddress } from "../rules/addresses.ts";
import { creditLine, MAY, MUST } from "../rules/credit.ts";
import { type Description, NOT_STATED, type Resource } from "../rules/resource.ts";
import { Fact, FieldFacts } from "./field-facts.views.tsx";

/** The license in plain words: what one may do, what one must do, and the line to put under a copy. */
export function LicenseCard({ description, license }: { description: Description; license: Term }) {
  const may = (license.may ?? []).flatMap((id) => MAY[id] ?? []);
  const must = (license.must ?? []).flatMap((id) => MUST[id] ?? []);
  return (
    <section class="card stack near">
      <h2>What you may do</h2>
      {license.id === NOT_STATED && <p>The source does not say. Linking to it is always fine.</p>}
      <ul class="plain icons stack near">
        {may.map((words) => (
          <li key={words} class="good">
            <Icon name="check" /> <span>{words}</span>
          </li>
        ))}
      </ul>
      {must.length > 0 && (
        <>
          <h3>What you must do</h3>
          <ul class="plain icons stack near">
            {must.map((words) => (
              <li key={words}>
                <Icon name={words === MUST.credit ? "person" : "info"} /> <span>{words}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {license.url && (
        <p class="small">
          <a href={license.url} rel="license noopener">
            {license.label}
          </a>
        </p>
      )}
      <p class="printed small">{creditLine(description, license)}</p>
      <details class="small noprint">
        <summary>Cite or credit it</summary>
        <Copyable id="credit" label="Credit line" text={creditLine(description, license)} rows={4} />
      </details>
    </section>
  );
}

/** Text to take along: selected and copied by hand, or by one button where script runs. */
function Copyable({ id, label, text, rows }: { id: string; label: string; text: string; rows?: number }) {
  return (
    <div class="stack near copyable">
      <label class="small" for={id}>
        {label}
      </label>
      {rows ? (
        <textarea class="usa-textarea" id={id} rows={rows} readOnly value={text} />
      ) : (
        <input class="usa-input" id={id} type="text" readOnly value={text} />
      )}
      <button class="usa-button usa-button--unstyled" type="button" data-copy={id} hidden>
        <Icon name="content_copy" /> Copy<span class="usa-sr-only"> the {label.toLowerCase()}</span>
      </button>
    </div>
  );
}

export const AtAGlance = ({ description }: { description: Description }) => (
  <section class="card stack near">
    <h2>At a glance</h2>
    <dl class="stack near">
      <FieldFacts list="at a glance" description={description} />
    </dl>
  </section>
);

/** Where it stands among others that somebody put together. */
export function InCollections({ collections }: { collections: PlaceInCollection[] }) {
  if (collections.length === 0) return null;
  return (
    <section class="card stack near noprint">
      <h2>In collections</h2>
      <ul class="plain stack near">
        {collections.map(({ collection, title, step, steps }) => (
          <li key={collection.id}>
            <a href={collectionAddress(collection.id)}>{title}</a>{" "}
            <span class="small soft">
              {step} of {steps}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Plain links and fields: nothing is loaded from elsewhere until someone goes there. */
export function PassOn({ resource }: { resource: Resource }) {
  const { publicUrl } = useSite();
  const address = publicUrl + resourceAddress(resource.id);
  const classroom = `https://classroom.google.com/share?url=${encodeURIComponent(resource.description.url ?? address)}`;
  return (
    <section class="card stack near noprint">
      <h2>Pass it on</h2>
      <Copyable id="address" label="Link to this page" text={address} />
      <p>
        <a class="leading" href={classroom} rel="noopener">
          <Icon name="school" /> <span>Send to Google Classroom</span>
        </a>
      </p>
    </section>
  );
}

/** The rest of the record, for those who catalogue or build on it. */
export function FullRecord({ resource: r }: { resource: Resource }) {
  const { reference } = useSite();
  return (
    <details class="card slim noprint">
      <summary>Full record</summary>
      <dl class="stack near">
        <FieldFacts list="full record" description={r.description} />
        <Fact name="Shared by">{reference.organizations.get(r.organization)?.name}</Fact>
        <Fact name="Added">{dateInWords(r.createdAt)}</Fact>
        <Fact name="Last changed">{`${dateInWords(r.changedAt)}, version ${r.published}`}</Fact>
        <Fact name="Number">{r.externalId}</Fact>
        <Fact name="As data">
          <a href={`/api/v1/resources/${r.id}`}>JSON</a>
        </Fact>
      </dl>
    </details>
  );
}
