import { newSession } from "../../src/people/actions/sign-in.ts";
import { type Visit, visit } from "../support/browser.ts";
import type { TestRegistry } from "../support/registry.ts";

/** This person at a browser, signed in with their second factor. */
export async function signedInAs(registry: TestRegistry, id: string): Promise<Visit> {
  const { store } = registry.parts;
  const person = await store.people.get(id);
  if (!person) throw new Error(`There is no person ${id}`);
  const { session, token } = newSession(person, { address: "", agent: "" }, registry.parts, {
    secondFactor: true,
  });
  await store.commit([{ noun: "session", after: session }]);
  const visitor = visit(registry, { cookie: `session=${token}` });
  // Any page holds the word that forms carry.
  await visitor.open("/account");
  return visitor;
}
