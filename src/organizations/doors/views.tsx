import { Page } from "../../doorway/layout.tsx";
import { useSite } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import type { Invitation } from "../../people/rules/invitation.ts";
import type { Membership, Person } from "../../people/rules/person.ts";
import { rulesAddress } from "../../reach/rules/addresses.ts";
import { curriculaAddress } from "../../reference/rules/addresses.ts";
import { queueAddress } from "../../reviews/rules/addresses.ts";
import { ErrorSummary } from "../../ui/form.tsx";
import { type Crumb, Crumbs, Note } from "../../ui/pieces.tsx";
import { organizationAddress } from "../rules/addresses.ts";
import type { Organization } from "../rules/organization.ts";
import { Invitations, Invite } from "./invitations.views.tsx";
import { Members, Waiting } from "./members.views.tsx";

export interface Belonging {
  person: Person;
  membership: Membership;
}

export interface OrganizationShown {
  organization: Organization;
  /** The reader's own id. */
  me: string | undefined;
  curator: boolean;
  mayRead: boolean;
  mayDeactivate: boolean;
  members: Belonging[];
  /** Members of the organizations below, for curators. */
  below: Belonging[];
  waiting: Belonging[];
  invitations: Invitation[];
  now: string;
}

export interface PageShown extends OrganizationShown {
  said?: string | undefined;
  remark?: string;
  email?: string;
  problem?: Problem;
}

const KINDS = { state: "State", district: "District", school: "School", partner: "Partner" };

/** An organization: where it stands, and to those within it, who belongs to it. */
export function OrganizationPage(p: PageShown) {
  const { organization: o } = p;
  return (
    <Page title={o.name} canonical={organizationAddress(o.code)}>
      <Crumbs crumbs={crumbsOf(o, useSite().reference.organizations.path(o.code))} />
      <div class="stack measure">
        <h1>{o.name}</h1>
        <p class="soft">
          {KINDS[o.kind]}
          {o.grades && o.grades.length > 0 && `, grades ${o.grades[0]} to ${o.grades.at(-1)}`}
        </p>
        {p.said && (
          <Note icon="check_circle" kind="good">
            <p role="status">{p.said}</p>
            {p.remark && <p class="small">{p.remark}</p>}
          </Note>
        )}
        {p.problem && <ErrorSummary sentence={p.problem.message} faults={p.problem.faults} />}
        {(o.kind === "district" || o.kind === "state") && (
          <p class="row">
            {p.curator && <a href={queueAddress(o.code)}>What waits for a review</a>}
            <a href={rulesAddress(o.code)}>Rules for sharing</a>
            <a href={curriculaAddress(o.code)}>Curricula</a>
          </p>
        )}
        {p.curator && <Waiting {...p} />}
        {p.mayRead && <Members {...p} />}
        {p.curator && <Invite {...p} />}
        {p.curator && <Invitations {...p} />}
        <Below organization={o} />
      </div>
    </Page>
  );
}

const crumbsOf = (o: Organization, path: Organization[]): Crumb[] =>
  path.toReversed().map((above) => ({
    words: above.name,
    ...(above.code === o.code ? {} : { href: organizationAddress(above.code) }),
  }));

function Below({ organization }: { organization: Organization }) {
  const children = useSite().reference.organizations.children(organization.code);
  if (children.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="below">
      <h2 id="below">{organization.kind === "state" ? "Districts and partners" : "Schools"}</h2>
      <ul class="plain row">
        {children
          .toSorted((a, b) => a.name.localeCompare(b.name, "en"))
          .map((o) => (
            <li key={o.code}>
              <a class="chip" href={organizationAddress(o.code)}>
                {o.name}
              </a>
            </li>
          ))}
      </ul>
    </section>
  );
}
