import { Problem } from "../kernel/problem.ts";
import { etagOf, namesTag } from "./etag.ts";

/** How the ETag is described in answers of what is changed with `If-Match`. */
export const ETAG = { ETag: "Names what you were shown; send it back as If-Match when you change it" };

/**
 * The caller says which state it changes: 428 when it does not, 412 with `stale` when what it names is none of
 * these states, each as it is written out for readers.
 */
export function mustMatch(ifMatch: string | undefined, states: string[], stale: string): void {
  if (ifMatch === undefined)
    throw new Problem("unguarded", "Send If-Match with the ETag you read, so that nobody's change is lost.", [
      { in: "header", pointer: "/If-Match", detail: "is missing. Read it and send its ETag" },
    ]);
  if (!states.some((state) => namesTag(ifMatch, etagOf(state)))) throw new Problem("stale", stale);
}
