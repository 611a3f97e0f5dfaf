import type { ComponentChildren, JSX } from "preact";
import type { Fault } from "../kernel/problem.ts";
import { faultOf } from "./form.tsx";

/** What is wrong, beside what it is wrong with. */
export function FaultLine({ id, fault }: { id: string; fault: string | undefined }) {
  if (!fault) return null;
  return (
    <span class="usa-error-message" id={`${id}-fault`}>
      <span class="usa-sr-only">Error: </span>
      {fault}
    </span>
  );
}

interface Described {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
}

interface LabeledProps {
  id: string;
  label: ComponentChildren;
  hint: string | undefined;
  fault: string | undefined;
  /** The control, which says by its attributes what belongs to it. */
  children: (described: Described) => ComponentChildren;
}

/** A label, a hint, what is wrong, and the control. */
export function Labeled({ id, label, hint, fault, children }: LabeledProps) {
  const said = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div class={`usa-form-group${fault ? " usa-form-group--error" : ""}`}>
      <label class={`usa-label${fault ? " usa-label--error" : ""}`} for={id}>
        {label}
      </label>
      {hint && (
        <span class="usa-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <FaultLine id={id} fault={fault} />
      {children({ id, "aria-describedby": said || undefined, "aria-invalid": fault ? "true" : undefined })}
    </div>
  );
}

interface ControlProps {
  name: string;
  label: string;
  /** Where two forms of a page have fields of one name. */
  id?: string;
  hint?: string | undefined;
  faults?: Fault[] | undefined;
}

interface FieldProps extends ControlProps {
  type?: "text" | "email" | "password" | "url";
  value?: string | undefined;
  autocomplete?: string;
  /** For codes: the number pad of phones. */
  numeric?: boolean;
}

/** One line to fill in. */
export function Field({ name, id = name, label, type = "text", value, hint, faults, ...rest }: FieldProps) {
  const fault = faultOf(name, faults);
  // The types of inputs are a union per kind; this line is any of them.
  const given: JSX.IntrinsicElements["input"] & { type: "text" } = {
    class: `usa-input${fault ? " usa-input--error" : ""}`,
    name,
    type: type as "text",
    value,
    autoComplete: rest.autocomplete,
    inputMode: rest.numeric ? "numeric" : undefined,
    spellcheck: type === "text" ? undefined : false,
  };
  return (
    <Labeled id={id} label={label} hint={hint} fault={fault}>
      {(described) => <input {...given} {...described} />}
    </Labeled>
  );
}

interface WordsProps extends ControlProps {
  /** Said after the label to those who do not see where it stands. */
  of?: string;
  value?: string | undefined;
  rows?: number;
  /** How many characters are taken. */
  most?: number;
}

/** Several lines to fill in. */
export function Words({ name, id = name, label, of, value = "", hint, faults, ...rest }: WordsProps) {
  const fault = faultOf(name, faults);
  const named = of ? [label, <span class="usa-sr-only"> {of}</span>] : label;
  return (
    <Labeled id={id} label={named} hint={hint} fault={fault}>
      {(described) => (
        <textarea
          class={`usa-textarea${fault ? " usa-input--error" : ""}`}
          name={name}
          rows={rest.rows ?? 3}
          maxLength={rest.most}
          value={value}
          {...described}
        />
      )}
    </Labeled>
  );
}

interface SelectProps extends ControlProps {
  options: { value: string; label: string }[];
  chosen: string | undefined;
}

/** One of a list. */
export function Select({ name, id = name, label, options, chosen, hint, faults }: SelectProps) {
  return (
    <Labeled id={id} label={label} hint={hint} fault={faultOf(name, faults)}>
      {(described) => (
        <select class="usa-select" name={name} {...described}>
          {options.map((o) => (
            <option key={o.value} value={o.value} selected={o.value === chosen}>
              {o.label}
            </option>
          ))}
        </select>
      )}
    </Labeled>
  );
}
