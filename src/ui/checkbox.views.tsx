import type { ComponentChildren } from "preact";
import type { Fault } from "../kernel/problem.ts";
import { number } from "../kernel/words.ts";
import { FaultLine } from "./field.views.tsx";
import { faultOf } from "./form.tsx";

interface CheckProps {
  id: string;
  name: string;
  value: string;
  checked: boolean;
  /** How many resources it would give. */
  count?: number;
  children: ComponentChildren;
}

export function Checkbox({ id, name, value, checked, count, children }: CheckProps) {
  return (
    <div class="usa-checkbox">
      <input
        class="usa-checkbox__input"
        id={id}
        type="checkbox"
        name={name}
        value={value}
        checked={checked}
      />
      <label class="usa-checkbox__label" for={id}>
        {children}
        {count !== undefined && (
          <span class="soft small">
            {" "}
            ({number(count)}
            <span class="usa-sr-only">{count === 1 ? " resource" : " resources"}</span>)
          </span>
        )}
      </label>
    </div>
  );
}

interface RadioProps {
  id: string;
  name: string;
  value: string;
  checked: boolean;
  hint?: string | undefined;
  class?: string;
  children: ComponentChildren;
}

export function Radio({ id, name, value, checked, hint, children, ...rest }: RadioProps) {
  return (
    <div class={`usa-radio${rest.class ? ` ${rest.class}` : ""}`}>
      <input
        class="usa-radio__input"
        id={id}
        type="radio"
        name={name}
        value={value}
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <label class="usa-radio__label" for={id}>
        {children}
      </label>
      {hint && (
        <p class="usa-hint small under" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A group of radio buttons with its own fault. */
export function Radios({
  name,
  legend,
  faults,
  children,
}: {
  name: string;
  legend: string;
  faults: Fault[];
  children: ComponentChildren;
}) {
  const fault = faultOf(name, faults);
  return (
    <div class={`usa-form-group${fault ? " usa-form-group--error" : ""}`} id={name} tabIndex={-1}>
      <fieldset class="usa-fieldset" aria-describedby={fault ? `${name}-fault` : undefined}>
        <legend class="usa-sr-only">{legend}</legend>
        <FaultLine id={name} fault={fault} />
        {children}
      </fieldset>
    </div>
  );
}

/** What a choice is, and what comes of it. */
export function Explanation({ words, more }: { words: ComponentChildren; more?: string | undefined }) {
  return (
    <>
      {words}
      {more && <span class="usa-radio__label-description">{more}</span>}
    </>
  );
}
