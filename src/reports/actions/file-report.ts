import { createHmac } from "node:crypto";
import { Problem } from "../../kernel/problem.ts";
import { WINDOWS_MS } from "../../people/rules/attempts.ts";
import type { Caller } from "../../people/rules/person.ts";
import { readFor } from "../../resources/actions/reading.ts";
import type { Core } from "../../store/core.ts";
import type { Report, ReportKind } from "../rules/report.ts";

/** Within an hour, by one person and from one address: a school behind one address can still report what it sees. */
const MOST = { person: 20, address: 60 };

interface Given {
  kind: ReportKind;
  words: string;
  email?: string | undefined;
  notice?: boolean | undefined;
}

/** Whoever may see a resource may report it, signed in or not. */
export async function fileReport(
  id: string,
  given: Given,
  from: { caller: Caller; address: string },
  parts: Core,
): Promise<Report> {
  const { store, clock, newId } = parts;
  const { person } = from.caller;
  const [resource] = await readFor(id, from.caller, store);
  const { kind, words, email, notice = false } = given;
  if (notice && !person)
    throw new Problem("invalid", "The report was not sent.", [
      {
        in: "body",
        pointer: "/notice",
        detail: "needs a key. Leave an e-mail address for the answer instead",
      },
    ]);
  await (person ? throttled(person.id, MOST.person, parts) : throttled(from.address, MOST.address, parts));
  const after: Report = {
    id: newId(),
    resource: resource.id,
    organization: resource.organization,
    kind,
    words,
    ...(person ? { by: person.id } : {}),
    ...(email ? { email } : {}),
    notice,
    at: clock(),
    state: "open",
    revision: 1,
  };
  await store.commit([{ noun: "report", after }], person?.id);
  return after;
}

async function throttled(who: string, most: number, { store, clock, config }: Core): Promise<void> {
  const key = createHmac("sha256", config.sessionSecret).update(`report\n${who}`).digest("base64url");
  if ((await store.accounts.countAttempt(key, WINDOWS_MS.hour, Date.parse(clock()))) > most)
    throw new Problem("too-many", "You have reported a lot within an hour. Thank you; go on a little later.");
}
