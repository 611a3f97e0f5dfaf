import { actorOf } from "../../resources/rules/actor.ts";
import { type Assignment, assign } from "../rules/assign.ts";
import { curatorsFor, reviewFor } from "./reading.ts";
import type { ReviewContext } from "./review-context.ts";

export async function assignFor(id: string, given: Assignment, by: ReviewContext) {
  const read = await reviewFor(id, by.caller, by.store);
  const curators = await curatorsFor(read.subject.as.organization, by.store);
  const change = assign(read.review, read.subject, given, curators, actorOf(by, read.reference));
  await by.store.commit([change], by.caller.person?.id);
}
