import { useSite } from "../../doorway/site.ts";
import type { Role } from "../../people/rules/person.ts";
import { Form, HiddenFields } from "../../ui/form.tsx";
import { organizationAddress } from "../rules/addresses.ts";
import type { Organization } from "../rules/organization.ts";
import type { Belonging, PageShown } from "./views.tsx";

export function Waiting({ organization, waiting, me }: PageShown) {
  return (
    <section class="card stack" aria-labelledby="waiting">
      <h2 id="waiting">
        Waiting for you<span class="count">{waiting.length}</span>
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
      <HiddenFields values={said} />
      <button class={`usa-button usa-button--${strong ? "outline" : "unstyled"}`} type="submit">
        {words}
        <span class="usa-sr-only">: {person.name}</span>
      </button>
    </Form>
  );
}

export function Members(p: PageShown) {
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
