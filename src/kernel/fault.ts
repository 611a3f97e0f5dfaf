import type * as z from "zod";
import type { Fault } from "./problem.ts";

type Where = NonNullable<Fault["in"]>;

/** What a schema made of what was given: the data, or every fault in words. */
export type ReadWith<T> = { data: T; faults: [] } | { data: undefined; faults: Fault[] };

/** Reads what was sent with a schema. What the schema says itself goes before the words here. */
export function readWith<S extends z.ZodType>(
  schema: S,
  given: unknown,
  where: Where,
): ReadWith<z.output<S>> {
  const read = schema.safeParse(given, { error: where === "query" ? onceInWords : issueInWords });
  if (read.success) return { data: read.data, faults: [] };
  return { data: undefined, faults: read.error.issues.flatMap((issue) => faultsOf(where, issue)) };
}

/** The sentence above a list of faults. */
export const sentenceFor = (faults: Fault[]): string =>
  faults.length === 1
    ? "One thing in the request is wrong."
    : `${faults.length} things in the request are wrong.`;

/** RFC 6901. */
export const pointerOf = (path: PropertyKey[]): string =>
  path.map((part) => `/${String(part).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");

/** So many unknown members are named; nobody reads more. */
const MOST_UNKNOWN = 50;

/** One zod issue as faults: where, what, and how to fix it. */
function faultsOf(where: Where, issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, MOST_UNKNOWN).map((key) => ({
      in: where,
      pointer: pointerOf([...issue.path, key]),
      detail: "is not known here. Remove it",
    }));
  }
  return [{ in: where, pointer: pointerOf(issue.path), detail: issue.message }];
}

const KINDS: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};
const UNITS: Record<string, string> = {
  string: "characters",
  array: "entries",
  set: "entries",
  file: "bytes",
};

/** What zod finds, in words that say how to fix it; undefined leaves it to zod. */
export const issueInWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "is missing";
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`;
    case "too_big":
      return `is too ${sizeOf(issue.origin)}: at most ${issue.maximum}${unitOf(issue.origin)}`;
    case "too_small":
      if (issue.minimum === 1 && UNITS[issue.origin]) return "is empty";
      return `is too ${issue.origin === "string" ? "short" : "small"}: at least ${issue.minimum}${unitOf(issue.origin)}`;
    case "invalid_format":
      return issue.format === "uuid" ? "is not an id" : undefined;
    default:
      return undefined;
  }
};

/** A parameter given twice comes as a list. */
const onceInWords: z.core.$ZodErrorMap = (issue) =>
  issue.code === "invalid_type" && Array.isArray(issue.input)
    ? "was given more than once. Give it once"
    : issueInWords(issue);

const sizeOf = (origin: string) => (origin === "string" ? "long" : "large");
const unitOf = (origin: string) => (UNITS[origin] ? ` ${UNITS[origin]}` : "");
