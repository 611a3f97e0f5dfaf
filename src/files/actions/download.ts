import { Problem } from "../../kernel/problem.ts";
import { mayInRegistry } from "../../people/rules/may.ts";
import type { Caller } from "../../people/rules/person.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { mayInReview } from "../../reviews/rules/may.ts";
import { subjectOfResource } from "../../reviews/rules/subject.ts";
import type { Store } from "../../store/store.ts";
import { type KeptFile, mayBeDownloaded, type NamedFile } from "../rules/file.ts";

/** The file for this caller, and the name to give it under. What they may not have is as if it did not exist. */
export async function fileFor(
  hash: string,
  caller: Caller,
  store: Store,
): Promise<{ file: KeptFile; name: string }> {
  const unknown = new Problem("unknown", "There is no such file.");
  const file = /^[0-9a-f]{64}$/.test(hash) ? await store.files.get(hash) : undefined;
  if (!file || file.state === "infected") throw unknown;
  const mine = caller.person && (await store.files.uploadBy(hash, caller.person.id));
  const named = mine ?? (await nameIn(hash, caller, store));
  if (!named) throw unknown;
  if (!mayBeDownloaded(file))
    throw new Problem(
      "unavailable",
      "This file is still being checked for viruses. Try again in a few minutes.",
    );
  return { file, name: named.name };
}

/** Always as a download, never as a page of ours, whatever it is. */
export function fileHeaders(file: KeptFile, name: string): Record<string, string> {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return {
    "Content-Type": file.type,
    "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-cache",
    ETag: `"${file.hash}"`,
  };
}

/** The first resource that lets the caller have it. */
async function nameIn(hash: string, caller: Caller, store: Store): Promise<NamedFile | undefined> {
  const { organizations } = await store.reference();
  for (const r of await store.resources.many(await store.files.resourcesWith(hash))) {
    const asked = await isReviewer(r, caller, store);
    if (!asked && !may(caller, "see", r, organizations)) continue;
    const insider = asked || may(caller, "see its proposal", r, organizations);
    const named =
      (r.description.files ?? []).find((f) => f.hash === hash) ??
      (insider ? await proposed(hash, r, store) : undefined);
    const educator = insider || mayInRegistry(caller, "open files for educators", organizations);
    if (named && (!named.educatorsOnly || educator)) return named;
  }
  return undefined;
}

/** Whoever reviews it opens its files too, also while it is nobody else's to see. */
async function isReviewer(r: Resource, caller: Caller, store: Store): Promise<boolean> {
  const { organizations } = await store.reference();
  const waiting = await store.reviews.unfinished([r.id]);
  return waiting.some((v) =>
    mayInReview(caller, "open its files", { review: v, subject: subjectOfResource(r) }, organizations),
  );
}

async function proposed(hash: string, r: Resource, store: Store): Promise<NamedFile | undefined> {
  const version = r.proposed === undefined ? undefined : await store.resources.version(r.id, r.proposed);
  return version?.description.files?.find((f) => f.hash === hash);
}
