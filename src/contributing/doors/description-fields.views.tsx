import { useSite } from "../../doorway/site.ts";
import type { Fault } from "../../kernel/problem.ts";
import { Field, Select, Words } from "../../ui/field.views.tsx";
import { faultOf } from "../../ui/form.tsx";
import type { FormValues } from "../rules/draft.ts";
import { allValues, firstValue } from "../rules/form-values.ts";

export interface FieldsShown {
  typed: FormValues;
  faults: Fault[];
}

/** What it is: title, what happens in it, kind, grades, minutes, content area. */
export function WhatItIs({ typed, faults }: FieldsShown) {
  const { type, subject } = useSite().reference.vocabularies;
  const line = (name: string, label: string, hint?: string) => (
    <Field
      name={name}
      label={label}
      value={firstValue(typed, name)}
      faults={faults}
      {...(hint ? { hint } : {})}
    />
  );
  return (
    <section class="card stack" aria-labelledby="what">
      <h2 id="what">What is it?</h2>
      {line("title", "Title")}
      <Words
        name="summary"
        label="What happens in it"
        value={firstValue(typed, "summary")}
        hint="One or two sentences"
        faults={faults}
      />
      <Select
        name="subject"
        label="Content area"
        chosen={firstValue(typed, "subject")}
        faults={faults}
        options={[
          { value: "", label: "Choose one" },
          ...subject.terms.map((t) => ({ value: t.id, label: t.label })),
        ]}
      />
      {allValues(typed, "subject")
        .slice(1)
        .map((id) => (
          <input key={id} type="hidden" name="subject" value={id} />
        ))}
      <div class="deck areas">
        <Select
          name="type"
          label="Kind"
          hint="If you know"
          chosen={firstValue(typed, "type")}
          faults={faults}
          options={[
            { value: "", label: "Not said" },
            ...type.terms.map((t) => ({ value: t.id, label: t.label })),
          ]}
        />
        {line("grades", "Grades", "Like 4, K-2 or 6-8")}
        {line("minutes", "Minutes", "Like 45")}
      </div>
    </section>
  );
}

export function More({ typed, faults }: FieldsShown) {
  const { language } = useSite().reference.vocabularies;
  const chosen = firstValue(typed, "language");
  const known = chosen && !language.get(chosen) ? [{ value: chosen, label: chosen }] : [];
  const open = ["language", "author", "publisher", "words"].some((name) => faultOf(name, faults));
  return (
    <details class="card" open={open}>
      <summary>Who made it, and in which language</summary>
      <div class="stack">
        <Field
          name="author"
          label="Author"
          value={firstValue(typed, "author")}
          faults={faults}
          hint="If you like, or if it is not yours"
        />
        <Field name="publisher" label="Publisher" value={firstValue(typed, "publisher")} faults={faults} />
        <Select
          name="language"
          label="Language"
          chosen={firstValue(typed, "language")}
          faults={faults}
          options={[
            { value: "", label: "Not said" },
            ...known,
            ...language.terms.map((t) => ({ value: t.id, label: t.label })),
          ]}
        />
        <Field
          name="words"
          label="Other words it should be found by"
          value={firstValue(typed, "words")}
          faults={faults}
          hint="With commas between them"
        />
      </div>
    </details>
  );
}
