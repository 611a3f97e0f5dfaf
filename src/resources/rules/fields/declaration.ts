import type { NamedFile } from "../../../files/rules/file.ts";
import type { VocabularyId } from "../../../reference/rules/vocabulary.ts";
import type { Alignment, Description, Relation } from "../resource.ts";

/** Kinds of fields, with what each holds. How a kind is read, compared, shown and passed on is said once for all. */
export interface Kinds {
  words: string;
  address: string | undefined;
  /** Free words. */
  list: string[];
  /** Terms of a vocabulary. */
  terms: string[];
  term: string | undefined;
  grades: string[];
  languages: string[];
  license: string;
  "yes-no": boolean | undefined;
  /** ISO 8601. */
  duration: string | undefined;
  standards: Alignment[];
  relations: Relation[];
  accessibility: Description["accessibility"];
  files: NamedFile[] | undefined;
}
export type FieldKind = keyof Kinds;

/** The kinds that can hold such a value. */
type KindOf<Value> = { [K in FieldKind]: [Value] extends [Kinds[K]] ? K : never }[FieldKind];

/**
 * A field, or one of the lists in it, as it leaves the registry and comes back: a column of a sheet, a property of
 * JSON-LD, an element of Dublin Core. Names in `also` and the like are written with commas between them.
 */
export interface Part {
  /** Id of the column; the name of the field when absent. */
  id?: string;
  /** What template and export write above the column. Absent for what no sheet can carry. */
  header?: string;
  /** Other headers that mean it, compared without case, accents and punctuation. */
  also?: string;
  /** Said beside the column in the template, where no list of values can be. */
  note?: string;
  /** Values that are not in the vocabulary are kept as keywords instead of being refused. */
  open?: true;
  /** Where its values are terms of another vocabulary than that of the field. */
  vocabulary?: VocabularyId;
  /** Of alignments and relations: those of this type. */
  type?: Alignment["type"] | Relation["type"];
  /** Property of schema.org, or of our own vocabularies, it is written as; several fields may share one. */
  jsonLd: string;
  /** For schema.org's types: what the property holds instead of a text. */
  node?: "Person" | "Organization" | "EducationalAudience" | "CreativeWork";
  /** What is written for yes, and for no, instead of true and false; "" is not written. */
  says?: { yes: string; no: string };
  /** Put before the words, where a property holds those of several fields. */
  before?: string;
  /** Properties it is read from; that it is written as when absent, none when empty. */
  readFrom?: string;
  /** Elements of Dublin Core and its terms it is read from. */
  dublinCore?: string;
}

/** Where its value stands on the page of a resource: in a list of names and values, or in a piece of its own. */
export type OnPage =
  | { list: "at a glance" | "full record"; name: string; yes?: string; no?: string }
  | "in a piece of its own";

/** How the form of a resource asks for it. */
export type InForm =
  | {
      /** Of the control, and of what it sends. */
      name: string;
      /** "beside": next to others in one line. */
      section: "what" | "what, beside" | "more";
      control: "line" | "text" | "choice";
      label: string;
      hint?: string;
      /** For a choice: what stands where none is made. */
      none?: string;
      /** All values are kept as sent; else the form asks for the first, and the others stay behind it. */
      all?: true;
      /** How a sentence about it begins. */
      called?: string;
    }
  | { name: string; section: "a piece of its own"; all?: true; called?: string }
  | "not asked";

/** All that is said of a field of a description. Everything that shows, reads or passes on fields is made from it. */
export interface FieldDeclaration<Value = unknown> {
  kind: KindOf<Value>;
  /** What it is called where two descriptions are compared. */
  label: string;
  vocabulary?: VocabularyId;
  /** A change of it is more than a correction: reviewers look again, endorsements end. */
  reviewed?: true;
  parts: readonly [Part, ...Part[]];
  page: OnPage;
  form: InForm;
  /** A value that says something, for the sample of the index and for tests. */
  example: NonNullable<Value>;
}

/** One declaration for each field: a field without one does not compile. */
export type FieldTable = { [F in keyof Description]-?: FieldDeclaration<Description[F]> };
