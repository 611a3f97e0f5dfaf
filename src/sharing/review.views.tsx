import type { Fault } from "../problem.ts";
import { AtAGlance, Rights } from "../resources/rail.views.tsx";
import { queueAddress, resourceAddress, reviewAddress } from "../web/addresses.ts";
import { ErrorSummary, Form, Kept, Select } from "../web/form.tsx";
import { Page } from "../web/layout.tsx";
import { Crumbs, Icon, Levels, Note, Statement, Tile } from "../web/pieces.tsx";
import { useSite } from "../web/site.ts";
import { dateInWords, foreign, kindLine, levelsOf, licenseOf } from "../web/words.ts";
import { DecisionForm, type Typed } from "./deciding.views.tsx";
import { Difference } from "./difference.views.tsx";
import { Words } from "./fields.views.tsx";
import { marksOf } from "./queue.views.tsx";
import type { ReviewShown } from "./reading.ts";
import { isUnfinished } from "./review.ts";
import type { Rubric } from "./rubric.ts";
import { Ladder } from "./standing.views.tsx";
import { Decided, Talk } from "./talk.views.tsx";

export interface ReviewPageShown {
  shown: ReviewShown;
  rubric: Rubric | undefined;
  typed: Typed;
  wrong?: { sentence: string; faults: Fault[] } | undefined;
  said?: string | undefined;
  me: string;
  now: string;
}

/** One offer: who asks for what, what changed, the record as readers would see it, and the answer. */
export function ReviewPage(p: ReviewPageShown) {
  const { shown, rubric, wrong } = p;
  const { review, resource, party, version } = shown;
  const { organizations } = useSite().reference;
  const asked = organizations.get(review.organization)?.name ?? review.organization;
  const { title, languages } = version.description;
  const mine = party === "contributor";
  const decides = party === "reviewer";
  return (
    <Page title={`${wrong ? "Error: " : ""}Review: ${title}`} unlisted>
      <Crumbs
        crumbs={[
          decides
            ? { words: `Waiting for ${asked}`, href: queueAddress(review.organization) }
            : { words: resource.description.title, href: resourceAddress(resource.id) },
          { words: decides ? title : `Offer to ${asked}` },
        ]}
      />
      <div class="stack">
        <div class="stack near">
          <h1 lang={foreign(languages)}>{title}</h1>
          <p class="soft">{whoAsks(shown, organizations)}</p>
        </div>
        {wrong && <ErrorSummary {...wrong} />}
        {p.said && (
          <Note icon="check_circle" kind="good">
            <p role="status">{p.said}</p>
          </Note>
        )}
        <div class="split">
          <div class="stack far">
            <Answering {...p} />
            {shown.since && (
              <section class="stack" aria-labelledby="changed">
                <h2 id="changed">What changed since version {shown.since.version}</h2>
                <Difference since={shown.since} version={version.number} />
              </section>
            )}
            <Before {...shown} />
            <Record {...shown} />
            {shown.mayDecide && review.state === "open" && rubric && (
              <DecisionForm shown={shown} rubric={rubric} typed={p.typed} faults={wrong?.faults ?? []} />
            )}
            <Talk {...shown} />
          </div>
          <div class="stack">
            <Standing {...p} />
            <Checked {...shown} />
            {!mine && isUnfinished(review) && <NotForYou {...p} />}
            <Happened {...shown} />
          </div>
        </div>
      </div>
    </Page>
  );
}

const REACH_WORDS = {
  private: "an endorsement",
  school: "its school",
  district: "all of the district",
  state: "every educator of the state",
  public: "everyone",
};

function whoAsks(
  { review, resource, nameOf, party }: ReviewShown,
  tree: ReturnType<typeof useSite>["reference"]["organizations"],
) {
  const place = tree.get(resource.organization)?.name ?? "";
  const who = party === "contributor" ? "You offer" : `${nameOf(review.by)}, ${place}, offers`;
  const what =
    review.goal.reach === resource.reach
      ? "this for an endorsement"
      : `this to ${REACH_WORDS[review.goal.reach]}`;
  const returned = review.decisions.findLast((d) => d.outcome === "returned");
  const after = returned ? `, after it was sent back on ${dateInWords(returned.at)}` : "";
  return `${who} ${what}. Version ${review.version}${after}.`;
}

/** What the contributor says with it, and, when it came back, the way to answer. */
function Answering({ shown: { review, party, resource, rubrics, nameOf } }: ReviewPageShown) {
  const returned = review.state === "returned" ? review.decisions.at(-1) : undefined;
  return (
    <>
      {review.message && (
        <Note icon="person">
          <p>“{review.message}”</p>
        </Note>
      )}
      {returned && party === "contributor" && (
        <section class="stack" aria-labelledby="answer">
          <h2 id="answer">It came back to you</h2>
          <Decided decision={returned} rubrics={rubrics} nameOf={nameOf} />
          <p>
            Change <a href={resourceAddress(resource.id)}>{resource.description.title}</a> if it needs it,
            then offer it again. It keeps its place in the queue.
          </p>
          <Form action={`${reviewAddress(review.id)}/resubmission`} class="card stack">
            <Words name="message" label="What you did, or why not" />
            <button class="usa-button" type="submit">
              Offer it again
            </button>
          </Form>
        </section>
      )}
    </>
  );
}

/** Decided before: by the organization asked first, and by this one. */
function Before({ previous, review, rubrics, nameOf, party }: ReviewShown) {
  const waitsForThem = review.state === "returned" && party === "contributor";
  const own = waitsForThem ? review.decisions.slice(0, -1) : review.decisions;
  const decisions = [...(previous?.decisions ?? []), ...own];
  if (decisions.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="before">
      <h2 id="before">What was decided</h2>
      {decisions.map((d) => (
        <Decided key={d.at} decision={d} rubrics={rubrics} nameOf={nameOf} />
      ))}
    </section>
  );
}

/** The resource as its readers would see it. */
function Record({ version, reference }: ReviewShown) {
  const d = version.description;
  const items = [...new Set(d.alignments.map((a) => a.item))].flatMap(
    (id) => reference.standards.item(id) ?? [],
  );
  return (
    <section class="stack" aria-labelledby="record">
      <h2 id="record">As readers will see it</h2>
      <div class="card stack">
        <p class="row soft">
          <Tile subject={d.subjects[0]} />
          <span>{kindLine(d, reference)}</span>
        </p>
        <p class="named" lang={foreign(d.languages)}>
          {d.title}
        </p>
        <Levels ids={levelsOf(d)} />
        {d.summary && <p>{d.summary}</p>}
        {d.url && (
          <p class="row">
            <a href={d.url} rel="noopener nofollow">
              Open it <Icon name="launch" />
            </a>
            <span class="small soft">{d.url}</span>
          </p>
        )}
        {items.map((item) => (
          <Statement key={item.id} item={item} />
        ))}
      </div>
      <div class="deck">
        <Rights description={d} license={licenseOf(d, reference)} />
        <AtAGlance description={d} />
      </div>
    </section>
  );
}

function Standing({ shown, now }: ReviewPageShown) {
  const { review, resource, nameOf, party } = shown;
  const assignee = review.assignee && nameOf(review.assignee.person);
  return (
    <section class="card stack near" aria-labelledby="reach">
      <h2 id="reach">Where it stands</h2>
      <Ladder resource={resource} review={review} since={shown.reached} now={now} />
      <ul class="plain icons stack near small">
        {marksOf(review, now, assignee).map((m) => (
          <li key={m.words}>
            <Icon name={m.icon} /> <span>{m.words}</span>
          </li>
        ))}
      </ul>
      {review.state === "open" && <p class="small soft">An answer is due by {dateInWords(review.dueAt)}.</p>}
      {party === "contributor" && isUnfinished(review) && (
        <Form action={`${reviewAddress(review.id)}/withdrawal`} class="row">
          <button class="usa-button usa-button--unstyled" type="submit">
            Take the offer back
          </button>
        </Form>
      )}
    </section>
  );
}

const RESULT = {
  good: { icon: "check", class: "good" },
  look: { icon: "info", class: undefined },
  missing: { icon: "error_outline", class: "warn" },
};

function Checked({ checks }: ReviewShown) {
  return (
    <section class="card stack near" aria-labelledby="checks">
      <h2 id="checks">We checked</h2>
      <ul class="plain icons stack near">
        {checks.map((c) => (
          <li key={c.id} class={RESULT[c.result].class}>
            <Icon name={RESULT[c.result].icon} />
            <span>
              {c.says}
              {c.resources?.map((r) => (
                <span key={r.id}>
                  {" "}
                  <a href={resourceAddress(r.id)}>{r.title}</a>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Take it, put it back, hand it on, name a deputy. */
function NotForYou({ shown, me }: ReviewPageShown) {
  const { review, mayDecide, mayTakeUp, colleagues, nameOf } = shown;
  if (!mayDecide && !mayTakeUp) return null;
  const action = `${reviewAddress(review.id)}/assignee`;
  const seen: [string, string] = ["revision", String(review.revision)];
  const isMine = review.assignee?.person === me;
  const others = colleagues.filter((c) => c.id !== me).map((c) => ({ value: c.id, label: c.name }));
  return (
    <section class="card stack near" aria-labelledby="hands">
      <h2 id="hands">{isMine ? "Not for you?" : "In whose hands"}</h2>
      {review.assignee && !isMine && (
        <p>
          {nameOf(review.assignee.person)} has it since {dateInWords(review.assignee.at)}.
        </p>
      )}
      <Form action={action} class="row">
        <Kept values={[seen, ...(isMine ? [] : [["person", me] as [string, string]])]} />
        <button class="usa-button usa-button--outline" type="submit">
          {isMine ? "Put back in the queue" : review.assignee || mayTakeUp ? "Take it over" : "Take it"}
        </button>
      </Form>
      {mayDecide && others.length > 0 && (
        <details class="small">
          <summary>Hand to a colleague</summary>
          <Form action={action} class="stack near">
            <Kept values={[seen]} />
            <Select
              id="person"
              name="person"
              label="Colleague"
              options={others}
              chosen={review.assignee?.person}
            />
            <Words name="note" label="A note for them" rows={2} />
            <button class="usa-button usa-button--outline" type="submit">
              Hand over
            </button>
          </Form>
        </details>
      )}
      {isMine && others.length > 0 && (
        <details class="small">
          <summary>Name a deputy</summary>
          <Form action={action} class="stack near">
            <Kept values={[seen, ["person", me]]} />
            <Select
              id="deputy"
              name="deputy"
              label="May decide in your place"
              options={[{ value: "", label: "Nobody" }, ...others]}
              chosen={review.deputy}
            />
            <button class="usa-button usa-button--outline" type="submit">
              Save
            </button>
          </Form>
        </details>
      )}
    </section>
  );
}

function Happened({ events, nameOf }: ReviewShown) {
  return (
    <details class="card small">
      <summary>What happened</summary>
      <ol class="plain stack near">
        {events.map((e) => (
          <li key={e.at + e.what}>
            {dateInWords(e.at)}: {e.what}
            {e.version !== undefined && ` (version ${e.version})`}, {nameOf(e.by)}
            {e.person && ` → ${nameOf(e.person)}`}
            {e.note && `: “${e.note}”`}
          </li>
        ))}
      </ol>
    </details>
  );
}
