import { dateInWords, useSite } from "../../doorway/site.ts";
import { counted } from "../../kernel/words.ts";
import { rulesAddress } from "../../reach/rules/addresses.ts";
import { isWider, REACHES, type Reach, reachesOf } from "../../reach/rules/reach.ts";
import { Select, Words } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import { reviewAddress, subjectAddress } from "../rules/addresses.ts";
import { isOverdue, isUnfinished, type Review } from "../rules/review.ts";
import { PROMISED_DAYS } from "../rules/school-days.ts";
import type { Subject } from "../rules/subject.ts";
import { ReachLadder, useNames } from "./reach-ladder.views.tsx";

/** How far a resource reaches, what waits, and what its owner can do next. */
export interface VisibilityShown {
  subject: Subject;
  /** The offer that waits, or the one decided last. */
  review?: Review;
  /** When it first reached so far. */
  since: Partial<Record<Reach, string>>;
  /** The widest reach that needs nobody's yes. */
  atOnce: Reach;
  owner: boolean;
  /** Curates its place, or one above. */
  curator: boolean;
  now: string;
}

/** "Who can see this": the ladder, where an offer stands and who is to act, and the next rung. */
export function VisibilityCard(p: VisibilityShown) {
  const { subject, review, owner } = p;
  const { as: r } = subject;
  const waits = review && isUnfinished(review) ? review : undefined;
  return (
    <section class="card stack near noprint" aria-labelledby="who">
      <h2 id="who">Who can see this</h2>
      {r.reach === "private" && <p>Only {owner ? "you" : "its owner"}.</p>}
      <ReachLadder {...p} />
      {review && <Offer {...p} review={review} />}
      {owner && !waits && r.status === "active" && <NextRung {...p} />}
      {owner && !waits && r.status === "active" && <Vouching {...p} />}
      <Choosing {...p} />
    </section>
  );
}

/** Where the offer stands, who is to act, since when; and the way to answer. */
function Offer({ review, now, owner }: VisibilityShown & { review: Review }) {
  const { organizations } = useSite().reference;
  const asked = organizations.get(review.organization)?.name ?? review.organization;
  const decision = review.decisions.at(-1);
  const href = reviewAddress(review.id);
  switch (review.state) {
    case "open":
      return (
        <p class={isOverdue(review, now) ? "warn" : undefined}>
          <a href={href}>{asked} is to answer</a>, since {dateInWords(review.offeredAt)}, by{" "}
          {dateInWords(review.dueAt)}.
        </p>
      );
    case "returned":
      return (
        <div class="note stack near">
          <p>
            <strong>{asked} sent it back</strong> on {dateInWords(decision?.at ?? review.changedAt)}.{" "}
            {owner && "It is your turn."}
          </p>
          {decision?.words && <p>“{decision.words}”</p>}
          <p>
            <a href={`${href}#answer`}>Answer and offer it again</a>
          </p>
        </div>
      );
    case "declined":
      return (
        <p>
          <a href={href}>
            {asked} found version {decision?.version} not suitable
          </a>
          . A changed version can be offered.
        </p>
      );
    case "accepted":
      return (
        <p>
          <a href={href}>
            {asked} endorsed version {decision?.version}
          </a>
          .
        </p>
      );
  }
  return null;
}

function NextRung({ subject, atOnce }: VisibilityShown) {
  const { as: r } = subject;
  const names = useNames(r, true);
  const { organizations } = useSite().reference;
  const rungs = reachesOf(organizations.get(r.organization)?.kind ?? "partner");
  const next = rungs.find((rung) => isWider(rung, r.reach));
  if (!next) return null;
  const free = !isWider(next, atOnce);
  return (
    <Form action={`${subjectAddress(subject)}/reach`} class="stack near">
      <HiddenFields values={[["reach", next]]} />
      <button class="usa-button" type="submit">
        {free ? "Share with" : "Offer to"} {names[next].replace(/^E/, "e")}
      </button>
      <p class="small soft">
        {free
          ? "At once, marked not reviewed."
          : `A curator answers within ${counted(PROMISED_DAYS, "school day")}, with reasons.`}
      </p>
    </Form>
  );
}

/** Who can be asked to endorse it as far as it reaches now. */
function Vouching({ subject }: VisibilityShown) {
  const { as: r } = subject;
  const { organizations } = useSite().reference;
  const educator = r.endorsements.filter((e) => e.version === r.published).map((e) => e.organization);
  const asked = [organizations.above(r.organization, "district"), organizations.state].filter(
    (o) => o !== undefined && !educator.includes(o.code),
  );
  if (r.reach === "private" || asked.length === 0) return null;
  return (
    <details class="small">
      <summary>Ask for an endorsement</summary>
      <Form action={`${subjectAddress(subject)}/endorsement`} class="stack near">
        <p>It reaches as far as now. Readers see who endorses it.</p>
        <Select
          id="organization"
          name="organization"
          label="Who should endorse it"
          options={asked.map((o) => ({ value: o?.code ?? "", label: o?.name ?? "" }))}
          chosen={undefined}
        />
        <Words id="vouch" name="message" label="What they should know" rows={2} />
        <button class="usa-button usa-button--outline" type="submit">
          Ask for it
        </button>
      </Form>
    </details>
  );
}

/** Any other reach, wider or narrower. */
function Choosing({ subject, atOnce, owner, curator, review }: VisibilityShown) {
  const { as: r } = subject;
  const names = useNames(r, owner);
  const { organizations } = useSite().reference;
  const waits = review !== undefined && isUnfinished(review);
  const kind = organizations.get(r.organization)?.kind ?? "partner";
  const choices = reachesOf(kind).filter(
    (to) =>
      to !== r.reach &&
      (owner ? !waits || isWider(r.reach, to) : curator && isWider(r.reach, to) && to !== "private"),
  );
  const district = organizations.above(r.organization, "district");
  if (choices.length === 0) return null;
  const options = REACHES.filter((to) => choices.includes(to)).map((to) => ({
    value: to,
    label: `${names[to]}${isWider(to, atOnce) && isWider(to, r.reach) ? ", after a review" : ""}`,
  }));
  return (
    <details class="small">
      <summary>Change who can see it</summary>
      <Form action={`${subjectAddress(subject)}/reach`} class="stack near">
        <Select id="reach" name="reach" label="It should reach" options={options} chosen={undefined} />
        {owner && !waits && <Words name="message" label="Say something to the reviewers" rows={2} />}
        <button class="usa-button usa-button--outline" type="submit">
          Change
        </button>
        {waits && <p class="soft">What is narrowed is no longer offered.</p>}
      </Form>
      {district && (
        <p>
          <a href={rulesAddress(district.code)}>The rules of {district.name}</a>
        </p>
      )}
    </details>
  );
}
