import { Page } from "../../doorway/layout.tsx";
import { Radio } from "../../ui/checkbox.views.tsx";
import { Form } from "../../ui/form.tsx";
import { Note } from "../../ui/pieces.tsx";
import { MAIL_CHOICES, type MailChoice } from "../rules/account.ts";
import { AccountSection, type AccountShown } from "./account-section.views.tsx";
import { Keys } from "./keys.views.tsx";
import { Identities } from "./link-identity.views.tsx";
import { Places } from "./school.views.tsx";
import { SecondFactor } from "./second-factor.views.tsx";
import { Passphrase, Sessions } from "./sessions.views.tsx";
import { WrongEntry } from "./sign-in.views.tsx";

/** A person's own page: where they belong, how they sign in, where they are signed in, their keys. */
export function AccountPage(p: AccountShown) {
  return (
    <Page title="My account" at="account" unlisted>
      <div class="stack measure">
        <div class="row ends">
          <h1>{p.person.name}</h1>
          <Form action="/sign-out" class="inline">
            <button class="usa-button usa-button--outline" type="submit">
              Sign out
            </button>
          </Form>
        </div>
        {p.person.email && <p class="soft">{p.person.email}</p>}
        <WrongEntry problem={p.problem} />
        {p.owesSecondFactor && (
          <Note icon="lock_outline" kind="sand">
            <p>
              <strong>One step is missing.</strong> Curators sign in with a second factor. Until you have set
              it up you are here as a member.
            </p>
            <p>
              <a href="/account/second-factor">Set up your second factor</a>
            </p>
          </Note>
        )}
        <Places {...p} />
        {!p.person.demo && <Identities {...p} />}
        <SecondFactor {...p} />
        <Mail {...p} />
        <Sessions {...p} />
        <Keys {...p} />
        <Passphrase {...p} />
      </div>
    </Page>
  );
}

const MAIL_WORDS: Record<MailChoice, string> = {
  "at once": "At once, when something waits for me",
  daily: "Once a day, all together",
  none: "No mail. I look here",
};

function Mail({ account }: AccountShown) {
  const chosen = account?.mail ?? "daily";
  return (
    <AccountSection id="mail" title="Mail">
      <Form action="/account/mail">
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">When do you want mail about what you share and review?</legend>
          {MAIL_CHOICES.map((choice) => {
            const id = `mail-${choice.replace(" ", "-")}`;
            return (
              <Radio key={choice} id={id} name="mail" value={choice} checked={choice === chosen}>
                {MAIL_WORDS[choice]}
              </Radio>
            );
          })}
        </fieldset>
        <button class="usa-button usa-button--outline" type="submit">
          Save
        </button>
      </Form>
    </AccountSection>
  );
}
