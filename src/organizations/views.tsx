import type { KeptAuditEntry } from "../people/audit.ts";
import { type Invitation, stateOfInvitation } from "../people/invitation.ts";
import type { Membership, Person, Role } from "../people/person.ts";
import type { Problem } from "../problem.ts";
import { curriculaAddress, organizationAddress, queueAddress, rulesAddress } from "../web/addresses.ts";
import { Field, Select } from "../web/field.views.tsx";
import { ErrorSummary, Form, Kept } from "../web/form.tsx";
import { Page } from "../web/layout.tsx";
import { type Crumb, Crumbs, Note } from "../web/pieces.tsx";
import { useSite } from "../web/site.ts";
import { dateInWords } from "../web/words.ts";
import type { Organization } from "./organization.ts";

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

interface PageShown extends OrganizationShown {
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

function Waiting({ organization, waiting, me }: PageShown) {
  return (
    <section class="card stack" aria-labelledby="waiting">
      <h2 id="waiting">
        Waits for you<span class="count">{waiting.length}</span>
      </h2>
      {waiting.length === 0 && <p class="soft">Nobody waits to be confirmed.</p>}
      <ul class="plain stack near">
        {waiting.map((b) => (
          <li class="row ends" key={b.person.id + b.membership.organization}>
            <Who {...b} />
            {b.person.id !== me && (
              <span class="row">
                <Act to="members" within={organization} about={b} as="member" words="Confirm" strong />
                <Act to="members/remove" within={organization} about={b} words="Not one of us" />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Name, address and place of a member. */
function Who({ person, membership }: Belonging) {
  const place = useSite().reference.organizations.get(membership.organization)?.name;
  return (
    <span>
      <b>{person.name}</b>
      {person.demo && " (demo)"}, {membership.role === "curator" ? "curator" : "member"} of {place}
      {person.email && <span class="soft small"> {person.email}</span>}
    </span>
  );
}

interface ActProps {
  to: "members" | "members/remove" | "members/deactivate";
  within: Organization;
  about: Belonging;
  as?: Role;
  words: string;
  strong?: boolean;
}

/** One button about one member. Its name says who, so that a list of buttons can be told apart. */
function Act({ to, within, about: { person, membership }, as, words, strong }: ActProps) {
  const said: [string, string][] = [
    ["person", person.id],
    ["organization", membership.organization],
    ...(as ? [["role", as] satisfies [string, string]] : []),
  ];
  return (
    <Form action={`${organizationAddress(within.code)}/${to}`} class="inline">
      <Kept values={said} />
      <button class={`usa-button usa-button--${strong ? "outline" : "unstyled"}`} type="submit">
        {words}
        <span class="usa-sr-only">: {person.name}</span>
      </button>
    </Form>
  );
}

function Members(p: PageShown) {
  return (
    <section class="card stack" aria-labelledby="members" tabIndex={-1}>
      <h2 id="members">Members</h2>
      <MemberList {...p} list={p.members} />
      {p.members.length === 0 && <p class="soft">Nobody is confirmed here yet.</p>}
      {p.below.length > 0 && (
        <details>
          <summary>In the schools below ({p.below.length})</summary>
          <MemberList {...p} list={p.below} />
        </details>
      )}
    </section>
  );
}

function MemberList({ organization, list, curator, mayDeactivate, me }: PageShown & { list: Belonging[] }) {
  return (
    <ul class="plain stack near">
      {list.map((b) => {
        const other = b.membership.role === "curator" ? "member" : "curator";
        const acts = curator && b.person.id !== me;
        return (
          <li class="row ends" key={b.person.id + b.membership.organization}>
            <Who {...b} />
            {acts && (
              <span class="row">
                <Act to="members" within={organization} about={b} as={other} words={`Make ${other}`} />
                <Act to="members/remove" within={organization} about={b} words="Remove" />
                {mayDeactivate && (
                  <Act to="members/deactivate" within={organization} about={b} words="Deactivate" />
                )}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Invite({ organization, email, problem }: PageShown) {
  const tree = useSite().reference.organizations;
  const places = [organization, ...tree.children(organization.code)];
  return (
    <section class="card stack" aria-labelledby="invite">
      <h2 id="invite">Invite somebody</h2>
      <Form action={`${organizationAddress(organization.code)}/invitations`}>
        <Field name="email" label="E-mail address" type="email" value={email} faults={problem?.faults} />
        <Select
          id="invite-to"
          name="organization"
          label="Where they belong"
          options={places.map((o) => ({ value: o.code, label: o.name }))}
          chosen={organization.code}
        />
        <Select
          id="invite-as"
          name="role"
          label="What they are there"
          options={[
            { value: "member", label: "Member: shares, and sees what is shared there" },
            { value: "curator", label: "Curator: also confirms, reviews and invites" },
          ]}
          chosen="member"
        />
        <button class="usa-button" type="submit">
          Send the invitation
        </button>
      </Form>
    </section>
  );
}

function Invitations({ organization, invitations, now }: PageShown) {
  const tree = useSite().reference.organizations;
  const open = invitations.filter((i) => stateOfInvitation(i, now) === "open");
  if (open.length === 0) return null;
  return (
    <section class="card stack" aria-labelledby="invited">
      <h2 id="invited">Invited, not here yet</h2>
      <ul class="plain stack near">
        {open.map((i) => (
          <li class="row ends" key={i.id}>
            <span>
              {i.email}, {i.role} of {tree.get(i.organization)?.name}, until {dateInWords(i.expiresAt)}
            </span>
            <Form action={`${organizationAddress(organization.code)}/invitations/withdraw`} class="inline">
              <Kept values={[["id", i.id]]} />
              <button class="usa-button usa-button--unstyled" type="submit">
                Withdraw<span class="usa-sr-only"> the invitation of {i.email}</span>
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}

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

/** Who did what to whom, newest first. Nobody can change it. */
export function AuditPage({
  entries,
  nameOf,
  next,
}: {
  entries: KeptAuditEntry[];
  nameOf: (id: string) => string;
  next: number | undefined;
}) {
  const tree = useSite().reference.organizations;
  return (
    <Page title="Audit trail" unlisted>
      <div class="stack">
        <h1>Audit trail</h1>
        <p>
          Accounts, memberships, roles, keys and sessions: who did what to whom, newest first. Nobody can
          change it.
        </p>
        <ul class="plain stack near">
          {entries.map((e) => (
            <li class="card slim" key={e.seq}>
              <b>{e.what}</b>
              {e.person && <>: {nameOf(e.person)}</>}
              {e.role && `, ${e.role}`}
              {e.organization && `, ${tree.get(e.organization)?.name ?? e.organization}`}
              <span class="soft small">
                {" "}
                by {nameOf(e.by)}, <time dateTime={e.at}>{timeInWords(e.at)}</time>
              </span>
              {e.thing && <span class="soft small number"> {e.thing}</span>}
            </li>
          ))}
        </ul>
        {next && (
          <p>
            <a href={`/audit?before=${next}`}>Older</a>
          </p>
        )}
      </div>
    </Page>
  );
}

const timeInWords = (at: string) =>
  new Date(at).toLocaleString("en-US", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: "America/New_York",
  });
