import { Page } from "../../doorway/layout.tsx";
import type { Problem } from "../../kernel/problem.ts";
import type { Provider } from "../../kernel/provider.ts";
import { Field } from "../../ui/field.views.tsx";
import { ErrorSummary, Form, HiddenFields } from "../../ui/form.tsx";
import { Note } from "../../ui/pieces.tsx";
import type { Person } from "../rules/person.ts";

interface RejectedSignIn {
  problem?: Problem | undefined;
}

export function WrongEntry({ problem }: RejectedSignIn) {
  return problem ? <ErrorSummary sentence={problem.message} faults={problem.faults} /> : null;
}

const LONG_ENOUGH = "12 characters or more. A few words that only you would put together are easy to keep.";

export function SignInPage({
  back,
  demoPeople,
  providers,
  email,
  problem,
}: RejectedSignIn & { back: string; demoPeople: Person[]; providers: Provider[]; email?: string }) {
  return (
    <Page title="Sign in" at="sign-in" unlisted>
      <div class="stack narrowed">
        <h1>Sign in</h1>
        <p>You only need this to save, share or review. Searching is open to everyone.</p>
        <WrongEntry problem={problem} />
        {providers.length > 0 && <Districts back={back} providers={providers} />}
        <Form action="/sign-in" class="card stack" label="With your e-mail address">
          <HiddenFields values={[["back", back]]} />
          <Field name="email" label="E-mail address" type="email" autocomplete="username" value={email} />
          <Field name="passphrase" label="Passphrase" type="password" autocomplete="current-password" />
          <button class="usa-button" type="submit">
            Sign in
          </button>
          <p class="small">
            <a href="/forgot">I forgot my passphrase</a>
          </p>
        </Form>
        <p class="small soft">
          No account yet? A curator of your school or district can invite you. It takes them a minute.
        </p>
        {demoPeople.length > 0 && <DemoPeople back={back} people={demoPeople} />}
      </div>
    </Page>
  );
}

/** Links, not forms: browsers keep a form from leading to another site. */
function Districts({ back, providers }: { back: string; providers: Provider[] }) {
  return (
    <section class="card stack" aria-labelledby="districts">
      <h2 id="districts">With your district</h2>
      {providers.map((p) => (
        <p key={p.id}>
          <a class="usa-button" href={`/sign-in/with/${p.id}?back=${encodeURIComponent(back)}`}>
            Sign in with {p.label}
          </a>
        </p>
      ))}
    </section>
  );
}

/** Invented people to look around as. In demo mode only. */
function DemoPeople({ back, people }: { back: string; people: Person[] }) {
  return (
    <section class="card stack sand" aria-labelledby="demo">
      <h2 id="demo">Look around as somebody</h2>
      <p class="small">
        These people are invented, and anyone can be them here. They exist in this demo only.
      </p>
      {people.map((p) => (
        <Form key={p.id} action="/sign-in/demo" class="stack" label={p.name}>
          <HiddenFields
            values={[
              ["person", p.id],
              ["back", back],
            ]}
          />
          <button class="usa-button usa-button--outline" type="submit">
            Enter as {p.name}
          </button>
        </Form>
      ))}
    </section>
  );
}

export function CodePage({ back, problem }: RejectedSignIn & { back: string }) {
  return (
    <Page title="Your code" at="sign-in" unlisted>
      <div class="stack narrowed">
        <h1>Your code</h1>
        <WrongEntry problem={problem} />
        <Form action="/sign-in/code" class="card stack">
          <HiddenFields values={[["back", back]]} />
          <Field
            name="code"
            label="Code from your authenticator app"
            hint="Six digits. Or one of your recovery codes, which then no longer works."
            autocomplete="one-time-code"
          />
          <button class="usa-button" type="submit">
            Go on
          </button>
        </Form>
        <Form action="/sign-out" class="inline">
          <button class="usa-button usa-button--unstyled" type="submit">
            Start again
          </button>
        </Form>
      </div>
    </Page>
  );
}

export function ForgotPage({ email, problem }: RejectedSignIn & { email?: string }) {
  return (
    <Page title="A new passphrase" at="sign-in" unlisted>
      <div class="stack narrowed">
        <h1>A new passphrase</h1>
        <p>We send a link to your e-mail address. With it you choose a new passphrase, within an hour.</p>
        <WrongEntry problem={problem} />
        <Form action="/forgot" class="card stack">
          <Field name="email" label="E-mail address" type="email" autocomplete="username" value={email} />
          <button class="usa-button" type="submit">
            Send me the link
          </button>
        </Form>
      </div>
    </Page>
  );
}

/** The same for every address: it does not tell who has an account. */
export function MailedPage({ remark }: { remark: string }) {
  return (
    <Page title="Check your e-mail" at="sign-in" unlisted>
      <div class="stack narrowed">
        <h1>Check your e-mail</h1>
        <p>If there is an account with this address, a link is on its way. It works once, within an hour.</p>
        {remark && (
          <Note icon="info">
            <p>{remark}</p>
          </Note>
        )}
      </div>
    </Page>
  );
}

interface NewPassphraseProps {
  label?: string;
  problem: Problem | undefined;
}

export const NewPassphrase = ({ label = "New passphrase", problem }: NewPassphraseProps) => (
  <Field
    name="passphrase"
    label={label}
    type="password"
    autocomplete="new-password"
    hint={LONG_ENOUGH}
    faults={problem?.faults}
  />
);

export function ResetPage({ token, person, problem }: RejectedSignIn & { token: string; person: Person }) {
  return (
    <Page title="Choose a new passphrase" at="sign-in" unlisted>
      <div class="stack narrowed">
        <h1>Choose a new passphrase</h1>
        <p>For {person.email}. You are then signed out everywhere.</p>
        <WrongEntry problem={problem} />
        <Form action={`/reset/${token}`} class="card stack">
          <input type="hidden" name="username" autoComplete="username" value={person.email} />
          <NewPassphrase problem={problem} />
          <button class="usa-button" type="submit">
            Use this passphrase
          </button>
        </Form>
      </div>
    </Page>
  );
}

export function ResetDonePage() {
  return (
    <Page title="Your passphrase has been changed" at="sign-in" unlisted>
      <div class="stack narrowed">
        <h1>Your passphrase has been changed</h1>
        <p>You are signed out everywhere. Sign in with the new one.</p>
        <a class="usa-button" href="/sign-in">
          Sign in
        </a>
      </div>
    </Page>
  );
}
