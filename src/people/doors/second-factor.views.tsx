import { Page } from "../../doorway/layout.tsx";
import { dateInWords } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import { Field } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import type { OfferedSecret } from "../actions/enroll-second-factor.ts";
import { AccountSection, type AccountShown } from "./account-section.views.tsx";
import { QrCode } from "./qr.tsx";
import { WrongEntry } from "./sign-in.views.tsx";

export function SecondFactor({ account, person }: AccountShown) {
  if (person.demo) return null;
  return (
    <AccountSection id="second" title="Second factor">
      {account?.totp ? (
        <>
          <p>
            Set up on {dateInWords(account.totp.since)}. You have {account.recovery.length} recovery codes
            left.
          </p>
          <p>
            <a href="/account/second-factor">Use another phone, or make new recovery codes</a>
          </p>
        </>
      ) : (
        <>
          <p>Not set up. With it, a stolen passphrase alone opens nothing. Curators need it.</p>
          <p>
            <a href="/account/second-factor">Set it up</a>
          </p>
        </>
      )}
    </AccountSection>
  );
}

interface SecondFactorShown {
  offered: OfferedSecret;
  isSet: boolean;
  back: string;
  problem?: Problem | undefined;
}

export function SecondFactorPage({ offered, isSet, back, problem }: SecondFactorShown) {
  return (
    <Page title="Second factor" at="account" unlisted>
      <div class="stack narrowed">
        <h1>{isSet ? "Another second factor" : "Set up your second factor"}</h1>
        <p>
          An app on your phone shows six digits that change every half minute. You type them after your
          passphrase. Any authenticator app will do.
        </p>
        <WrongEntry problem={problem} />
        <Form action="/account/second-factor" class="card stack">
          <HiddenFields
            values={[
              ["sealed", offered.sealed],
              ["back", back],
            ]}
          />
          <h2>1. Let the app read this</h2>
          <QrCode text={offered.address} title="QR code for your authenticator app" />
          <p class="small">
            On this phone: <a href={offered.address}>open the app</a>. Or type this key into it:
          </p>
          <p class="number">{offered.secret.match(/.{1,4}/g)?.join(" ")}</p>
          <h2>2. Type what it shows</h2>
          {isSet && (
            <Field
              name="present"
              label="Code of your current app, or a recovery code"
              autocomplete="one-time-code"
              faults={problem?.faults}
            />
          )}
          <Field
            name="code"
            label={isSet ? "Code of the new app" : "Six digits"}
            autocomplete="one-time-code"
            numeric
            faults={problem?.faults}
          />
          <button class="usa-button" type="submit">
            Set it up
          </button>
        </Form>
        {isSet ? (
          <Form action="/account/recovery" class="card stack" label="New recovery codes">
            <h2>New recovery codes</h2>
            <p class="small">The old ones then no longer work.</p>
            <Field
              id="recovery-code"
              name="code"
              label="Code of your app, or a recovery code"
              autocomplete="one-time-code"
            />
            <button class="usa-button usa-button--outline" type="submit">
              Make new ones
            </button>
          </Form>
        ) : (
          <p>
            <a href={back}>Later, and go on as a member</a>
          </p>
        )}
      </div>
    </Page>
  );
}

/** The one time recovery codes are seen. */
export function RecoveryPage({ codes, back }: { codes: string[]; back: string }) {
  return (
    <Page title="Your recovery codes" at="account" unlisted>
      <div class="stack narrowed">
        <h1>Your recovery codes</h1>
        <p>Your second factor is set up. Keep these for the day your phone is lost: each works once.</p>
        <ul class="card plain number">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <p class="small soft">Print this page or write them down. They are shown this once.</p>
        <a class="usa-button" href={back}>
          I have kept them
        </a>
      </div>
    </Page>
  );
}
