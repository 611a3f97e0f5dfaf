import { ItemLink } from "../../doorway/item-link.views.tsx";
import { Page } from "../../doorway/layout.tsx";
import { Level } from "../../doorway/level.views.tsx";
import { useSite } from "../../doorway/site.ts";
import type { Fault } from "../../kernel/problem.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { Select } from "../../ui/field.views.tsx";
import { ErrorSummary, Form } from "../../ui/form.tsx";
import type { ShownClaim } from "../actions/claim-alignment.ts";
import type { FormValues } from "../rules/draft.ts";
import type { StandardRow } from "../rules/suggested-rows.ts";
import { firstValue } from "../rules/typed-values.ts";
import { StandardRows } from "./standards-field.views.tsx";

interface ClaimShown {
  resource: Resource;
  rows: StandardRow[];
  typed: FormValues;
  draft: string | undefined;
  faults: Fault[];
}

export function ClaimPage({ resource, rows, typed, draft, faults }: ClaimShown) {
  const { level } = useSite().reference.vocabularies;
  const heading = "What does it teach?";
  return (
    <Page title={faults.length > 0 ? `Error: ${heading}` : heading} at="share" unlisted>
      <div class="stack measure">
        <h1>{heading}</h1>
        {faults.length > 0 && <ErrorSummary sentence="One thing to fix" faults={faults} />}
        <p>
          You add to <a href={resourceAddress(resource.id)}>{resource.description.title}</a>. It is shown as
          what you say, and its owner is asked to accept it.
        </p>
        <Form action={`${resourceAddress(resource.id)}/claim`} label="Alignment">
          {draft && <input type="hidden" name="draft" value={draft} />}
          <section class="card stack" aria-labelledby="standards">
            <h2 id="standards">Standards</h2>
            <StandardRows rows={rows} typed={typed} faults={faults} />
            <Select
              name="level:codes"
              label="Level, for the codes above"
              chosen={firstValue(typed, "level:codes")}
              faults={faults}
              options={[
                { value: "", label: "Not sure" },
                ...level.terms.map((t) => ({ value: t.id, label: t.label })),
              ]}
            />
          </section>
          <button class="usa-button" type="submit">
            Add it
          </button>
        </Form>
      </div>
    </Page>
  );
}

/** On the resource's page: what others say it teaches, beside what it says of itself. */
export function ClaimList({ claims, owns }: { claims: ShownClaim[]; owns: boolean }) {
  if (claims.length === 0) return null;
  return (
    <section class="stack near" id="claims">
      <h2>What others say it teaches</h2>
      <ul class="plain stack near">
        {claims.map((c) => (
          <ClaimLine key={c.id} claim={c} owns={owns} />
        ))}
      </ul>
    </section>
  );
}

export function ClaimLine({ claim, owns, back }: { claim: ShownClaim; owns: boolean; back?: string }) {
  const { reference, visitor } = useSite();
  const item = reference.standards.item(claim.alignment.item);
  if (!item) return null;
  const mine = visitor?.caller.person?.id === claim.person;
  return (
    <li class="card slim stack near">
      <p>
        <span class="soft">{reference.vocabularies["alignment-type"].labelOf(claim.alignment.type)} </span>
        <ItemLink item={item} /> {claim.alignment.level && <Level id={claim.alignment.level} />}
      </p>
      <p class="small soft">
        {mine ? "You say so. Its owner has not answered yet." : `${claim.said} says so.`}
      </p>
      {(owns || mine) && (
        <Form action={`/claims/${claim.id}/answer`} class="row">
          {back && <input type="hidden" name="back" value={back} />}
          {owns ? (
            <>
              <Answer value="accept" words="Take it over" />
              <Answer value="decline" words="Leave it out" />
            </>
          ) : (
            <Answer value="withdraw" words="Take it back" />
          )}
        </Form>
      )}
    </li>
  );
}

const Answer = ({ value, words }: { value: string; words: string }) => (
  <button class="usa-button usa-button--unstyled" type="submit" name="answer" value={value}>
    {words}
  </button>
);
