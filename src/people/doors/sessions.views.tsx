import { dateInWords } from "../../doorway/site.ts";
import { Field } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import { AccountSection, type AccountShown } from "./account-section.views.tsx";
import { NewPassphrase } from "./sign-in.views.tsx";

export function Sessions({ sessions, session }: AccountShown) {
  return (
    <AccountSection id="sessions" title="Where you are signed in">
      <ul class="plain stack near">
        {sessions.map((s) => (
          <li class="row ends" key={s.id}>
            <span>
              {s.browser}
              {s.id === session.id && <b> (this one)</b>}, since {dateInWords(s.createdAt)}
            </span>
            {s.id !== session.id && (
              <Form action="/account/sessions/end" class="inline">
                <HiddenFields values={[["id", s.id]]} />
                <button class="usa-button usa-button--unstyled" type="submit">
                  Sign out there<span class="usa-sr-only">: {s.browser}</span>
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form action="/account/sessions/end-all">
        <button class="usa-button usa-button--outline" type="submit">
          Sign out everywhere
        </button>
      </Form>
      <p class="small soft">
        You are signed out after two hours without use, and after twelve hours in any case.
      </p>
    </AccountSection>
  );
}

export function Passphrase({ account, problem }: AccountShown) {
  if (!account?.passphrase) return null;
  return (
    <AccountSection id="change-passphrase" title="Passphrase">
      <Form action="/account/passphrase">
        <Field
          name="present"
          label="Current passphrase"
          type="password"
          autocomplete="current-password"
          faults={problem?.faults}
        />
        <NewPassphrase problem={problem} />
        <button class="usa-button usa-button--outline" type="submit">
          Change it
        </button>
      </Form>
    </AccountSection>
  );
}
