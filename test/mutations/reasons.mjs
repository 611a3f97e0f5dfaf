const BEFORE = "whoever comes here was asked the same before, at the door";

/** Mutants that change nothing anybody could see, and why: `answer` is what the question is answered with. */
export const REASONS = [
  [
    "src/collections/actions/reading.ts",
    'mayOnCollection(caller, "see", c, organizations)',
    "true",
    "the store was asked with the same rule; what a page shows is asked twice",
  ],
  ["src/collections/rules/co-curators.ts", 'mayOnCollection(caller, "answer its invitation"', "true", BEFORE],
  ["src/collections/rules/hide.ts", 'mayOnCollection(caller, "see"', "true", BEFORE],
  ["src/collections/rules/lifecycle.ts", 'mayOnCollection(actor.caller, "edit"', "true", BEFORE],
  ["src/collections/rules/publish.ts", 'mayOnCollection(caller, "publish"', "true", BEFORE],
  ["src/collections/rules/refusals.ts", 'mayOnCollection(caller, "see"', "true", BEFORE],
  [
    "src/contributing/actions/claim-alignment.ts",
    'may(caller, "add an alignment"',
    "true",
    "who belongs nowhere has no place to speak from, and is refused for that",
  ],
  ["src/erasing/rules/erasure.ts", 'may(caller, "erase"', "true", BEFORE],
  [
    "src/organizations/doors/pages.tsx",
    'mayIn(caller, "see who waits and who is below"',
    "true",
    "what is done about a member is asked once more in `members.ts`",
  ],
  ["src/resources/rules/actor.ts", 'may(actor.caller, "see"', "true", BEFORE],
  [
    "src/resources/rules/removal.ts",
    'may(caller, "hide"',
    "true",
    "who curates no organization above it has no level to hide it for",
  ],
  [
    "src/reviews/actions/reading.ts",
    'may(caller, "narrow", r, tree)',
    "true",
    "the table says of narrowing what it says of editing, which is asked beside it",
  ],
  [
    "src/reviews/actions/reading.ts",
    'may(caller, "narrow", r, tree)',
    "false",
    "the table says of narrowing what it says of editing, which is asked beside it",
  ],
  ["src/reviews/rules/assign.ts", 'mayInReview(caller, "read"', "true", BEFORE],
  ["src/reviews/rules/comment.ts", 'mayInReview(caller, "comment"', "true", BEFORE],
  [
    "src/reviews/rules/may.ts",
    "isCuratorOf(caller, o.code)",
    "false",
    "districts and the state are asked; above a district there is only the state",
  ],
  ["src/reviews/rules/offer.ts", 'mayInReview(caller, "read"', "true", BEFORE],
];

export const reasonOf = ({ file, asked }, answer) =>
  REASONS.find(([where, words, of]) => where === file && asked.startsWith(words) && of === answer)?.[3];
