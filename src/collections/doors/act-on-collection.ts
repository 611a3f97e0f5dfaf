import type * as z from "zod";
import type { RequestContext } from "../../doorway/endpoint.ts";
import { writerOf } from "../../http/declared.ts";
import { etagOf } from "../../http/etag.ts";
import { mustMatch } from "../../http/if-match.ts";
import type { Caller } from "../../people/rules/person.ts";
import { type Actor, actorOf } from "../../resources/rules/actor.ts";
import type { Change } from "../../store/change.ts";
import type { Store } from "../../store/store.ts";
import { readDraft, readFor, visibleContents } from "../actions/reading.ts";
import type { Collection } from "../rules/collection.ts";
import { mayOnCollection } from "../rules/may.ts";
import { CollectionBody, represent } from "../rules/representation.ts";

/** What this caller is shown: the published version, or the draft. */
export async function viewOf(c: Collection, caller: Caller, store: Store, draft: boolean) {
  const reference = await store.reference();
  if (!mayOnCollection(caller, "edit", c, reference.organizations))
    return represent(c, { held: await visibleContents(c.content ?? c.draft, caller, store) }, reference);
  const wantsDraft = draft || c.content === undefined;
  const { held, gaps } = await readDraft(c, caller, store);
  const seen = wantsDraft ? held : await visibleContents(c.content ?? c.draft, caller, store);
  return represent(c, { held: seen, kept: { gaps, draft: wantsDraft } }, reference);
}

/** To the letter as it leaves: an ETag is of what was sent. */
const written = writerOf(CollectionBody);
const textOf = (view: z.input<typeof CollectionBody>) => written(view);

export const STALE_SENTENCE =
  "It was changed in the meantime, or you read something else. Read it again (`draft=yes`) and change that.";

export async function representWithEtag(c: Collection, caller: Caller, store: Store, draft = false) {
  const body = await viewOf(c, caller, store, draft);
  return { body, headers: { ETag: etagOf(textOf(body)) } };
}

/** What every change is asked with. */
export type CollectionRequest = Pick<RequestContext<unknown, unknown, unknown>, "caller" | "at" | "ifMatch">;

export async function actOnCollection(
  id: string,
  { caller, at, ifMatch }: CollectionRequest,
  store: Store,
  how: (c: Collection, by: Actor) => Promise<Change[]>,
) {
  const [before, reference] = await readGuarded(id, caller, ifMatch, store);
  const done = await how(before, actorOf({ caller, at }, reference));
  if (done.length > 0) await store.commit(done, caller.person?.id);
  const after = done.find((c) => c.noun === "collection")?.after ?? before;
  return { status: 200 as const, ...(await representWithEtag(after, caller, store)) };
}

/**
 * The collection as the caller last saw it. Both views carry its revision; a whole draft is replaced only by
 * those who read the draft, because the published view leaves out what readers do not find.
 */
export async function readGuarded(
  id: string,
  caller: Caller,
  ifMatch: string | undefined,
  store: Store,
  views = [false, true],
) {
  const read = await readFor(id, caller, store);
  const shown = await Promise.all(views.map((draft) => viewOf(read[0], caller, store, draft)));
  mustMatch(ifMatch, shown.map(textOf), STALE_SENTENCE);
  return read;
}
