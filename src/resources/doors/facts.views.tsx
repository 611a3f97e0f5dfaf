import type { ComponentChildren } from "preact";
import type { PlaceInCollection } from "../../collections/actions/reading.ts";
import { collectionAddress } from "../../collections/rules/addresses.ts";
import { useSite } from "../../doorway/site.ts";
import { dateInWords, durationInWords, listed } from "../../kernel/words.ts";
import type { Term, VocabularyId } from "../../reference/rules/vocabulary.ts";
import { filterAddress } from "../../search/rules/addresses.ts";
import { gradesInWords, labelsOf, languagesInWords } from "../../standards/rules/labels.ts";
import { Icon } from "../../ui/pieces.tsx";
import { resourceAddress } from "../rules/addresses.ts";
import { creditLine, MAY, MUST } from "../rules/credit.ts";
import { type Description, NOT_STATED, type Resource } from "../rules/resource.ts";

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

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children || (Array.isArray(children) && children.length === 0)) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const sentence = (words: string[]) => {
  const text = listed(
    words.map((w, i) =>
      i === 0 || /^[A-Z]{2}|^[A-Z].*[A-Z]/.test(w) ? w : w.charAt(0).toLowerCase() + w.slice(1),
    ),
  );
  return text || undefined;
};

export function AtAGlance({ description: d }: { description: Description }) {
  const { reference } = useSite();
  const say = (id: VocabularyId, values: string[]) => sentence(labelsOf(id, values, reference));
  return (
    <section class="card stack near">
      <h2>At a glance</h2>
      <dl class="stack near">
        <Fact name="Languages">{listed(languagesInWords(d.languages, reference))}</Fact>
        <Fact name="Grades">{gradesInWords(d.grades, reference)}</Fact>
        <Fact name="Time">{durationInWords(d.timeRequired)}</Fact>
        <Fact name="Format">{say("format", d.formats)}</Fact>
        <Fact name="On paper">
          {d.printable !== undefined && (d.printable ? "Can be printed" : "Not made for printing")}
        </Fact>
        <Fact name="You need">{d.materials}</Fact>
        <Fact name="For">{say("audience", d.audiences)}</Fact>
        <Fact name="Good for">{say("use", d.uses)}</Fact>
        <Fact name="Learning">{say("dimension", d.dimensions)}</Fact>
        <Fact name="Students choose">{say("choice", d.choices)}</Fact>
        <Fact name="Where">{say("setting", d.settings)}</Fact>
        <Fact name="Access">{say("accessibility-feature", d.accessibility.features)}</Fact>
        <Fact name="Senses needed">{say("access-mode", d.accessibility.modes)}</Fact>
        <Fact name="Take care">{say("accessibility-hazard", d.accessibility.hazards)}</Fact>
        <Fact name="How proven">{d.maturity && say("maturity", [d.maturity])}</Fact>
      </dl>
    </section>
  );
}

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
  const { topic, subject, curriculum, interest } = reference.vocabularies;
  const d = r.description;
  const links = (facet: "topic" | "subject" | "curriculum" | "interest", ids: string[]) =>
    ids.map((id, i) => (
      <span key={id}>
        {i > 0 && ", "}
        <a href={filterAddress({ [facet]: [id] })}>
          {{ topic, subject, curriculum, interest }[facet].labelOf(id)}
        </a>
      </span>
    ));
  return (
    <details class="card slim noprint">
      <summary>Full record</summary>
      <dl class="stack near">
        <Fact name="Address">
          {d.url && (
            <a href={d.url} rel="noopener">
              {d.url}
            </a>
          )}
        </Fact>
        <Fact name="Author">{d.author}</Fact>
        <Fact name="Publisher">{d.publisher}</Fact>
        <Fact name="Content areas">{links("subject", d.subjects)}</Fact>
        <Fact name="Topics">{links("topic", d.topics)}</Fact>
        <Fact name="Keywords">{d.keywords.join(", ")}</Fact>
        <Fact name="Culture, place and interest">{links("interest", d.interests)}</Fact>
        <Fact name="Goes with">{links("curriculum", d.curricula)}</Fact>
        <Fact name="Evidence">
          {d.evidence && (
            <a href={d.evidence} rel="noopener">
              {d.evidence}
            </a>
          )}
        </Fact>
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
