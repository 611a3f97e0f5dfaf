import { Page } from "../../doorway/layout.tsx";
import { dateInWords, useSite } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import { type Provider, sameIssuer } from "../../kernel/provider.ts";
import { Field } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import type { FoundSignIn } from "../actions/link-identity.ts";
import type { Identity } from "../rules/identity.ts";
import { AccountSection } from "./account-section.views.tsx";
import { WrongEntry } from "./sign-in.views.tsx";

interface IdentitiesShown {
  identities: { id: string; identity: Identity }[];
  providers: Provider[];
}

/** Which sign-ins of districts open this account, and which others could. */
export function Identities({ identities, providers }: IdentitiesShown) {
  const tree = useSite().reference.organizations;
  const labelOf = ({ issuer }: Identity) =>
    providers.find((p) => sameIssuer(issuer, p.issuer))?.label ?? issuer;
  if (identities.length + providers.length === 0) return null;
  return (
    <AccountSection id="identities" title="How your district knows you">
      {identities.length === 0 && <p>No sign-in of a district opens this account yet.</p>}
      <ul class="plain stack near">
        {identities.map(({ id, identity: i }) => (
          <li class="row ends" key={id}>
            <span>
              {labelOf(i)}, as an educator of {tree.get(i.organization)?.name ?? i.organization}, since{" "}
              {dateInWords(i.createdAt)}
              <br />
              <span class="small soft">Known there as {i.subject}</span>
            </span>
            <Form action="/account/identities/end" class="inline" label={labelOf(i)}>
              <HiddenFields values={[["id", id]]} />
              <button class="usa-button usa-button--unstyled" type="submit">
                Unlink<span class="usa-sr-only"> {labelOf(i)}</span>
              </button>
            </Form>
          </li>
        ))}
      </ul>
      {providers.map((p) => (
        <p key={p.id}>
          <a href={`/account/identities/with/${p.id}`}>
            Use {identities.length > 0 ? "another account of" : "the sign-in of"} {p.label}
          </a>
        </p>
      ))}
      {identities.length > 0 && (
        <p class="small soft">
          Your name and e-mail address follow your district's when you sign in with it.
        </p>
      )}
    </AccountSection>
  );
}

/** Who one is over there, before anything is linked. */
export function LinkPage({
  found: { educator, sealed, asksPassphrase },
  label,
  problem,
}: {
  found: FoundSignIn;
  label: string;
  problem?: Problem | undefined;
}) {
  const place = useSite().reference.organizations.get(educator.organization)?.name;
  return (
    <Page title={`${problem ? "Error: " : ""}Link this sign-in?`} at="account" unlisted>
      <div class="stack narrowed">
        <h1>Link this sign-in?</h1>
        <WrongEntry problem={problem} />
        <Form action="/account/identities" class="card stack">
          <HiddenFields values={[["sealed", sealed]]} />
          <p>
            {label} knows you as <b>{educator.name}</b>
            {educator.email && ` (${educator.email})`}, an educator of {place}.
          </p>
          <p>Whoever signs in there as this person is in your account from then on.</p>
          {asksPassphrase && (
            <Field
              name="present"
              label="Your current passphrase"
              type="password"
              autocomplete="current-password"
              faults={problem?.faults}
            />
          )}
          <button class="usa-button" type="submit">
            Link it
          </button>
        </Form>
        <p>
          <a href="/account">No, leave my account as it is</a>
        </p>
      </div>
    </Page>
  );
}
