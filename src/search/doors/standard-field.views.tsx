import { STANDARDS } from "../../standards/rules/addresses.ts";
import type { PanelGroup } from "../rules/panel-order.ts";
import type { Query } from "../rules/query.ts";
import { Values } from "./panel-values.views.tsx";

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
      {g.facets.map(({ facet, values }) => (
        <details class="rest" id="standard-sets" key={facet.id} open={g.chosen > 0}>
          <summary>Choose from a set</summary>
          <fieldset class="usa-fieldset">
            <legend class="usa-sr-only">{g.label}</legend>
            <Values facet={facet} values={values} query={query} />
          </fieldset>
          <p class="small">
            <a href={STANDARDS}>Browse the standards</a>
          </p>
        </details>
      ))}
    </div>
  );
}
