/** The kinds of an expected "no". Anything that is not a Problem is a bug. */
export type ProblemKind =
  | "invalid"
  | "unknown"
  | "gone"
  | "forbidden"
  | "conflict"
  | "stale"
  | "unguarded"
  | "signed-out"
  | "too-many"
  | "too-large"
  | "unsupported"
  | "unavailable";

/** One thing wrong with what was sent: where, what, and how to fix it. */
export interface Fault {
  /** JSON pointer (RFC 6901) into the body, or into the query, path or headers as `in` says. */
  pointer: string;
  in?: "body" | "query" | "path" | "header";
  detail: string;
  /** The nearest valid values, best first. */
  nearest?: string[];
}

/** An expected "no": a kind, a sentence for a person, and every fault found. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly faults: Fault[];
  /** Further members of the RFC 9457 answer, such as a tombstone. */
  readonly more: Record<string, unknown>;

  constructor(kind: ProblemKind, sentence: string, faults: Fault[] = [], more: Record<string, unknown> = {}) {
    super(sentence);
    this.name = "Problem";
    this.kind = kind;
    this.faults = faults;
    this.more = more;
  }
}
