import { Page } from "../../doorway/layout.tsx";
import { useSite } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import { Field } from "../../ui/field.views.tsx";
import { Form } from "../../ui/form.tsx";
import type { Invitation } from "../rules/invitation.ts";
import { SchoolOptions } from "./school.views.tsx";
import { NewPassphrase, WrongEntry } from "./sign-in.views.tsx";

interface WelcomeShown {
  token: string;
  invitation: Invitation;
  name?: string | undefined;
  school?: string;
  problem?: Problem | undefined;
}

const roleIn = (role: Invitation["role"]) => (role === "curator" ? "a curator" : "an educator");

export function WelcomePage({ token, invitation, name, problem }: WelcomeShown) {
  const tree = useSite().reference.organizations;
  const place = tree.get(invitation.organization);
  const asksSchool = invitation.role === "member" && place?.kind === "district";
  return (
    <Page title="Welcome" at="sign-in" unlisted>
      <div class="stack narrowed">
        <h1>Welcome</h1>
        <p>
          You are invited as {roleIn(invitation.role)} of {place?.name}. Your account is for{" "}
          {invitation.email}.
        </p>
        <WrongEntry problem={problem} />
        <Form action={`/welcome/${token}`} class="card stack">
          <input type="hidden" name="username" autoComplete="username" value={invitation.email} />
          <Field name="name" label="Your name" autocomplete="name" value={name} faults={problem?.faults} />
          <NewPassphrase label="A passphrase" problem={problem} />
          {asksSchool && (
            <div class="usa-form-group">
              <label class="usa-label" for="organization">
                Your school
              </label>
              <span class="usa-hint" id="organization-hint">
                A curator confirms it. Leave it open if you work for the whole district.
              </span>
              <SchoolOptions id="organization" below={invitation.organization} />
            </div>
          )}
          <button class="usa-button" type="submit">
            Make my account
          </button>
        </Form>
      </div>
    </Page>
  );
}

export function WelcomeBackPage({ token, invitation }: WelcomeShown) {
  const place = useSite().reference.organizations.get(invitation.organization);
  return (
    <Page title="Welcome back" at="sign-in" unlisted>
      <div class="stack narrowed">
        <h1>Welcome back</h1>
        <p>
          {invitation.email} has an account already. Accepting makes you {roleIn(invitation.role)} of{" "}
          {place?.name}.
        </p>
        <Form action={`/welcome/${token}`} class="card stack">
          <button class="usa-button" type="submit">
            Accept, then sign in
          </button>
        </Form>
      </div>
    </Page>
  );
}
