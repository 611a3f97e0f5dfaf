import { useSite } from "../../doorway/site.ts";
import { Explanation, Radio, Radios } from "../../ui/checkbox.views.tsx";
import { Select } from "../../ui/field.views.tsx";
import { LICENSE_CHOICES } from "../rules/form-choices.ts";
import { firstValue } from "../rules/typed-values.ts";
import type { FieldsShown } from "./description-fields.views.tsx";

export function LicenseField({ typed, faults, fromPage }: FieldsShown & { fromPage: boolean }) {
  const { license } = useSite().reference.vocabularies;
  const chosen = firstValue(typed, "license");
  const listed = LICENSE_CHOICES.some((c) => c.id === chosen);
  const known =
    chosen && !listed && chosen !== "not-stated" && chosen !== "other" ? license.get(chosen) : undefined;
  return (
    <section class="card stack" aria-labelledby="rights">
      <h2 id="rights">May others use and change it?</h2>
      {fromPage && chosen && <p class="soft">The page says so itself.</p>}
      <Radios name="license" legend="May others use and change it?" faults={faults}>
        {known && (
          <Radio id="license-known" name="license" value={known.id} checked>
            <Explanation words={known.plain ?? known.label} more={known.short ?? known.label} />
          </Radio>
        )}
        {LICENSE_CHOICES.map((c) => (
          <Radio key={c.id} id={`license-${c.id}`} name="license" value={c.id} checked={c.id === chosen}>
            <Explanation words={c.says} more={c.short} />
          </Radio>
        ))}
        <Radio id="license-not-stated" name="license" value="not-stated" checked={chosen === "not-stated"}>
          <Explanation
            words="It is not mine, and it does not say"
            more="Readers are told to ask before they copy"
          />
        </Radio>
        <Radio id="license-other" name="license" value="other" checked={chosen === "other"}>
          Something else
        </Radio>
      </Radios>
      <details open={chosen === "other"}>
        <summary>All licenses</summary>
        <Select
          name="otherLicense"
          label="License, for “Something else”"
          chosen={firstValue(typed, "otherLicense")}
          faults={faults}
          options={[
            { value: "", label: "Choose one" },
            ...license.terms
              .filter((t) => t.id !== "not-stated")
              .map((t) => ({ value: t.id, label: t.label })),
          ]}
        />
      </details>
    </section>
  );
}
