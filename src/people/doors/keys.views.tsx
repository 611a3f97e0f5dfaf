import { Page } from "../../doorway/layout.tsx";
import { dateInWords } from "../../doorway/site.ts";
import { Checkbox } from "../../ui/checkbox.views.tsx";
import { Field } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import { keyStateOf } from "../rules/key.ts";
import { AccountSection, type AccountShown } from "./account-section.views.tsx";

const SCOPE_WORDS = {
  read: "Read what I may see",
  write: "Share and change what is mine",
  curate: "Do what I may as a curator",
};

export function Keys({ keys, now, problem }: AccountShown) {
  const valid = keys.filter((k) => keyStateOf(k, now) === "valid");
  return (
    <AccountSection id="keys" title="Keys for programs">
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
              <HiddenFields values={[["id", k.id]]} />
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
            <Checkbox key={scope} id={`scope-${scope}`} name="scope" value={scope} checked={scope === "read"}>
              {SCOPE_WORDS[scope]}
            </Checkbox>
          ))}
        </fieldset>
        <button class="usa-button usa-button--outline" type="submit">
          Make a key
        </button>
      </Form>
    </AccountSection>
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
