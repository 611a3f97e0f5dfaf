import { fieldDeclaration } from "./fields/fields.ts";
import type { Description } from "./resource.ts";

/**
 * Whether a reviewer looked at it: changing such a field is more than a correction
 * (docs/decisions/0002-immutable-versions-two-pointers.md).
 */
const isReviewed = (field: keyof Description): boolean => fieldDeclaration(field).reviewed === true;

/** The fields in which two descriptions differ. */
export function changedFields(a: Description, b: Description): (keyof Description)[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Description>;
  return [...names].filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}

/** What differs, with what it was and what it is. */
export const differenceOf = (before: Description, now: Description) =>
  changedFields(before, now).map((field) => ({ field, before: before[field], now: now[field] }));

export const sameDescription = (a: Description, b: Description) => changedFields(a, b).length === 0;

/** A small correction: words that are not title or summary, and tags. It keeps an endorsement. */
export const isSmall = (a: Description, b: Description) => !changedFields(a, b).some(isReviewed);

/** What changed from `before` to `after`, made in a third description as well. */
export function carryOver(before: Description, after: Description, into: Description): Description {
  const changed = changedFields(before, after).map((name) => [name, after[name]]);
  return { ...into, ...Object.fromEntries(changed) };
}
