import type { CollectionChange } from "../../collections/rules/change.ts";
import type { ResourceChange } from "../../resources/rules/change.ts";
import { type Subject, subjectOfCollection, subjectOfResource } from "../rules/subject.ts";

/** What a change makes of its resource or collection, as something to be offered. */
export const asChanged = (change: ResourceChange | CollectionChange): Subject =>
  change.noun === "resource" ? subjectOfResource(change.after) : subjectOfCollection(change.after);
