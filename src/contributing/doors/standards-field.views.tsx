import { useSite } from "../../doorway/site.ts";
import { nameOf, shortCode } from "../../standards/rules/framework.ts";
import { Checkbox } from "../../ui/checkbox.views.tsx";
import { Field } from "../../ui/field.views.tsx";
import type { FormValues } from "../rules/draft.ts";
import type { StandardRow } from "../rules/suggested-rows.ts";
import type { FormSuggestion } from "../rules/suggestions.ts";
import { allValues, firstValue } from "../rules/typed-values.ts";
import type { FieldsShown } from "./description-fields.views.tsx";

export function StandardsField({
  typed,
  faults,
  rows,
  topics,
}: FieldsShown & { rows: StandardRow[]; topics: FormSuggestion[] }) {
  const { topic } = useSite().reference.vocabularies;
  const ticked = allValues(typed, "topic");
  return (
    <section class="card stack" id="teaches" aria-labelledby="teaches-title">
      <h2 id="teaches-title">What does it teach?</h2>
      {rows.length + topics.length > 0 && <p class="soft">Suggested from its words. Keep what is right.</p>}
      <StandardRows rows={rows} typed={typed} faults={faults} />
      {topics.length > 0 && (
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">Topics we noticed</legend>
          <ul class="row plain">
            {topics.map((t) => (
              <li key={t.id}>
                <Checkbox id={`topic-${t.id}`} name="topic" value={t.id} checked={ticked.includes(t.id)}>
                  {topic.labelOf(t.id)}
                  {t.because && <span class="usa-sr-only">. {t.because}</span>}
                </Checkbox>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <p>
        <button class="usa-button usa-button--unstyled" type="submit" name="act" value="suggest">
          Look at the words again
        </button>
      </p>
    </section>
  );
}

/** Standards to tick, each with its level, and a line for further codes. */
export function StandardRows({ rows, typed, faults }: FieldsShown & { rows: StandardRow[] }) {
  return (
    <>
      {rows.length > 0 && (
        <ul class="plain stack">
          {rows.map((row, i) => (
            <Standard key={row.key} row={row} nth={i} typed={typed} />
          ))}
        </ul>
      )}
      <Field
        name="codes"
        label={rows.length > 0 ? "Another standard" : "Standards"}
        value={firstValue(typed, "codes")}
        faults={faults}
        hint="Codes like 4.NF.C.7, with commas between them, if you know them"
      />
    </>
  );
}

function Standard({ row, nth, typed }: { row: StandardRow; nth: number; typed: FormValues }) {
  const { standards, vocabularies } = useSite().reference;
  const item = standards.item(row.item);
  if (!item) return null;
  const [name, code] = [nameOf(item), shortCode(item.code)];
  const level = firstValue(typed, `level:${row.key}`);
  return (
    <li class="row ends">
      <Checkbox
        id={`std-${nth}`}
        name="std"
        value={row.key}
        checked={allValues(typed, "std").includes(row.key)}
      >
        <strong>{name}</strong> {code !== name && <span class="soft small">{code}</span>}
        <span class="usa-checkbox__label-description">
          {item.statement && item.statement !== name && (
            <span class="words small" lang={item.language}>
              {item.statement}{" "}
            </span>
          )}
          {row.because && <span class="soft small">{row.because}</span>}
        </span>
      </Checkbox>
      <div>
        <label class="usa-label small" for={`level-${nth}`}>
          Level<span class="usa-sr-only"> for {name}</span>
        </label>
        <select class="usa-select" id={`level-${nth}`} name={`level:${row.key}`}>
          <option value="">Not sure</option>
          {vocabularies.level.terms.map((t) => (
            <option key={t.id} value={t.id} selected={t.id === level}>
              {t.label}
            </option>
          ))}
        </select>
      </div>
    </li>
  );
}
