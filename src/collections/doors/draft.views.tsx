import { foreign, kindLine } from "../../doorway/display-words.ts";
import { useSite } from "../../doorway/site.ts";
import { counted } from "../../kernel/words.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import { Field, Words } from "../../ui/field.views.tsx";
import { type Content, type Entry, entriesOf, type Section } from "../rules/collection.ts";
import { gapInWords } from "../rules/collection-words.ts";
import { isFirst, isLast } from "../rules/edit-form.ts";
import type { EditShown } from "./edit.views.tsx";

export function ResourceList({ shown, content }: { shown: EditShown; content: Content }) {
  const count = entriesOf(content).length;
  return (
    <section class="stack" aria-labelledby="resources">
      <h2 id="resources" tabIndex={-1}>
        {count === 0 ? "No resource yet" : counted(count)}
      </h2>
      {count === 0 && (
        <p>
          <a href="/search">Find resources</a>, and choose “Add to a collection” beside the ones that fit.
        </p>
      )}
      {content.sections.map((s, i) => (
        <OneSection key={i} section={s} at={i} shown={shown} content={content} />
      ))}
      <div class="row">
        <button class="usa-button usa-button--outline" type="submit" name="do" value="section-add">
          Add a section
        </button>
        {count > 0 && (
          <button class="usa-button usa-button--outline" type="submit" name="do" value="save">
            Save the draft
          </button>
        )}
      </div>
    </section>
  );
}

interface PartProps {
  shown: EditShown;
  content: Content;
  at: number;
}

function OneSection({ section, at, shown, content }: PartProps & { section: Section }) {
  const last = content.sections.length - 1;
  const name = section.heading || `Section ${at + 1}`;
  const before = content.sections.slice(0, at).reduce((sum, s) => sum + s.entries.length, 1);
  return (
    <section class="stack" aria-labelledby={`section-${at}`}>
      <h3 id={`section-${at}`}>{name}</h3>
      <Field
        name={`heading-${at}`}
        label="Heading"
        value={section.heading}
        faults={shown.problem?.faults}
        {...(at === 0 && last === 0 ? { hint: "Leave it empty if one list is enough." } : {})}
      />
      <Words
        name={`about-${at}`}
        label="About this section"
        of={name}
        value={section.note}
        rows={2}
        most={1000}
        faults={shown.problem?.faults}
      />
      <div class="row moves">
        {at > 0 && <Step what="section-up" which={String(at)} words="Move section up" of={name} />}
        {at < last && <Step what="section-down" which={String(at)} words="Move section down" of={name} />}
        {(last > 0 || section.heading !== "") && (
          <Step what="section-remove" which={String(at)} words="Remove heading" of={name} />
        )}
      </div>
      <ol class="plain stack near" start={before}>
        {section.entries.map((e, i) => (
          <OneEntry key={e.resource} entry={e} number={before + i} at={at} shown={shown} content={content} />
        ))}
      </ol>
    </section>
  );
}

/** A button that changes the order; its id is where the focus comes back to. */
function Step({ what, which, words, of }: { what: string; which: string; words: string; of: string }) {
  return (
    <button
      class="usa-button usa-button--unstyled"
      type="submit"
      name="do"
      value={`${what} ${which}`}
      id={`${what}-${which}`}
    >
      {words}
      <span class="usa-sr-only"> {of}</span>
    </button>
  );
}

function OneEntry({ entry, number, shown, content }: PartProps & { entry: Entry; number: number }) {
  const { reference } = useSite();
  const { resource, note } = entry;
  const gap = shown.gaps.find((g) => g.resource === resource);
  const d = shown.held.get(resource)?.description;
  const title = d?.title ?? gap?.title ?? "A resource you cannot see";
  return (
    <li class="card slim hit">
      <span class="dot" aria-hidden="true">
        {number}
      </span>
      <div class="stack near">
        <h4>
          {d ? (
            <a href={resourceAddress(resource)} lang={foreign(d.languages)}>
              {title}
            </a>
          ) : (
            title
          )}
        </h4>
        {d && <p class="small soft">{[kindLine(d, reference), d.publisher].filter(Boolean).join(" · ")}</p>}
        {gap && <p class="small warn">{gapInWords(gap, shown.collection)}</p>}
        <Words
          name={`note-${resource}`}
          label="Your note"
          of={`on ${title}`}
          value={note}
          rows={2}
          most={1000}
          faults={shown.problem?.faults}
        />
        <div class="row moves">
          {!isFirst(content, resource) && <Step what="up" which={resource} words="Up" of={title} />}
          {!isLast(content, resource) && <Step what="down" which={resource} words="Down" of={title} />}
          <Step what="remove" which={resource} words="Remove" of={title} />
        </div>
      </div>
    </li>
  );
}
