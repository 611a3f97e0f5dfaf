import type { ComponentChildren } from "preact";
import type { NamedFile } from "../files/file.ts";
import type { Fault } from "../problem.ts";
import { nameOf, shortCode } from "../standards/framework.ts";
import { Field, faultOf } from "../web/form.tsx";
import { useSite } from "../web/site.ts";
import { LICENSE_CHOICES, type ReachChoice } from "./choices.ts";
import type { Typed } from "./draft.ts";
import type { Suggestion } from "./suggestions.ts";
import { allOf, firstOf } from "./typed.ts";

export interface FieldsShown {
  typed: Typed;
  faults: Fault[];
}

interface GroupProps {
  name: string;
  label: string;
  hint?: string | undefined;
  faults: Fault[];
  children: (aria: { id: string; "aria-describedby"?: string; "aria-invalid"?: "true" }) => ComponentChildren;
}

/** A label, a hint, what is wrong, and the control. */
function Group({ name, label, hint, faults, children }: GroupProps) {
  const fault = faultOf(name, faults);
  const said = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  return (
    <div class={`usa-form-group${fault ? " usa-form-group--error" : ""}`}>
      <label class={`usa-label${fault ? " usa-label--error" : ""}`} for={name}>
        {label}
      </label>
      {hint && (
        <span class="usa-hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      <FaultLine name={name} fault={fault} />
      {children({
        id: name,
        ...(said ? { "aria-describedby": said } : {}),
        ...(fault ? { "aria-invalid": "true" } : {}),
      })}
    </div>
  );
}

function FaultLine({ name, fault }: { name: string; fault: string | undefined }) {
  if (!fault) return null;
  return (
    <span class="usa-error-message" id={`${name}-fault`}>
      <span class="usa-sr-only">Error: </span>
      {fault}
    </span>
  );
}

export function TextArea({
  name,
  label,
  hint,
  typed,
  faults,
}: FieldsShown & { name: string; label: string; hint?: string }) {
  return (
    <Group name={name} label={label} hint={hint} faults={faults}>
      {(aria) => (
        <textarea class="usa-textarea" rows={3} name={name} value={firstOf(typed, name)} {...aria} />
      )}
    </Group>
  );
}

interface ChoiceProps extends FieldsShown {
  name: string;
  label: string;
  hint?: string;
  options: { value: string; label: string }[];
}

export function Choice({ name, label, hint, options, typed, faults }: ChoiceProps) {
  const chosen = firstOf(typed, name);
  return (
    <Group name={name} label={label} hint={hint} faults={faults}>
      {(aria) => (
        <select class="usa-select" name={name} {...aria}>
          {options.map((o) => (
            <option key={o.value} value={o.value} selected={o.value === chosen}>
              {o.label}
            </option>
          ))}
        </select>
      )}
    </Group>
  );
}

/** What it is: title, what happens in it, kind, grades, minutes, content area. */
export function WhatItIs({ typed, faults }: FieldsShown) {
  const { type, subject } = useSite().reference.vocabularies;
  const line = (name: string, label: string, hint?: string) => (
    <Field
      name={name}
      label={label}
      value={firstOf(typed, name)}
      faults={faults}
      {...(hint ? { hint } : {})}
    />
  );
  return (
    <section class="card stack" aria-labelledby="what">
      <h2 id="what">What is it?</h2>
      {line("title", "Title")}
      <TextArea
        name="summary"
        label="What happens in it"
        hint="One or two sentences"
        typed={typed}
        faults={faults}
      />
      <Choice
        name="subject"
        label="Content area"
        typed={typed}
        faults={faults}
        options={[
          { value: "", label: "Choose one" },
          ...subject.terms.map((t) => ({ value: t.id, label: t.label })),
        ]}
      />
      {allOf(typed, "subject")
        .slice(1)
        .map((id) => (
          <input key={id} type="hidden" name="subject" value={id} />
        ))}
      <div class="deck areas">
        <Choice
          name="type"
          label="Kind"
          hint="If you know"
          typed={typed}
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

/** The link, and files to upload or uploaded. */
export function LinkAndFiles({
  typed,
  faults,
  files,
  uploadFirst,
}: FieldsShown & { files: Pick<NamedFile, "hash" | "name">[]; uploadFirst: boolean }) {
  const fault = faultOf("upload", faults);
  const open = uploadFirst || files.length > 0 || fault !== undefined;
  return (
    <section class="card stack" aria-labelledby="where">
      <h2 id="where">Where is it?</h2>
      <Field
        name="link"
        label="Link"
        value={firstOf(typed, "link")}
        faults={faults}
        hint="A web page, or a shared document that anyone with the link can open"
      />
      {files.length > 0 && (
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">Files</legend>
          <ul class="plain stack near">
            {files.map((f) => (
              <li key={f.hash} class="stack near">
                <Tick id={`file-${f.hash.slice(0, 12)}`} name="file" value={f.hash} checked>
                  {f.name}
                </Tick>
                <Tick
                  id={`educators-${f.hash.slice(0, 12)}`}
                  name="educators"
                  value={f.hash}
                  checked={allOf(typed, "educators").includes(f.hash)}
                >
                  <span class="small">
                    Educators only, such as an answer key<span class="usa-sr-only">: {f.name}</span>
                  </span>
                </Tick>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <details open={open}>
        <summary>Upload files</summary>
        <div class="stack">
          <div class={`usa-form-group${fault ? " usa-form-group--error" : ""}`}>
            <label class="usa-label" for="upload">
              Files
            </label>
            <span class="usa-hint" id="upload-hint">
              PDF, documents, slides, sheets, pictures, sound or video, up to 50 MB each
            </span>
            <FaultLine name="upload" fault={fault} />
            <input
              id="upload"
              type="file"
              name="upload"
              multiple
              aria-describedby={fault ? "upload-hint upload-fault" : "upload-hint"}
            />
          </div>
          <div class="usa-form-group">
            <label class="usa-label" for="uploadForEducators">
              Files for educators only
            </label>
            <span class="usa-hint" id="uploadForEducators-hint">
              Such as an answer key. Students and families cannot open these, however far it goes
            </span>
            <input
              id="uploadForEducators"
              type="file"
              name="uploadForEducators"
              multiple
              aria-describedby="uploadForEducators-hint"
            />
          </div>
        </div>
      </details>
    </section>
  );
}

interface TickProps {
  id: string;
  name: string;
  value: string;
  checked: boolean;
  children: ComponentChildren;
}

export function Tick({ id, name, value, checked, children }: TickProps) {
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
      </label>
    </div>
  );
}

/** A standard that is ticked or likely, by its key in the form. */
export interface StandardRow {
  key: string;
  item: string;
  because?: string | undefined;
}

export function Teaches({
  typed,
  faults,
  rows,
  topics,
}: FieldsShown & { rows: StandardRow[]; topics: Suggestion[] }) {
  const { topic } = useSite().reference.vocabularies;
  const ticked = allOf(typed, "topic");
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
                <Tick id={`topic-${t.id}`} name="topic" value={t.id} checked={ticked.includes(t.id)}>
                  {topic.labelOf(t.id)}
                  {t.because && <span class="usa-sr-only">. {t.because}</span>}
                </Tick>
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
        value={firstOf(typed, "codes")}
        faults={faults}
        hint="Codes like 4.NF.C.7, with commas between them, if you know them"
      />
    </>
  );
}

function Standard({ row, nth, typed }: { row: StandardRow; nth: number; typed: Typed }) {
  const { standards, vocabularies } = useSite().reference;
  const item = standards.item(row.item);
  if (!item) return null;
  const [name, code] = [nameOf(item), shortCode(item.code)];
  const level = firstOf(typed, `level:${row.key}`);
  return (
    <li class="row ends">
      <div class="usa-checkbox">
        <input
          class="usa-checkbox__input"
          id={`std-${nth}`}
          type="checkbox"
          name="std"
          value={row.key}
          checked={allOf(typed, "std").includes(row.key)}
        />
        <label class="usa-checkbox__label" for={`std-${nth}`}>
          <strong>{name}</strong> {code !== name && <span class="soft small">{code}</span>}
          <span class="usa-checkbox__label-description">
            {item.statement && item.statement !== name && (
              <span class="words small" lang={item.language}>
                {item.statement}{" "}
              </span>
            )}
            {row.because && <span class="soft small">{row.because}</span>}
          </span>
        </label>
      </div>
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

/** A group of radio buttons with its own fault. */
function Radios({
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
        <FaultLine name={name} fault={fault} />
        {children}
      </fieldset>
    </div>
  );
}

interface RadioProps {
  id: string;
  name: string;
  value: string;
  checked: boolean;
  says: string;
  more?: string | undefined;
}

function Radio({ id, name, value, checked, says, more }: RadioProps) {
  return (
    <div class="usa-radio">
      <input class="usa-radio__input" id={id} type="radio" name={name} value={value} checked={checked} />
      <label class="usa-radio__label" for={id}>
        {says}
        {more && <span class="usa-radio__label-description">{more}</span>}
      </label>
    </div>
  );
}

export function Rights({ typed, faults, fromPage }: FieldsShown & { fromPage: boolean }) {
  const { license } = useSite().reference.vocabularies;
  const chosen = firstOf(typed, "license");
  const listed = LICENSE_CHOICES.some((c) => c.id === chosen);
  const known =
    chosen && !listed && chosen !== "not-stated" && chosen !== "other" ? license.get(chosen) : undefined;
  return (
    <section class="card stack" aria-labelledby="rights">
      <h2 id="rights">May others use and change it?</h2>
      {fromPage && chosen && <p class="soft">The page says so itself.</p>}
      <Radios name="license" legend="May others use and change it?" faults={faults}>
        {known && (
          <Radio
            id="license-known"
            name="license"
            value={known.id}
            checked
            says={known.plain ?? known.label}
            more={known.short ?? known.label}
          />
        )}
        {LICENSE_CHOICES.map((c) => (
          <Radio
            key={c.id}
            id={`license-${c.id}`}
            name="license"
            value={c.id}
            checked={c.id === chosen}
            says={c.says}
            more={c.short}
          />
        ))}
        <Radio
          id="license-not-stated"
          name="license"
          value="not-stated"
          checked={chosen === "not-stated"}
          says="It is not mine, and it does not say"
          more="Readers are told to ask before they copy"
        />
        <Radio
          id="license-other"
          name="license"
          value="other"
          checked={chosen === "other"}
          says="Something else"
        />
      </Radios>
      <details open={chosen === "other"}>
        <summary>All licenses</summary>
        <Choice
          name="otherLicense"
          label="License, for “Something else”"
          typed={typed}
          faults={faults}
          options={[
            { value: "", label: "Choose one" },
            ...license.terms
              .filter((t) => t.id !== "not-stated")
              .map((t) => ({ value: t.id, label: t.label })),
          ]}
        />
      </details>
    </section>
  );
}

export function HowFar({
  typed,
  faults,
  choices,
  places,
}: FieldsShown & { choices: ReachChoice[]; places: { code: string; name: string }[] }) {
  const chosen = firstOf(typed, "reach");
  return (
    <section class="card stack" aria-labelledby="far">
      <h2 id="far">How far should it go?</h2>
      {places.length > 1 && (
        <Choice
          name="organization"
          label="Shared for"
          typed={typed}
          faults={faults}
          options={places.map((p) => ({ value: p.code, label: p.name }))}
        />
      )}
      <Radios name="reach" legend="How far should it go?" faults={faults}>
        {choices.map((c, i) => (
          <div key={c.reach} class={`usa-radio rung r${i + 1}`}>
            <input
              class="usa-radio__input"
              id={`reach-${c.reach}`}
              type="radio"
              name="reach"
              value={c.reach}
              checked={c.reach === chosen}
            />
            <label class="usa-radio__label" for={`reach-${c.reach}`}>
              <strong>{c.name}</strong>
              <span class="usa-radio__label-description">{c.consequence}</span>
            </label>
          </div>
        ))}
      </Radios>
    </section>
  );
}

export function More({ typed, faults }: FieldsShown) {
  const { language } = useSite().reference.vocabularies;
  const chosen = firstOf(typed, "language");
  const known = chosen && !language.get(chosen) ? [{ value: chosen, label: chosen }] : [];
  const open = ["language", "author", "publisher", "words"].some((name) => faultOf(name, faults));
  return (
    <details class="card" open={open}>
      <summary>Who made it, and in which language</summary>
      <div class="stack">
        <Field
          name="author"
          label="Author"
          value={firstOf(typed, "author")}
          faults={faults}
          hint="If you like, or if it is not yours"
        />
        <Field name="publisher" label="Publisher" value={firstOf(typed, "publisher")} faults={faults} />
        <Choice
          name="language"
          label="Language"
          typed={typed}
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
          value={firstOf(typed, "words")}
          faults={faults}
          hint="With commas between them"
        />
      </div>
    </details>
  );
}
