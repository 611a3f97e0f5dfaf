import type { Fault } from "../problem.ts";
import { faultOf } from "../web/form.tsx";

interface AreaProps {
  name: string;
  label: string;
  /** Said after the label to those who do not see where it stands. */
  of?: string;
  value: string;
  rows?: number;
  hint?: string;
  faults?: Fault[] | undefined;
  most: number;
}

/** Several lines to fill in. */
export function Area({ name, label, of, value, rows = 3, hint, faults, most }: AreaProps) {
  const fault = faultOf(name, faults);
  const said = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  return (
    <div class={`usa-form-group${fault ? " usa-form-group--error" : ""}`}>
      <label class="usa-label" for={name}>
        {label}
        {of && <span class="usa-sr-only"> {of}</span>}
      </label>
      {hint && (
        <span class="usa-hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {fault && (
        <span class="usa-error-message" id={`${name}-fault`}>
          <span class="usa-sr-only">Error: </span>
          {fault}
        </span>
      )}
      <textarea
        class={`usa-textarea${fault ? " usa-input--error" : ""}`}
        id={name}
        name={name}
        rows={rows}
        maxLength={most}
        aria-describedby={said || undefined}
        aria-invalid={fault ? "true" : undefined}
        value={value}
      />
    </div>
  );
}

interface ChoiceProps {
  name: string;
  legend: string;
  options: { value: string; label: string; hint?: string }[];
  chosen: string;
  faults?: Fault[] | undefined;
}

/** One of a few. */
export function Choice({ name, legend, options, chosen, faults }: ChoiceProps) {
  const fault = faultOf(name, faults);
  return (
    <fieldset class="usa-fieldset" aria-describedby={fault ? `${name}-fault` : undefined}>
      <legend class="usa-legend">{legend}</legend>
      {fault && (
        <span class="usa-error-message" id={`${name}-fault`}>
          <span class="usa-sr-only">Error: </span>
          {fault}
        </span>
      )}
      {options.map((o, i) => {
        const id = i === 0 ? name : `${name}-${o.value}`;
        return (
          <div class="usa-radio" key={o.value}>
            <input
              class="usa-radio__input"
              id={id}
              type="radio"
              name={name}
              value={o.value}
              checked={o.value === chosen}
              aria-describedby={o.hint ? `${id}-hint` : undefined}
            />
            <label class="usa-radio__label" for={id}>
              {o.label}
            </label>
            {o.hint && (
              <p class="usa-hint small under" id={`${id}-hint`}>
                {o.hint}
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
