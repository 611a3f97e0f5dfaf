import { createHmac, timingSafeEqual } from "node:crypto";
import type { Config } from "../../kernel/config.ts";
import { Problem } from "../../kernel/problem.ts";
import { newAccount } from "../../people/rules/account.ts";
import type { Store } from "../../store/store.ts";

type Secret = Pick<Config, "sessionSecret">;

const seal = (person: string, { sessionSecret }: Secret) =>
  createHmac("sha256", sessionSecret).update(`unsubscribe\n${person}`).digest("base64url");

/** Goes into every mail: it ends them, and allows nothing else. */
export const unsubscribeAddress = (person: string, config: Pick<Config, "publicUrl" | "sessionSecret">) =>
  `${config.publicUrl}/unsubscribe/${person}.${seal(person, config)}`;

/** The person this token of a mail is for. */
export function personOfToken(token: string, config: Secret): string {
  const [person = "", given = ""] = token.split(".", 2);
  const [right, shown] = [Buffer.from(seal(person, config)), Buffer.from(given)];
  if (right.length === shown.length && timingSafeEqual(right, shown)) return person;
  throw new Problem("unknown", "There is nothing at this address.");
}

/** No more mails of notices. They go on standing on the page of notices. */
export async function unsubscribe(person: string, store: Store): Promise<void> {
  const before = await store.accounts.of(person);
  if (before?.mail === "none" || !(await store.people.get(person))) return;
  const after = { ...(before ?? newAccount(person)), mail: "none" as const };
  await store.commit([{ noun: "account", before, after }], person);
}
