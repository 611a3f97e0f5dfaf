import { areaOf, gradeRangeOf } from "../../collections/rules/collection-words.ts";
import { foreign, kindLine } from "../../doorway/display-words.ts";
import { useSite } from "../../doorway/site.ts";
import { Tile } from "../../doorway/tile.views.tsx";
import { counted } from "../../kernel/words.ts";
import type { Mark } from "../../ui/marks.ts";
import { Marks } from "../../ui/pieces.tsx";
import type { QueueItem } from "../actions/queue-rows.ts";
import { reviewAddress } from "../rules/addresses.ts";
import { isOverdue, type Review } from "../rules/review.ts";
import { daysBetween } from "../rules/school-days.ts";
import { titleIn } from "../rules/subject.ts";
import { AssignForm, NameDeputy, ReassignForm } from "./assignment.views.tsx";
import { addressOf, type QueueShown } from "./queue-shown.ts";

export function QueueRow({ waiting: w, queue }: { waiting: QueueItem; queue: QueueShown }) {
  const title = titleIn(w.version);
  const assignment = {
    review: w.review,
    me: queue.me,
    mayDecide: w.mayDecide,
    mayTakeUp: w.mayTakeUp,
    colleagues: queue.curators.filter((c) => !w.theirs.includes(c.id)),
    nameOf: queue.nameOf,
    title,
  };
  const acts = w.review.state === "open" && (w.mayDecide || w.mayTakeUp);
  const isMine = w.review.assignee?.person === queue.me;
  const back = addressOf(queue);
  return (
    <>
      <Tile subject={areaIn(w)} />
      <div class="stack near">
        <QueueGlance waiting={w} now={queue.now} />
        {w.mine && <p class="small soft">You offered this one. Somebody else decides.</p>}
        {acts && (
          <div class="row">
            <ReassignForm {...assignment} back={back} />
            <NameDeputy {...assignment} back={back} />
          </div>
        )}
      </div>
      {acts && <AssignForm {...assignment} {...(isMine ? { back } : {})} />}
    </>
  );
}

/** Title, who offers what kind of thing, and what is special about it. */
export function QueueGlance({ waiting: w, now }: { waiting: QueueItem; now: string }) {
  const { reference } = useSite();
  const place = reference.organizations.get(w.subject.as.organization)?.name;
  const languages = "description" in w.version ? w.version.description.languages : [];
  return (
    <>
      <h2>
        <a href={reviewAddress(w.review.id)} lang={foreign(languages)}>
          {titleIn(w.version)}
        </a>
      </h2>
      <p class="small soft">{[`${w.contributor}, ${place}`, kindOf(w)].join(" · ")}</p>
      <Marks marks={[...reviewMarks(w.review, now, w.assignee), ...specialMarks(w)]} />
    </>
  );
}

function kindOf({ version, held }: QueueItem): string {
  const { reference } = useSite();
  if ("description" in version) return kindLine(version.description, reference);
  return ["Collection", counted(held.length), gradeRangeOf(held, reference)].filter(Boolean).join(" · ");
}

export const areaIn = ({ version, held }: QueueItem): string | undefined =>
  "description" in version ? version.description.subjects[0] : areaOf(held);

const specialMarks = ({ similar, changes }: QueueItem): Mark[] => [
  ...(changes === undefined ? [] : [{ icon: "edit", words: counted(changes, "change") }]),
  ...(similar ? [{ icon: "content_copy", words: `Looks like one from ${similar}`, warn: true }] : []),
];

/** What it stands at, and how long it has waited. */
export function reviewMarks(r: Review, now: string, assignee?: string): Mark[] {
  const days = daysBetween(r.offeredAt, now);
  const late = isOverdue(r, now);
  const waits =
    days === 0 ? "Offered today" : `Waiting ${counted(days, "day")}${late ? ", longer than we promise" : ""}`;
  const decision = r.decisions.at(-1);
  return [
    ...(r.state === "open" ? [{ icon: "schedule", words: waits, warn: late }] : []),
    ...(r.state === "returned" ? [{ icon: "arrow_back", words: "Sent back, with its contributor" }] : []),
    ...(r.state === "accepted" ? [{ icon: "verified", words: "Endorsed", good: true }] : []),
    ...(r.state === "declined" ? [{ icon: "close", words: "Not suitable" }] : []),
    ...(r.state === "open" && decision
      ? [{ icon: "info", words: `Version ${r.version}, after it was sent back` }]
      : []),
    ...(r.previous ? [{ icon: "verified", words: "The district has endorsed it", good: true }] : []),
    ...(assignee && r.state === "open" ? [{ icon: "person", words: `Taken by ${assignee}` }] : []),
  ];
}
