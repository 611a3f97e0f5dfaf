import type { Caller } from "../../people/rules/person.ts";
import type { Store } from "../../store/store.ts";
import type { NoticeDefinition } from "../rules/kind.ts";
import { NOTICES, type Notice } from "../rules/notice.ts";
import type { InView } from "../rules/readable.ts";
import { viewFor } from "./load-view.ts";

/** A notice as its person may read it now. */
export interface ReadableNotice {
  notice: Notice;
  /** One plain sentence. */
  words: string;
  /** Path of the page where one goes on. */
  address: string;
}

/** Who a person is now, as they would call: for what is shown or sent without them asking. */
export async function callerFor(id: string, { people }: Pick<Store, "people">): Promise<Caller | undefined> {
  const person = await people.get(id);
  if (!person?.active) return undefined;
  const memberships = (await people.memberships(id)).filter((m) => m.confirmed);
  return { person, memberships };
}

/**
 * What of these notices this caller may still see, with the words of today. Everything is read and checked
 * again: whoever has lost sight of a thing is told nothing of it, not even that there is a notice
 * (docs/decisions/0006-what-one-may-not-see-does-not-exist.md).
 */
export async function readableNotices(
  caller: Caller,
  notices: Notice[],
  store: Store,
): Promise<ReadableNotice[]> {
  const view = await viewFor(caller, notices, store);
  return notices.flatMap((notice) => inWords(notice, view) ?? []);
}

function inWords(notice: Notice, view: InView): ReadableNotice | undefined {
  const { what, about } = notice;
  const kind: NoticeDefinition = NOTICES[what];
  const leads = kind.readable(about, view);
  if (!leads) return undefined;
  const code = about.organization ?? "";
  const place = leads.place ?? view.reference.organizations.get(code)?.name ?? code;
  const it = leads.title === undefined ? "" : `“${leads.title}”`;
  return { notice, words: kind.sentence(it, place), address: leads.address };
}
