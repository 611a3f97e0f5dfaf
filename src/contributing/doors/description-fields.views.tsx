import { useSite } from "../../doorway/site.ts";
import type { Fault } from "../../kernel/problem.ts";
import type { InForm } from "../../resources/rules/fields/declaration.ts";
import {
  FIELD_NAMES,
  type FieldName,
  fieldDeclaration,
  vocabularyOf,
} from "../../resources/rules/fields/fields.ts";
import { Field, Select, Words } from "../../ui/field.views.tsx";
import { faultOf } from "../../ui/form.tsx";
import type { FormValues } from "../rules/draft.ts";
import { allValues, firstValue } from "../rules/typed-values.ts";

export interface FieldsShown {
  typed: FormValues;
  faults: Fault[];
}

/** A field that is asked for by a control of its own. */
type Control = Extract<InForm, { control: string }>;

/** The fields asked for in one section of the form. */
const inSection = (section: Control["section"]): { field: FieldName; form: Control }[] =>
  FIELD_NAMES.flatMap((field) => {
    const { form } = fieldDeclaration(field);
    return typeof form !== "string" && form.section === section ? [{ field, form: form as Control }] : [];
  });

const Section = ({ of, ...shown }: FieldsShown & { of: Control["section"] }) => (
  <>
    {inSection(of).map(({ field, form }) => (
      <OneField key={field} field={field} form={form} {...shown} />
    ))}
  </>
);

interface OneShown extends FieldsShown {
  field: FieldName;
  form: Control;
}

function OneField({ field, form, typed, faults }: OneShown) {
  const { name, label, hint, control } = form;
  if (control === "choice") return <Choice field={field} form={form} typed={typed} faults={faults} />;
  const Line = control === "text" ? Words : Field;
  return <Line name={name} label={label} value={firstValue(typed, name)} hint={hint} faults={faults} />;
}

/** One term of the field's vocabulary. Where all are kept that were chosen, the others go along unseen. */
function Choice({ field, form: { name, label, hint, none = "Not said", all }, typed, faults }: OneShown) {
  const [chosen, ...others] = [firstValue(typed, name), ...allValues(typed, name).slice(1)];
  return (
    <>
      <Select
        name={name}
        label={label}
        hint={hint}
        chosen={chosen}
        faults={faults}
        options={[{ value: "", label: none }, ...useTerms(field, chosen ?? "")]}
      />
      {all && others.map((id) => <input key={id} type="hidden" name={name} value={id} />)}
    </>
  );
}

const YES_NO = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** What may be chosen. Languages have more names than the vocabulary, so that a chosen one is always among them. */
function useTerms(field: FieldName, chosen: string): { value: string; label: string }[] {
  const { vocabularies } = useSite().reference;
  const { kind } = fieldDeclaration(field);
  if (kind === "yes-no") return YES_NO;
  const vocabulary = vocabularies[vocabularyOf(field)];
  const foreign = kind === "languages" && chosen && !vocabulary.get(chosen);
  return [
    ...(foreign ? [{ value: chosen, label: chosen }] : []),
    ...vocabulary.terms.map((t) => ({ value: t.id, label: t.label })),
  ];
}

/** What it is: title, what happens in it, content area; beside each other kind, grades and minutes. */
export const WhatItIs = (shown: FieldsShown) => (
  <section class="card stack" aria-labelledby="what">
    <h2 id="what">What is it?</h2>
    <Section of="what" {...shown} />
    <div class="deck areas">
      <Section of="what, beside" {...shown} />
    </div>
  </section>
);

export const More = (shown: FieldsShown) => (
  <details class="card" open={inSection("more").some(({ form }) => faultOf(form.name, shown.faults))}>
    <summary>Who made it, and in which language</summary>
    <div class="stack">
      <Section of="more" {...shown} />
    </div>
  </details>
);
