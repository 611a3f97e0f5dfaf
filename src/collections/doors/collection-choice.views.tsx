import type { Fault } from "../../kernel/problem.ts";
import { Radio } from "../../ui/checkbox.views.tsx";
import { FaultLine } from "../../ui/field.views.tsx";
import { faultOf } from "../../ui/form.tsx";

interface ChoiceProps {
  name: string;
  legend: string;
  options: { value: string; label: string; hint?: string }[];
  chosen: string;
  faults?: Fault[] | undefined;
}

/** One of a few. */
export function RadioChoice({ name, legend, options, chosen, faults }: ChoiceProps) {
  const fault = faultOf(name, faults);
  return (
    <fieldset class="usa-fieldset" aria-describedby={fault ? `${name}-fault` : undefined}>
      <legend class="usa-legend">{legend}</legend>
      <FaultLine id={name} fault={fault} />
      {options.map((o, i) => (
        <Radio
          key={o.value}
          id={i === 0 ? name : `${name}-${o.value}`}
          name={name}
          value={o.value}
          checked={o.value === chosen}
          hint={o.hint}
        >
          {o.label}
        </Radio>
      ))}
    </fieldset>
  );
}
