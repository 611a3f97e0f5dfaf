import { valueInWords } from "../../doorway/display-words.ts";
import { useSite } from "../../doorway/site.ts";
import { STANDARDS } from "../../standards/rules/addresses.ts";
import { Note } from "../../ui/pieces.tsx";
import { searchAddress, withValue } from "../rules/addresses.ts";
import { facet } from "../rules/facets.ts";
import type { PanelGroup } from "../rules/panel-order.ts";
import type { Query } from "../rules/query.ts";
import type { UnclearStandard } from "../rules/standard-filter.ts";
import { OfSet, Values } from "./panel-values.views.tsx";

/** What was typed as a standard and is none, or several: the choice is one click, and nothing else is lost. */
export function UnclearStandards({ unclear, query }: { unclear: UnclearStandard[]; query: Query }) {
  const { reference } = useSite();
  return (
    <>
      {unclear.slice(0, MOST_ASKED).map(({ typed, near, several }) => (
        <div class="margin" key={typed}>
          <Note icon="help_outline">
            <p>
              <strong>
                {several
                  ? `“${typed}” can mean more than one standard. Which one?`
                  : `“${typed}” is not a standard we know, so we searched without it.`}
              </strong>{" "}
              {near.length === 0 && (
                <>
                  Check the spelling, or <a href={STANDARDS}>browse the standards</a>.
                </>
              )}
              {near.length > 0 && !several && "Near it are:"}
            </p>
            {near.length > 0 && (
              <ul class="plain stack near">
                {near.map((id) => (
                  <li key={id}>
                    <a href={searchAddress(withValue(query, "standard", id))}>
                      {valueInWords(facet("standard"), id, reference)}
                    </a>
                    <OfSet facet={facet("standard")} value={id} />
                  </li>
                ))}
              </ul>
            )}
          </Note>
        </div>
      ))}
    </>
  );
}

/** Nobody types more at once; an address may hold more. */
const MOST_ASKED = 3;

interface StandardFieldProps {
  group: PanelGroup;
  query: Query;
  typed: string | undefined;
}

/** A standard by its code or its words, or step by step from its set. With script, offers come while one types. */
export function StandardField({ group: g, query, typed }: StandardFieldProps) {
  return (
    <div class="facet" id="facet-standard">
      <label class="usa-label text-bold" for="standard">
        {g.label}
      </label>
      <span class="usa-hint small" id="standard-hint">
        A code or words, like 3.NF.2
      </span>
      <div class="field">
        <input
          class="usa-input"
          id="standard"
          name="standard"
          type="text"
          value={typed ?? ""}
          maxLength={60}
          autoComplete="off"
          spellcheck={false}
          aria-describedby="standard-hint"
          data-suggest="/api/v1/suggest?kind=standard"
          data-chosen="fill"
        />
      </div>
      {g.facets.map((shown) => (
        <details class="rest" id="standard-sets" key={shown.facet.id} open={g.chosen > 0}>
          <summary>Choose from a set</summary>
          <fieldset class="usa-fieldset">
            <legend class="usa-sr-only">{g.label}</legend>
            <Values {...shown} query={query} />
          </fieldset>
          <p class="small">
            <a href={STANDARDS}>Browse the standards</a>
          </p>
        </details>
      ))}
    </div>
  );
}
