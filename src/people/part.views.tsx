import type { ComponentChildren } from "preact";
import type { Problem } from "../problem.ts";
import type { Account } from "./account.ts";
import type { Identity } from "./identity.ts";
import type { Key } from "./key.ts";
import type { Membership, Person } from "./person.ts";
import type { Provider } from "./provider.ts";
import type { Session } from "./session.ts";

export interface AccountShown {
  person: Person;
  session: Session;
  account: Account | undefined;
  memberships: Membership[];
  sessions: Session[];
  keys: Key[];
  /** Sign-ins of districts that open this account. */
  identities: { id: string; identity: Identity }[];
  providers: Provider[];
  owesSecondFactor: boolean;
  now: string;
  problem?: Problem | undefined;
}

export function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
