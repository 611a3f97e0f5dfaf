import { dateInWords, useSite } from "../../doorway/site.ts";
import { type Reach, reachesOf, widthOf } from "../../reach/rules/reach.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { Icon } from "../../ui/pieces.tsx";
import { isOverdue, isUnfinished, type Review } from "../rules/review.ts";
import { daysBetween } from "../rules/school-days.ts";
import type { VisibilityShown } from "./visibility-card.views.tsx";

type Rungs = Pick<VisibilityShown, "subject" | "now"> & {
  review?: Review | undefined;
  since?: VisibilityShown["since"];
};

/** Everyone whom each reach of a resource of this place reaches. */
export const useNames = (r: Resource, mine: boolean): Record<Reach, string> => {
  const { organizations } = useSite().reference;
  return {
    private: mine ? "Only me" : "Its owner",
    school: organizations.above(r.organization, "school")?.name ?? "Its school",
    district: organizations.above(r.organization, "district")?.name ?? "Its district",
    state: "Every educator of the state",
    public: "Everyone",
  };
};

/** Each rung with who decided, or what is missing. */
export function ReachLadder({ subject: { as: r }, review, since = {}, now }: Rungs) {
  const { organizations } = useSite().reference;
  const names = useNames(r, false);
  const rungs = reachesOf(organizations.get(r.organization)?.kind ?? "partner").slice(1);
  const waits = review && isUnfinished(review) ? review : undefined;
  return (
    <ol class="ladder plain">
      {rungs.map((rung) => {
        const done = widthOf(rung) <= widthOf(r.reach);
        const asked = !done && waits !== undefined && widthOf(rung) <= widthOf(waits.goal.reach);
        const state = done ? "done" : asked ? "now" : "next";
        const at = since[rung];
        return (
          <li key={rung} class={state} aria-current={state === "now" ? "step" : undefined}>
            <span class="dot">
              <Icon name={ICON[state]} />
            </span>
            <div>
              <strong>
                <span class="usa-sr-only">{SAID[state]}</span>
                {names[rung]}
              </strong>
              <p class="small soft">
                {done && (at ? `Since ${dateInWords(at)}` : "Reached")}
                {asked && rung !== waits?.goal.reach && "Comes with the answer"}
                {asked &&
                  rung === waits?.goal.reach &&
                  whereItIs(waits, organizations.get(waits.organization)?.name ?? "", now)}
                {state === "next" && "Not asked for yet"}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

const ICON = { done: "check", now: "schedule", next: "remove" };

const SAID = { done: "Done: ", now: "Now: ", next: "Not yet: " };

function whereItIs(review: Review, asked: string, now: string): string {
  if (review.state === "returned") return `${asked} sent it back to its contributor`;
  const days = daysBetween(review.offeredAt, now);
  return `${asked} is reviewing, ${days === 0 ? "since today" : `day ${days + 1}`}${isOverdue(review, now) ? ", longer than promised" : ""}`;
}
