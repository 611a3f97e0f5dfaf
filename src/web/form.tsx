import type { ComponentChildren } from "preact";
import { number } from "./words.ts";

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
