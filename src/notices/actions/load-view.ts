import { placeOf } from "../../collections/rules/collection.ts";
import type { Caller } from "../../people/rules/person.ts";
import { subjectsOf, versionsOf } from "../../reviews/actions/load-subject.ts";
import type { Review } from "../../reviews/rules/review.ts";
import { titleIn } from "../../reviews/rules/subject.ts";
import type { Store } from "../../store/store.ts";
import type { Notice } from "../rules/notice.ts";
import type { NoticeSubject } from "../rules/notice-subject.ts";
import type { InView, ReviewInView } from "../rules/readable.ts";

/** Everything these notices are about, as it is at this moment: each thing is read once, those of a noun together. */
export async function viewFor(caller: Caller, notices: Notice[], store: Store): Promise<InView> {
  const ids = (of: keyof NoticeSubject) => [...new Set(notices.flatMap(({ about }) => about[of] ?? []))];
  const erased = notices.flatMap(({ what, about }) => (what === "erased" ? (about.resource ?? []) : []));
  const [reference, resources, collections, reviews, reports, asks, imports, erasures] = await Promise.all([
    store.reference(),
    store.resources.many(ids("resource")),
    store.collections.many(ids("collection")),
    store.reviews.many(ids("review")),
    store.reports.many(ids("report")),
    store.asks.many(ids("ask")),
    store.imports.many(ids("import")),
    store.erasures.many(erased),
  ]);
  const inviters = collections.flatMap((c) => placeOf(caller, c)?.invitedBy ?? []);
  return {
    caller,
    reference,
    resources: byId(resources),
    collections: byId(collections),
    reviews: await reviewsInView(reviews, store),
    reports: byId(reports),
    asks: byId(asks),
    imports: byId(imports),
    erasures: new Map(erasures.map((erasure) => [erasure.resource, erasure])),
    names: await store.people.names(inviters),
  };
}

const byId = <T extends { id: string }>(things: T[]) => new Map(things.map((thing) => [thing.id, thing]));

async function reviewsInView(reviews: Review[], store: Store): Promise<Map<string, ReviewInView>> {
  const [subjects, versions] = await Promise.all([subjectsOf(reviews, store), versionsOf(reviews, store)]);
  return new Map(
    reviews.flatMap((review) => {
      const [subject, version] = [subjects.get(review.id), versions.get(review.id)];
      return subject && version ? [[review.id, { review, subject, title: titleIn(version) }] as const] : [];
    }),
  );
}
