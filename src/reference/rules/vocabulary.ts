/** The controlled vocabularies. Ids are stable and follow the field's standards; labels are editable. */
export const VOCABULARIES = [
  "subject",
  "topic",
  "level",
  "grade",
  "type",
  "format",
  "use",
  "audience",
  "dimension",
  "choice",
  "setting",
  "interest",
  "maturity",
  "curriculum",
  "language",
  "license",
  "accessibility-feature",
  "accessibility-hazard",
  "access-mode",
  "relation",
  "alignment-type",
] as const;
export type VocabularyId = (typeof VOCABULARIES)[number];

export interface Term {
  id: string;
  label: string;
  note?: string;
  /** Other spellings understood on the way in, and in search. */
  altLabels?: string[];
  broader?: string;
  /** For topics: the content area they belong to. */
  subject?: string;
  /** For curricula: the organization whose vocabulary it is. */
  organization?: string;
  exactMatch?: string[];
  /** Licences only. */
  url?: string;
  group?: string;
  adaptable?: boolean;
  short?: string;
  plain?: string;
  may?: string[];
  must?: string[];
}

export interface VocabularyData {
  id: VocabularyId;
  label: string;
  note?: string;
  source?: string;
  terms: Term[];
}

/** Lower case, no accents, letters and digits only: how two spellings of one thing are compared. */
export const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

export class Vocabulary {
  readonly id: VocabularyId;
  readonly label: string;
  readonly note: string | undefined;
  readonly source: string | undefined;
  readonly terms: Term[];
  private readonly byId: Map<string, Term>;
  private readonly bySpelling = new Map<string, Term>();
  /** Made when a spelling is first compared. */
  private folded: { id: string; spellings: string[] }[] | undefined;

  constructor(data: VocabularyData) {
    this.id = data.id;
    this.label = data.label;
    this.note = data.note;
    this.source = data.source;
    this.terms = data.terms;
    this.byId = new Map(data.terms.map((t) => [t.id, t]));
    for (const t of data.terms) {
      for (const spelling of [t.id, t.label, ...(t.altLabels ?? []), ...(t.exactMatch ?? [])])
        this.spell(spelling, t);
    }
    // Names in other vocabularies (`lessonPlan`) are understood where no term of this one is called so.
    for (const t of data.terms)
      for (const name of (t.exactMatch ?? []).map((m) => m.replace(/^.*[/#]/, ""))) {
        this.spell(name, t);
        this.spell(name.replace(/(?<=[a-z])(?=[A-Z])/g, " "), t);
      }
  }

  private spell(spelling: string, term: Term): void {
    const key = fold(spelling);
    if (key && !this.bySpelling.has(key)) this.bySpelling.set(key, term);
  }

  get(id: string): Term | undefined {
    return this.byId.get(id);
  }

  /** The term's label, or the id itself when the vocabulary does not know it. */
  labelOf(id: string): string {
    return this.byId.get(id)?.label ?? id;
  }

  /** A term by id, label or any known spelling. */
  understand(spelling: string): Term | undefined {
    return this.byId.get(spelling) ?? this.bySpelling.get(fold(spelling));
  }

  /** The term and everything broader, narrowest first. */
  path(id: string): Term[] {
    const path: Term[] = [];
    for (
      let t = this.byId.get(id);
      t && !path.includes(t);
      t = t.broader ? this.byId.get(t.broader) : undefined
    )
      path.push(t);
    return path;
  }

  narrower(id: string): Term[] {
    return this.terms.filter((t) => t.broader === id);
  }

  /** The valid ids whose spelling comes nearest, best first. */
  nearest(spelling: string, most = 3): string[] {
    const wanted = fold(spelling.slice(0, LONGEST_COMPARED));
    const farthest = Math.max(2, Math.ceil(wanted.length / 2));
    this.folded ??= this.terms.map((t) => ({
      id: t.id,
      spellings: [...new Set([fold(t.id), fold(t.label)])],
    }));
    return this.folded
      .map(({ id, spellings }) => ({
        id,
        far: Math.min(
          ...spellings.map((s) => (tooLong(wanted, s, farthest) ? Infinity : distance(wanted, s))),
        ),
      }))
      .filter((t) => t.far <= farthest)
      .sort((a, b) => a.far - b.far)
      .slice(0, most)
      .map((t) => t.id);
  }
}

/** Letters of a spelling that are compared with those of the terms. */
const LONGEST_COMPARED = 60;

/** Spellings whose lengths differ by more are farther apart than that, whatever their letters. */
const tooLong = (a: string, b: string, farthest: number) => Math.abs(a.length - b.length) > farthest;

/** Levenshtein distance of two short strings. */
export function distance(a: string, b: string): number {
  const row = Uint16Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0] as number;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] as number;
      const change = diagonal + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      row[j] = Math.min(change, above + 1, (row[j - 1] as number) + 1);
      diagonal = above;
    }
  }
  return row[b.length] as number;
}
