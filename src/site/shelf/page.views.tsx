import type { ComponentChildren } from "preact";
import type { MaintainedCollection } from "../../collections/actions/reading.ts";
import { MaintainedLines } from "../../collections/doors/list.views.tsx";
import { COLLECTIONS } from "../../collections/rules/addresses.ts";
import type { ShownClaim } from "../../contributing/actions/claim-alignment.ts";
import { ClaimLine } from "../../contributing/doors/claim.views.tsx";
import type { Draft } from "../../contributing/rules/draft.ts";
import { foreign, kindLine, levelsOf } from "../../doorway/display-words.ts";
import { Page } from "../../doorway/layout.tsx";
import { Levels } from "../../doorway/level.views.tsx";
import { SaveButton } from "../../doorway/save.views.tsx";
import { dateInWords, useSite } from "../../doorway/site.ts";
import { Tile } from "../../doorway/tile.views.tsx";
import type { Person } from "../../people/rules/person.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { ShelfStatus } from "../../shelf/rules/status.ts";
import { Form } from "../../ui/form.tsx";
import { Icon, Note } from "../../ui/pieces.tsx";

interface ShelfShown {
  person: Person;
  places: string[];
  resources: { resource: Resource; stand: ShelfStatus }[];
  drafts: Draft[];
  /** What others say of this person's resources, to be answered. */
  claims: { resource: Resource; claims: ShownClaim[] }[];
  /** Collections they keep. */
  maintained: MaintainedCollection[];
  /** True once somebody has confirmed where they belong. */
  mayBegin: boolean;
  saved: Resource[];
  /** How many saved ones are not there any more. */
  gone: number;
  /** What was shared a moment ago. */
  said: { resource: Resource; asked: string | undefined } | undefined;
}

export function ShelfPage(shown: ShelfShown) {
  const { person, places, resources: stands, drafts, claims, saved, maintained: kept } = shown;
  const empty = stands.length + drafts.length + saved.length + kept.length === 0;
  return (
    <Page title="My shelf" at="shelf" unlisted>
      <div class="stack far">
        <div class="row ends">
          <div class="stack near">
            <h1>My shelf</h1>
            <p class="soft">{[person.name, ...places].join(", ")}</p>
          </div>
          <a class="usa-button" href="/share">
            Share a resource
          </a>
        </div>
        {shown.said && <JustShared {...shown.said} />}
        {empty && <p>Nothing here yet. Save a resource or share one.</p>}
        {stands.length + drafts.length > 0 && (
          <section class="stack near">
            <h2>What I shared</h2>
            <ul class="plain stack near">
              {drafts.map((d) => (
                <DraftLine key={d.id} draft={d} />
              ))}
              {stands.map((s) => (
                <OwnLine key={s.resource.id} {...s} />
              ))}
            </ul>
          </section>
        )}
        {claims.length > 0 && <Offered claims={claims} />}
        <Collections maintained={shown.maintained} mayBegin={shown.mayBegin} />
        <SavedOnes saved={saved} gone={shown.gone} />
      </div>
    </Page>
  );
}

const REACHED = {
  private: "It is on your shelf. Only you see it.",
  school: "Your school can see it now.",
  district: "Your district can see it now.",
  state: "Every educator in the state can see it now.",
  public: "Everyone can see it now.",
};

function JustShared({ resource: r, asked }: { resource: Resource; asked: string | undefined }) {
  return (
    <Note icon="check_circle" kind="good">
      <p>
        <strong>
          {r.reach === "private" ? "Kept" : "Shared"}:{" "}
          <a href={resourceAddress(r.id)}>{r.description.title}</a>
        </strong>
      </p>
      <p>
        {REACHED[r.reach]}
        {asked && ` ${asked} has been asked to look at it, so that it can go further.`}
      </p>
    </Note>
  );
}

/** One resource: what it is, what else there is to say, and beside it what can be done. */
function Line({
  resource: r,
  beside,
  children,
}: {
  resource: Resource;
  beside: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <li class="card hit">
      <Tile subject={r.description.subjects[0]} />
      <div class="row ends">
        <div class="stack near">
          <h3>
            <a href={resourceAddress(r.id)} lang={foreign(r.description.languages)}>
              {r.description.title}
            </a>
          </h3>
          <p class="small soft">{kindLine(r.description, useSite().reference)}</p>
          {children}
        </div>
        {beside}
      </div>
    </li>
  );
}

function OwnLine({ resource: r, stand }: { resource: Resource; stand: ShelfStatus }) {
  const act = (
    <a class="small" href={stand.act.href}>
      {stand.act.words}
      <span class="usa-sr-only">: {r.description.title}</span>
    </a>
  );
  return (
    <Line resource={r} beside={act}>
      <p class={`small leading ${stand.tone ?? "soft"}`}>
        <Icon name={stand.icon} /> <span>{stand.words}</span>
      </p>
    </Line>
  );
}

function DraftLine({ draft }: { draft: Draft }) {
  const title = draft.typed.title?.[0] || "No title yet";
  return (
    <li class="card hit">
      <Tile subject={draft.typed.subject?.[0]} />
      <div class="row ends">
        <div class="stack near">
          <h3>
            <a href={`/share/new?draft=${draft.id}`}>{title}</a>
          </h3>
          <p class="small leading soft">
            <Icon name="edit" /> <span>Draft of {dateInWords(draft.changedAt)}. Only you see it</span>
          </p>
        </div>
        <div class="row small">
          <a href={`/share/new?draft=${draft.id}`}>
            Continue<span class="usa-sr-only">: {title}</span>
          </a>
          <Form action={`/share/drafts/${draft.id}/end`} class="inline">
            <button class="usa-button usa-button--unstyled small" type="submit">
              Discard<span class="usa-sr-only"> {title}</span>
            </button>
          </Form>
        </div>
      </div>
    </li>
  );
}

function Offered({ claims }: Pick<ShelfShown, "claims">) {
  return (
    <section class="stack near">
      <h2>What others say of mine</h2>
      {claims.map(({ resource, claims: said }) => (
        <div key={resource.id} class="stack near">
          <h3>
            <a href={resourceAddress(resource.id)}>{resource.description.title}</a>
          </h3>
          <ul class="plain stack near">
            {said.map((c) => (
              <ClaimLine key={c.id} claim={c} owns back="/shelf" />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Collections({ maintained: kept, mayBegin }: Pick<ShelfShown, "maintained" | "mayBegin">) {
  return (
    <section class="stack near">
      <div class="row ends">
        <h2>My collections</h2>
        {mayBegin && <a href={`${COLLECTIONS}/new`}>New collection</a>}
      </div>
      {kept.length === 0 ? (
        <p class="soft">
          None yet. <a href={COLLECTIONS}>See what others put together</a>
        </p>
      ) : (
        <ul class="deck plain">
          {kept.map((k) => (
            <li class="card" key={k.collection.id}>
              <MaintainedLines kept={k} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SavedOnes({ saved, gone }: Pick<ShelfShown, "saved" | "gone">) {
  if (saved.length + gone === 0) return null;
  return (
    <section class="stack near">
      <h2>Saved</h2>
      <ul class="plain stack near">
        {saved.map((r) => (
          <Line key={r.id} resource={r} beside={<SaveButton id={r.id} title={r.description.title} remove />}>
            <Levels ids={levelsOf(r.description)} />
          </Line>
        ))}
      </ul>
      {gone > 0 && (
        <p class="small soft">
          {gone === 1 ? "One saved resource is" : `${gone} saved resources are`} no longer there.
        </p>
      )}
    </section>
  );
}
