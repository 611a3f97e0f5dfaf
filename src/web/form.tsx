import type { ComponentChildren, JSX } from "preact";
import type { Fault } from "../problem.ts";
import { CSRF_FIELD } from "./csrf-field.ts";
import { useSite } from "./site.ts";
import { number } from "./words.ts";

interface FormProps {
  action: string;
  class?: string;
  /** The form's own name, where a page has several. */
  label?: string;
  /** Set where files are sent along. */
  files?: boolean;
  children: ComponentChildren;
}

/** A form that changes something. It carries the word only our own pages know. */
export function Form({ action, label, files, children, ...rest }: FormProps) {
  const { visitor } = useSite();
  return (
    <form
      class={rest.class ?? "stack"}
      method="post"
      action={action}
      aria-label={label}
      enctype={files ? "multipart/form-data" : undefined}
      noValidate
    >
      <input type="hidden" name={CSRF_FIELD} value={visitor?.csrf ?? ""} />
      {children}
    </form>
  );
}

/** What is wrong with this field, as the faults of a Problem say it: `/email` is the field `email`. */
export const faultOf = (name: string, faults: Fault[] = []) =>
  faults.find((f) => f.pointer === `/${name}`)?.detail;

interface FieldProps {
  name: string;
  label: string;
  /** Where two forms of a page have fields of one name. */
  id?: string;
  type?: "text" | "email" | "password" | "url";
  value?: string | undefined;
  hint?: string;
  faults?: Fault[] | undefined;
  autocomplete?: string;
  /** For codes: the number pad of phones. */
  numeric?: boolean;
}

/** One line to fill in, with its hint and what is wrong with it. */
export function Field({ name, label, type = "text", value, hint, faults, ...rest }: FieldProps) {
  const id = rest.id ?? name;
  const fault = faultOf(name, faults);
  const said = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  // The types of inputs are a union per kind; this line is any of them.
  const given: JSX.IntrinsicElements["input"] & { type: "text" } = {
    class: `usa-input${fault ? " usa-input--error" : ""}`,
    id,
    name,
    type: type as "text",
    value,
    autoComplete: rest.autocomplete,
    inputMode: rest.numeric ? "numeric" : undefined,
    "aria-describedby": said || undefined,
    "aria-invalid": fault ? "true" : undefined,
    spellcheck: type === "text" ? undefined : false,
  };
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
      {fault && (
        <span class="usa-error-message" id={`${id}-fault`}>
          <span class="usa-sr-only">Error: </span>
          {fault}
        </span>
      )}
      <input {...given} />
    </div>
  );
}

/** Everything that is wrong, above the form, each with a link to its field. */
export function ErrorSummary({ sentence, faults }: { sentence: string; faults: Fault[] }) {
  return (
    <div class="usa-alert usa-alert--error" role="alert" tabIndex={-1} aria-labelledby="wrong">
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading" id="wrong">
          {sentence}
        </h2>
        {faults.length > 0 && (
          <ul>
            {faults.map((f) => (
              <li key={f.pointer + f.detail}>
                <a href={`#${f.pointer.slice(1).replaceAll("/", "-")}`}>{f.detail}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

interface CheckProps {
  id: string;
  name: string;
  value: string;
  checked: boolean;
  /** How many resources it would give. */
  count?: number;
  children: ComponentChildren;
}

export function Check({ id, name, value, checked, count, children }: CheckProps) {
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

interface SelectProps {
  id: string;
  name: string;
  label: string;
  options: { value: string; label: string }[];
  chosen: string | undefined;
}

export function Select({ id, name, label, options, chosen }: SelectProps) {
  return (
    <div class="usa-form-group">
      <label class="usa-label" for={id}>
        {label}
      </label>
      <select class="usa-select" id={id} name={name}>
        {options.map((o) => (
          <option key={o.value} value={o.value} selected={o.value === chosen}>
            {o.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Things sent along unseen, so that a form keeps what else was asked. */
export function Kept({ values }: { values: [string, string][] }) {
  return (
    <>
      {values.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
