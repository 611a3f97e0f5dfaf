import { Select } from "../web/field.views.tsx";
import { Radio, Radios, Says } from "../web/tick.views.tsx";
import type { ReachChoice } from "./choices.ts";
import { firstOf } from "./typed.ts";
import type { FieldsShown } from "./what.views.tsx";

export function HowFar({
  typed,
  faults,
  choices,
  places,
}: FieldsShown & { choices: ReachChoice[]; places: { code: string; name: string }[] }) {
  const chosen = firstOf(typed, "reach");
  return (
    <section class="card stack" aria-labelledby="far">
      <h2 id="far">How far should it go?</h2>
      {places.length > 1 && (
        <Select
          name="organization"
          label="Shared for"
          chosen={firstOf(typed, "organization")}
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
            <Says words={<strong>{c.name}</strong>} more={c.consequence} />
          </Radio>
        ))}
      </Radios>
    </section>
  );
}
