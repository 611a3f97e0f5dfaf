import { Problem } from "../../kernel/problem.ts";
import { reachesOf } from "../../reach/rules/reach.ts";
import { may } from "../../resources/rules/may.ts";
import { homeOf } from "../../resources/rules/place.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Core } from "../../store/core.ts";
import { type Draft, type FormValues, MOST_DRAFTS } from "../rules/draft.ts";
import { usualReach } from "../rules/form-choices.ts";
import { lastChoices, valuesFromDescription } from "../rules/form-values.ts";
import type { ContributionContext } from "./contribute.ts";
import { formAuthorOf } from "./form-author.ts";

/** Keeps what was typed. A form that was shared meanwhile leaves no draft behind. */
export async function saveDraft(
  { id, typed, page }: { id: string; typed: FormValues; page?: Draft["page"] | undefined },
  { store, at }: ContributionContext,
  person: string,
): Promise<Draft> {
  const [before, drafts, shared] = await Promise.all([
    store.drafts.get(id, person),
    store.drafts.of(person),
    store.resources.get(id),
  ]);
  if (!before && drafts.length >= MOST_DRAFTS)
    throw new Problem("conflict", `You keep ${MOST_DRAFTS} drafts. Finish or discard one of them first.`);
  const draft: Draft = {
    id,
    person,
    typed,
    ...(page ? { page } : {}),
    createdAt: before?.createdAt ?? at,
    changedAt: at,
  };
  if (!shared) await store.commit([{ noun: "draft", after: draft }], person);
  return draft;
}

/** A draft of this person that an address names; undefined when it names none. */
export async function requestedDraft(
  id: unknown,
  person: string,
  { store }: Core,
): Promise<Draft | undefined> {
  if (id === undefined) return undefined;
  const found = await store.drafts.get(String(id), person);
  if (!found) throw new Problem("unknown", "There is no such draft.");
  return found;
}

/** What a resource one shared before said, without what makes it that one. */
export async function startedFrom(
  from: unknown,
  by: ContributionContext,
  { store }: Core,
  { organizations }: Reference,
): Promise<FormValues | undefined> {
  const found = from === undefined ? undefined : await store.resources.get(String(from));
  if (!found || !may(by.caller, "edit", found, organizations)) return undefined;
  const {
    title: _title,
    link: _link,
    file: _file,
    educators: _educators,
    summary: _summary,
    ...typed
  } = valuesFromDescription(found.description, found.reach);
  return typed;
}

/** What this person chose last time. */
export async function lastOf(
  person: string,
  { store }: Core,
  { organizations }: Reference,
  { caller }: ContributionContext,
): Promise<FormValues> {
  const [last] = await store.resources.ofPerson(person, 1);
  const who = await formAuthorOf(caller, store);
  const place = organizations.get(homeOf(who?.as ?? caller, organizations));
  const offered = place ? reachesOf(place.kind) : [];
  return { ...(last ? lastChoices(last.description) : {}), reach: [usualReach(last?.reach, offered)] };
}
