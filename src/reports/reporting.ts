import { createHmac } from "node:crypto";
import { codesWithin, organizationFor } from "../organizations/membership.ts";
import type { Parts } from "../parts.ts";
import { may } from "../people/may.ts";
import type { Caller } from "../people/person.ts";
import { Problem } from "../problem.ts";
import { readFor } from "../resources/reading.ts";
import type { Change } from "../store.ts";
import { answered, type Report, type ReportKind } from "./report.ts";

const HOUR_MS = 3_600_000;
/** From one address within an hour: a class behind one address can still report what it sees. */
const MOST = 20;

interface Given {
  kind: ReportKind;
  words: string;
  email?: string | undefined;
}

/** Whoever may see a resource may report it, signed in or not. */
export async function report(
  id: string,
  given: Given,
  from: { caller: Caller; address: string },
  { store, clock, newId, config }: Parts,
): Promise<Report> {
  const [resource] = await readFor(id, from.caller, store);
  const key = createHmac("sha256", config.sessionSecret)
    .update(`report\n${from.address}`)
    .digest("base64url");
  if ((await store.accounts.tried(key, HOUR_MS, Date.parse(clock()))) > MOST)
    throw new Problem("too-many", "You have reported a lot within an hour. Thank you; go on a little later.");
  const { kind, words, email } = given;
  const { person } = from.caller;
  const after: Report = {
    id: newId(),
    resource: resource.id,
    organization: resource.organization,
    kind,
    words,
    ...(person ? { by: person.id } : {}),
    ...(email ? { email } : {}),
    at: clock(),
    state: "open",
    revision: 1,
  };
  await store.commit([{ noun: "report", after }], person?.id);
  return after;
}

/** The organization whose reports a curator reads. */
export async function queueFor(code: string, caller: Caller, { store }: Parts): Promise<string[]> {
  const { organizations: tree } = await store.reference();
  const organization = organizationFor(code, "see its queue", { caller, tree });
  return codesWithin(organization.code, tree);
}

/** Closes a report with words. Who asked for an answer is written to in the same commit, and then forgotten. */
export async function answerReport(
  id: string,
  words: string,
  caller: Caller,
  { store, clock, newId }: Parts,
): Promise<Report> {
  const before = await store.reports.get(id);
  const resource = before && (await store.resources.get(before.resource));
  const { organizations: tree } = await store.reference();
  if (!before || !resource || !caller.person || !may(caller, "hide", resource, tree))
    throw new Problem("unknown", "There is no such report.");
  if (before.state === "answered")
    throw new Problem("conflict", "Somebody has answered this report already.");
  const at = clock();
  const after = answered(before, { by: caller.person.id, at, words });
  const changes: Change[] = [{ noun: "report", before, after }];
  if (before.email) {
    const letter = { to: before.email, subject: "Your report to the Open Resource Registry", text: words };
    const mail = { id: newId(), kind: "letter", letter, state: "waiting", tries: 0 } as const;
    changes.push({ noun: "mail", after: { ...mail, nextTry: at, createdAt: at } });
  }
  await store.commit(changes, caller.person.id);
  return after;
}
