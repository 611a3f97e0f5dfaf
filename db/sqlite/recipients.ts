import type { MailChoice } from "../../src/people/rules/account.ts";
import type { Curating, Recipient } from "../../src/people/rules/facts.ts";
import type { Sqlite } from "../driver.ts";

interface Row {
  person: string;
  address: number;
  choice: MailChoice | null;
}

const toRecipient = ({ person, address, choice }: Row): Recipient => ({
  person,
  address: address === 1,
  ...(choice === null ? {} : { choice }),
});

const RECIPIENT = "p.id as person, coalesce(p.email, '') <> '' as address, a.mail as choice";

/** An organization and those above it, near to far, each with its active curators. */
const CURATORS = `with recursive above (code, parent, steps) as (
    select code, parent, 0 from organizations where code = ?
    union all
    select o.code, o.parent, steps + 1 from organizations o join above on o.code = above.parent
  )
  select above.code as organization, ${RECIPIENT}
  from above
  left join memberships m on m.organization = above.code and m.role = 'curator' and m.confirmed
  left join people p on p.id = m.person and p.active
  left join accounts a on a.person = p.id
  order by steps, m.rowid`;

/** Who may have to hear of something. Plain statements: every commit of reviews asks. */
export function recipientLoaders(sqlite: Sqlite) {
  const byIds = sqlite.prepare(
    `select ${RECIPIENT} from json_each(?) given
     join people p on p.id = given.value left join accounts a on a.person = p.id order by given.key`,
  );
  const byAddresses = sqlite.prepare(
    `select ${RECIPIENT} from json_each(?) given
     join people p on p.email = given.value and p.active
     left join accounts a on a.person = p.id order by given.key`,
  );
  const upwards = sqlite.prepare(CURATORS);
  return {
    recipients: (ids: string[]) => (byIds.all(JSON.stringify(ids)) as Row[]).map(toRecipient),
    recipientsAt: (addresses: string[]) =>
      (byAddresses.all(JSON.stringify(addresses)) as Row[]).map(toRecipient),
    curators(organization: string): Curating[] {
      const found = new Map<string, Recipient[]>();
      for (const row of upwards.all(organization) as (Row & {
        organization: string;
        person: string | null;
      })[]) {
        const curators = found.get(row.organization) ?? [];
        found.set(row.organization, row.person === null ? curators : [...curators, toRecipient(row)]);
      }
      return [...found].map(([code, curators]) => ({ organization: code, curators }));
    },
  };
}
