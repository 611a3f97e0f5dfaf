import { createHmac } from "node:crypto";
import { Problem } from "../../kernel/problem.ts";
import { WINDOWS_MS } from "../../people/rules/attempts.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Core } from "../../store/core.ts";
import { type Ask, choicesOf, MOST_ASKS } from "../rules/ask.ts";
import { type AskSent, readAskInput } from "../rules/read-ask.ts";
import { asksOf, placeOfAsk } from "./reading.ts";

/** Within an hour, by one person and from one address: a school behind one address can still ask. */
const MOST = { person: 20, address: 40 };

/** Anybody may ask, signed in or not. Curators of the district and of the state read it from here on. */
export async function askForIt(
  sent: AskSent & { tell: boolean },
  from: { caller: Caller; address: string },
  parts: Core,
): Promise<Ask> {
  const { store, clock, newId } = parts;
  const reference = await store.reference();
  const asked = readAskInput(sent, reference);
  const { person } = from.caller;
  await (person ? throttled(person.id, MOST.person, parts) : throttled(from.address, MOST.address, parts));
  if ((await asksOf(from.caller, parts)).length >= MOST_ASKS)
    throw new Problem("conflict", `You have asked for ${MOST_ASKS} things. Take one back first.`);
  const after: Ask = {
    id: newId(),
    ...asked,
    organization: placeOfAsk(from.caller, reference.organizations),
    ...(person ? { by: person.id } : {}),
    tell: person !== undefined && sent.tell,
    at: clock(),
    revision: 1,
  };
  await store.commit([{ noun: "ask", after }], person?.id);
  return after;
}

/** The words and choices in the place of those before. When it was asked stays. */
export async function changeAsk(
  before: Ask,
  sent: AskSent & { tell: boolean },
  { store }: Core,
): Promise<Ask> {
  const asked = readAskInput(sent, await store.reference());
  const open = Object.keys(choicesOf(before));
  const kept = Object.fromEntries(Object.entries(before).filter(([name]) => !open.includes(name))) as Ask;
  const after: Ask = {
    ...kept,
    ...asked,
    tell: before.by !== undefined && sent.tell,
    revision: before.revision + 1,
  };
  await store.commit([{ noun: "ask", before, after }], before.by);
  return after;
}

/** Nobody sees it from here on, and nothing of it is kept. */
export const takeBack = ({ id, by }: Ask, { store }: Pick<Core, "store">): Promise<void> =>
  store.commit([{ noun: "ask-ended", ask: id }], by);

async function throttled(who: string, most: number, { store, clock, config }: Core): Promise<void> {
  const key = createHmac("sha256", config.sessionSecret).update(`ask\n${who}`).digest("base64url");
  if ((await store.accounts.countAttempt(key, WINDOWS_MS.hour, Date.parse(clock()))) > most)
    throw new Problem("too-many", "You have asked for a lot within an hour. Go on a little later.");
}
