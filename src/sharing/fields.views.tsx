import type { ComponentChildren } from "preact";
import type { Fault } from "../problem.ts";
import { faultOf } from "../web/form.tsx";

interface WordsProps {
  name: string;
  label: string;
  id?: string;
  value?: string | undefined;
  hint?: string | undefined;
  faults?: Fault[] | undefined;
  rows?: number;
}

/** Several lines to fill in, with their hint and what is wrong with them. */
export function Words({ name, label, value = "", hint, faults, rows = 3, ...rest }: WordsProps) {
  const id = rest.id ?? name;
  const fault = faultOf(name, faults);
  const said = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div class={`usa-form-group${fault ? " usa-form-group--error" : ""}`}>
      <label class="usa-label" for={id}>
        {label}
      </label>
      {hint && (
        <span class="usa-hint small" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <FaultLine id={id} fault={fault} />
      <textarea
        class={`usa-textarea${fault ? " usa-input--error" : ""}`}
        id={id}
        name={name}
        rows={rows}
        aria-describedby={said || undefined}
        aria-invalid={fault ? "true" : undefined}
        value={value}
      />
    </div>
  );
}

export function FaultLine({ id, fault }: { id: string; fault: string | undefined }) {
  if (!fault) return null;
  return (
    <span class="usa-error-message" id={`${id}-fault`}>
      <span class="usa-sr-only">Error: </span>
      {fault}
    </span>
  );
}

interface RadioProps {
  id: string;
  name: string;
  value: string;
  checked: boolean;
  children: ComponentChildren;
}

export function Radio({ id, name, value, checked, children }: RadioProps) {
  return (
    <div class="usa-radio">
      <input class="usa-radio__input" id={id} type="radio" name={name} value={value} checked={checked} />
      <label class="usa-radio__label" for={id}>
        {children}
      </label>
    </div>
  );
}
