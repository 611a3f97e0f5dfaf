import { Explanation, Radio, Radios } from "../../ui/checkbox.views.tsx";
import { Select } from "../../ui/field.views.tsx";
import type { ReachChoice } from "../rules/form-choices.ts";
import { firstValue } from "../rules/typed-values.ts";
import type { FieldsShown } from "./description-fields.views.tsx";

export function ReachField({
  typed,
  faults,
  choices,
  places,
}: FieldsShown & { choices: ReachChoice[]; places: { code: string; name: string }[] }) {
  const chosen = firstValue(typed, "reach");
  return (
    <section class="card stack" aria-labelledby="far">
      <h2 id="far">How far should it go?</h2>
      {places.length > 1 && (
        <Select
          name="organization"
          label="Shared for"
          chosen={firstValue(typed, "organization")}
          faults={faults}
          options={places.map((p) => ({ value: p.code, label: p.name }))}
        />
      )}
      <Radios name="reach" legend="How far should it go?" faults={faults}>
        {choices.map((c, i) => (
          <Radio
            key={c.reach}
            id={`reach-${c.reach}`}
            name="reach"
            value={c.reach}
            checked={c.reach === chosen}
            class={`rung r${i + 1}`}
          >
            <Explanation words={<strong>{c.name}</strong>} more={c.consequence} />
          </Radio>
        ))}
      </Radios>
    </section>
  );
}
