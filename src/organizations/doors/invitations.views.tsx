import { dateInWords, useSite } from "../../doorway/site.ts";
import { stateOfInvitation } from "../../people/rules/invitation.ts";
import { Field, Select } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import { organizationAddress } from "../rules/addresses.ts";
import type { PageShown } from "./views.tsx";

export function Invite({ organization, email, problem }: PageShown) {
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

export function Invitations({ organization, invitations, now }: PageShown) {
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
              <HiddenFields values={[["id", i.id]]} />
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
