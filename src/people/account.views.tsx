import type { ComponentChildren } from "preact";
import type { Problem } from "../problem.ts";
import { Field } from "../web/field.views.tsx";
import { Form, Kept } from "../web/form.tsx";
import { Page } from "../web/layout.tsx";
import { Note } from "../web/pieces.tsx";
import { useSite } from "../web/site.ts";
import { Check, Radio } from "../web/tick.views.tsx";
import { dateInWords } from "../web/words.ts";
import { type Account, MAIL_CHOICES, type MailChoice } from "./account.ts";
import type { Offered } from "./enrolling.ts";
import { LONG_ENOUGH, Wrong } from "./entry.views.tsx";
import type { Identity } from "./identity.ts";
import { type Key, stateOf } from "./key.ts";
import { Identities } from "./linking.views.tsx";
import type { Membership, Person } from "./person.ts";
import type { Provider } from "./provider.ts";
import { QrCode } from "./qr.tsx";
import type { Session } from "./session.ts";

interface AccountShown {
  person: Person;
  session: Session;
  account: Account | undefined;
  memberships: Membership[];
  sessions: Session[];
  keys: Key[];
  /** Sign-ins of districts that open this account. */
  identities: { id: string; identity: Identity }[];
  providers: Provider[];
  owesSecondFactor: boolean;
  now: string;
  problem?: Problem | undefined;
}

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
        <Wrong problem={p.problem} />
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

export function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function Places({ memberships }: AccountShown) {
  const tree = useSite().reference.organizations;
  return (
    <Part id="places" title="Where you belong">
      {memberships.length === 0 && <p>Nowhere yet. Name your school, so that a curator can confirm it.</p>}
      <ul class="plain stack near">
        {memberships.map((m) => {
          const name = tree.get(m.organization)?.name ?? m.organization;
          const role = m.role === "curator" ? "curator" : "member";
          return (
            <li class="row ends" key={m.organization}>
              <span>
                <a href={`/organizations/${m.organization}`}>{name}</a>, {role}
                {!m.confirmed && <span class="warn"> (waits for a curator to confirm)</span>}
              </span>
              <Form action="/account/memberships/end" class="inline" label={name}>
                <Kept values={[["organization", m.organization]]} />
                <button class="usa-button usa-button--unstyled" type="submit">
                  {m.confirmed ? "Leave" : "Take back"}
                  <span class="usa-sr-only"> {name}</span>
                </button>
              </Form>
            </li>
          );
        })}
      </ul>
      <p>
        <a href="/account/school">Name another school</a>
      </p>
      <p class="small soft">What you shared stays yours when you move.</p>
    </Part>
  );
}

function SecondFactor({ account, person }: AccountShown) {
  if (person.demo) return null;
  return (
    <Part id="second" title="Second factor">
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
    </Part>
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
    <Part id="mail" title="Mail">
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
    </Part>
  );
}

function Sessions({ sessions, session }: AccountShown) {
  return (
    <Part id="sessions" title="Where you are signed in">
      <ul class="plain stack near">
        {sessions.map((s) => (
          <li class="row ends" key={s.id}>
            <span>
              {s.browser}
              {s.id === session.id && <b> (this one)</b>}, since {dateInWords(s.createdAt)}
            </span>
            {s.id !== session.id && (
              <Form action="/account/sessions/end" class="inline">
                <Kept values={[["id", s.id]]} />
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
    </Part>
  );
}

const SCOPE_WORDS = {
  read: "Read what I may see",
  write: "Share and change what is mine",
  curate: "Do what I may as a curator",
};

function Keys({ keys, now, problem }: AccountShown) {
  const valid = keys.filter((k) => stateOf(k, now) === "valid");
  return (
    <Part id="keys" title="Keys for programs">
      <p class="small soft">
        A key lets a program do what you may, through the <a href="/api/reference">API</a>. It ends after a
        year.
      </p>
      <ul class="plain stack near">
        {valid.map((k) => (
          <li class="row ends" key={k.id}>
            <span>
              <b>{k.label}</b> <span class="number">{k.prefix}…</span> {k.scopes.join(", ")}, until{" "}
              {dateInWords(k.expiresAt)}
            </span>
            <Form action="/account/keys/revoke" class="inline">
              <Kept values={[["id", k.id]]} />
              <button class="usa-button usa-button--unstyled" type="submit">
                Revoke<span class="usa-sr-only"> {k.label}</span>
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <Form action="/account/keys" label="A new key">
        <Field name="label" label="What the key is for" faults={problem?.faults} />
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">What it may do</legend>
          {(["read", "write", "curate"] as const).map((scope) => (
            <Check key={scope} id={`scope-${scope}`} name="scope" value={scope} checked={scope === "read"}>
              {SCOPE_WORDS[scope]}
            </Check>
          ))}
        </fieldset>
        <button class="usa-button usa-button--outline" type="submit">
          Make a key
        </button>
      </Form>
    </Part>
  );
}

function Passphrase({ account, problem }: AccountShown) {
  if (!account?.passphrase) return null;
  return (
    <Part id="change-passphrase" title="Passphrase">
      <Form action="/account/passphrase">
        <Field
          name="present"
          label="Present passphrase"
          type="password"
          autocomplete="current-password"
          faults={problem?.faults}
        />
        <Field
          name="passphrase"
          label="New passphrase"
          type="password"
          autocomplete="new-password"
          hint={LONG_ENOUGH}
          faults={problem?.faults}
        />
        <button class="usa-button usa-button--outline" type="submit">
          Change it
        </button>
      </Form>
    </Part>
  );
}

/** The one time a key's secret is seen. */
export function NewKeyPage({ secret, label }: { secret: string; label: string }) {
  return (
    <Page title="Your new key" at="account" unlisted>
      <div class="stack measure">
        <h1>Your new key</h1>
        <p>For {label}. Copy it now: it is shown this once, and kept nowhere.</p>
        <pre>{secret}</pre>
        <p>
          <a href="/account">Back to my account</a>
        </p>
      </div>
    </Page>
  );
}

/** Asked at the first sign-in, and whenever someone moves. */
export function SchoolPage({
  back,
  mine,
  problem,
}: {
  back: string;
  mine: Membership[];
  problem?: Problem | undefined;
}) {
  const fault = problem?.faults[0]?.detail;
  return (
    <Page title="Where do you teach?" at="account" unlisted>
      <div class="stack narrowed">
        <h1>Where do you teach?</h1>
        <p>
          A curator of your school or district confirms it. Until then you can save things and prepare what
          you share; what is for educators only opens afterwards.
        </p>
        <Wrong problem={problem} />
        <Form action="/account/school" class="card stack">
          <Kept values={[["back", back]]} />
          <div class={`usa-form-group${fault ? " usa-form-group--error" : ""}`}>
            <label class="usa-label" for="organization">
              Your school, district or institution
            </label>
            <SchoolOptions id="organization" without={mine.map((m) => m.organization)} />
          </div>
          <button class="usa-button" type="submit">
            This is my school
          </button>
        </Form>
        <p>
          <a href={back}>Later</a>
        </p>
      </div>
    </Page>
  );
}

/** Districts with their schools, then partners. A list works in every browser, by typing its first letters. */
export function SchoolOptions({
  id,
  below,
  without = [],
}: {
  id: string;
  below?: string;
  without?: string[];
}) {
  const tree = useSite().reference.organizations;
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "en");
  const top = below ? tree.children(below) : tree.children(tree.state.code);
  const open = (code: string) => !without.includes(code);
  const districts = top.filter((o) => o.kind === "district").toSorted(byName);
  const single = top.filter((o) => o.kind !== "district" && open(o.code)).toSorted(byName);
  return (
    <select class="usa-select" id={id} name={id}>
      <option value="">Choose</option>
      {districts.map((d) => (
        <optgroup key={d.code} label={d.name}>
          {open(d.code) && <option value={d.code}>{d.name}, all schools</option>}
          {tree
            .children(d.code)
            .filter((s) => open(s.code))
            .toSorted(byName)
            .map((s) => (
              <option key={s.code} value={s.code}>
                {s.name}
              </option>
            ))}
        </optgroup>
      ))}
      {single.map((o) => (
        <option key={o.code} value={o.code}>
          {o.name}
        </option>
      ))}
    </select>
  );
}

interface SecondFactorShown {
  offered: Offered;
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
        <Wrong problem={problem} />
        <Form action="/account/second-factor" class="card stack">
          <Kept
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
              label="Code of your present app, or a recovery code"
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
