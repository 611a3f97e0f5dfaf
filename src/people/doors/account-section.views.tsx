import type { ComponentChildren } from "preact";
import type { Problem } from "../../kernel/problem.ts";
import type { Provider } from "../../kernel/provider.ts";
import type { Account } from "../rules/account.ts";
import type { Identity } from "../rules/identity.ts";
import type { Key } from "../rules/key.ts";
import type { Membership, Person } from "../rules/person.ts";
import type { Session } from "../rules/session.ts";

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

export function AccountSection({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
