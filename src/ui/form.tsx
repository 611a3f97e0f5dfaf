import type { ComponentChildren } from "preact";
import { CSRF_FIELD } from "../http/csrf-field.ts";
import type { Fault } from "../kernel/problem.ts";
import { usePage } from "./page-context.ts";

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
  const { csrf } = usePage();
  return (
    <form
      class={rest.class ?? "stack"}
      method="post"
      action={action}
      aria-label={label}
      enctype={files ? "multipart/form-data" : undefined}
      noValidate
    >
      <input type="hidden" name={CSRF_FIELD} value={csrf} />
      {children}
    </form>
  );
}

/** What is wrong with this field, as the faults of a Problem say it: `/email` is the field `email`. */
export const faultOf = (name: string, faults: Fault[] = []) =>
  faults.find((f) => f.pointer === `/${name}`)?.detail;

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

/** Things sent along unseen, so that a form keeps what else was asked. */
export function HiddenFields({ values }: { values: [string, string][] }) {
  return (
    <>
      {values.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
