import type { ComponentChildren } from "preact";
import { fieldInWords } from "../../doorway/field-words.ts";
import { useSite } from "../../doorway/site.ts";
import { listed } from "../../kernel/words.ts";
import type { VocabularyId } from "../../reference/rules/vocabulary.ts";
import { filterAddress } from "../../search/rules/addresses.ts";
import { FACETS } from "../../search/rules/facets.ts";
import { labelsOf, languagesInWords } from "../../standards/rules/labels.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { FieldKind, Kinds, OnPage } from "../rules/fields/declaration.ts";
import {
  ACCESSIBILITY,
  FIELD_NAMES,
  type FieldName,
  fieldDeclaration,
  vocabularyOf,
} from "../rules/fields/fields.ts";
import type { Description } from "../rules/resource.ts";

/** A name and what it is: nothing at all where there is nothing to say. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children || (Array.isArray(children) && children.length === 0)) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type List = Exclude<OnPage, string>;

/** The fields whose place is this list, each with its name and its value. */
export function FieldFacts({ list, description: d }: { list: List["list"]; description: Description }) {
  const { reference } = useSite();
  return (
    <>
      {FIELD_NAMES.map((field) => {
        const { kind, page } = fieldDeclaration(field);
        const value = d[field];
        if (typeof page === "string" || page.list !== list || value === undefined) return null;
        if (kind === "accessibility") return <AccessFacts key={field} lists={d.accessibility} />;
        const show = SHOW[kind] as Show<FieldKind> | undefined;
        return (
          <Fact key={field} name={page.name}>
            {show
              ? show(value as Kinds[FieldKind], { field, page, reference })
              : fieldInWords(field, value, reference)}
          </Fact>
        );
      })}
    </>
  );
}

interface Shown {
  field: FieldName;
  page: List;
  reference: Reference;
}
type Show<K extends FieldKind> = (value: Kinds[K], shown: Shown) => ComponentChildren;

/** Kinds that the page shows otherwise than a comparison does. */
const SHOW: { [K in FieldKind]?: Show<K> } = {
  address: (url) =>
    url && (
      <a href={url} rel="noopener">
        {url}
      </a>
    ),
  "yes-no": (value, { page: { yes = "Yes", no = "No" } }) => (value ? yes : no),
  languages: (tags, { reference }) => listed(languagesInWords(tags, reference)),
  term: (id, { field, reference }) => id && sentence(labelsOf(vocabularyOf(field), [id], reference)),
  terms: (ids, { field, page, reference }) =>
    page.list === "full record"
      ? links(field, ids, reference)
      : sentence(labelsOf(vocabularyOf(field), ids, reference)),
};

/** Terms that lead to everything else that has them, where a facet can be asked for them. */
function links(field: FieldName, ids: string[], reference: Reference): ComponentChildren {
  const facet = FACETS.find((f) => f.field === field)?.id;
  return ids.map((id, i) => {
    const label = reference.vocabularies[vocabularyOf(field)].labelOf(id);
    return (
      <span key={id}>
        {i > 0 && ", "}
        {facet ? <a href={filterAddress({ [facet]: [id] })}>{label}</a> : label}
      </span>
    );
  });
}

/** Labels as one sentence would have them: only the first keeps its capital. */
const sentence = (words: string[]) => {
  const text = listed(
    words.map((w, i) =>
      i === 0 || /^[A-Z]{2}|^[A-Z].*[A-Z]/.test(w) ? w : w.charAt(0).toLowerCase() + w.slice(1),
    ),
  );
  return text || undefined;
};

function AccessFacts({ lists }: { lists: Description["accessibility"] }) {
  const { reference } = useSite();
  const say = (vocabulary: VocabularyId, ids: string[]) => sentence(labelsOf(vocabulary, ids, reference));
  return (
    <>
      <Fact name="Access">{say(ACCESSIBILITY.features, lists.features)}</Fact>
      <Fact name="Senses needed">{say(ACCESSIBILITY.modes, lists.modes)}</Fact>
      <Fact name="Take care">{say(ACCESSIBILITY.hazards, lists.hazards)}</Fact>
    </>
  );
}
