import { useSite } from "../../doorway/site.ts";
import { counted, number } from "../../kernel/words.ts";
import type { VocabularyId } from "../../reference/rules/vocabulary.ts";
import { queueAddress } from "../../reviews/rules/addresses.ts";
import { Radio } from "../../ui/checkbox.views.tsx";
import { Select } from "../../ui/field.views.tsx";
import { Form } from "../../ui/form.tsx";
import { Note } from "../../ui/pieces.tsx";
import { importAddress } from "../rules/addresses.ts";
import type { Import } from "../rules/import.ts";

/** Facets by which records of an import are chosen on the page; the API knows all. */
export const CHOSEN_BY = [
  ["subject", "Content area"],
  ["grade", "Grade"],
  ["type", "Kind of resource"],
  ["license", "License"],
] as const satisfies [VocabularyId, string][];

export const ImportReachHint = () => (
  <fieldset class="usa-fieldset">
    <legend class="usa-legend">How far?</legend>
    <Radio id="open-state" name="reach" value="state" checked>
      Open them to every educator of the state
    </Radio>
    <Radio id="open-public" name="reach" value="public" checked={false}>
      Offer them to everyone: reviewers look at each first
    </Radio>
  </fieldset>
);

export const ReviewerMessage = () => (
  <div>
    <label class="usa-label" for="message">
      What should reviewers know? (optional)
    </label>
    <textarea class="usa-textarea" id="message" name="message" rows={3} maxLength={2000} />
  </div>
);

/** All of an import, or those with certain values; single ones are ticked on the page of its rows. */
export function WideningForm({ import: i }: { import: Import }) {
  const { vocabularies } = useSite().reference;
  const at = importAddress(i);
  return (
    <section class="card stack" aria-labelledby="more">
      <h2 id="more">Let more people see them</h2>
      <Form action={`${at}/reach`} class="stack">
        <ImportReachHint />
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">Which ones?</legend>
          <div class="deck areas">
            {CHOSEN_BY.map(([id, label]) => (
              <Select
                key={id}
                id={`where-${id}`}
                name={`where-${id}`}
                label={label}
                options={[
                  { value: "", label: "All" },
                  ...vocabularies[id].terms.map((t) => ({ value: t.id, label: t.label })),
                ]}
                chosen=""
              />
            ))}
          </div>
          <p>
            Or <a href={`${at}/rows?result=created`}>tick single ones among the new</a>.
          </p>
        </fieldset>
        <ReviewerMessage />
        <p>
          <button class="usa-button usa-button--outline" type="submit">
            Open or offer
          </button>
        </p>
      </Form>
    </section>
  );
}

/** What came of it. */
export function WideningResult({ import: i }: { import: Import }) {
  const o = i.opening;
  if (!o) return null;
  const asked = useSite().reference.organizations.state;
  const nothing = o.opened + o.offered + o.left === 0;
  return (
    <Note icon="check_circle" kind={o.left > 0 ? "sand" : "good"}>
      <p>
        <strong>
          {nothing
            ? "None of them could reach further."
            : `${counted(o.opened, "resource reaches", "resources reach")} further now, ${number(o.offered)} wait for a review.`}
        </strong>
        {o.offered > 0 && (
          <>
            {" "}
            <a href={queueAddress(i.organization, i.id)}>See the batch at home</a>,{" "}
            <a href={queueAddress(asked.code, i.id)}>at the state</a>
          </>
        )}
      </p>
      {o.left > 0 && (
        <details>
          <summary>{counted(o.left, "resource stayed", "resources stayed")} as they were</summary>
          <ul class="small">
            {o.named.map((l) => (
              <li key={l.seq}>
                {l.title}: {l.why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Note>
  );
}
