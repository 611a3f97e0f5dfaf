import { type Fault, Problem } from "../../kernel/problem.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { organizationFor } from "../../people/rules/members.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { VocabularyChange } from "./change.ts";
import { fold, type Term, type Vocabulary, type VocabularyData } from "./vocabulary.ts";

/** A curriculum, or a unit of one, as an organization names it in its own list. */
export interface CurriculumGiven {
  label: string;
  note?: string | undefined;
  /** Other names it is known by. */
  altLabels?: string[] | undefined;
  /** Id of the curriculum it is a part of. */
  broader?: string | undefined;
}

/** Ids stay, whatever the label becomes: lower case letters, digits and single dashes. */
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** An id for a label that nothing else has. */
export function curriculumId(label: string, curricula: Vocabulary): string {
  const plain =
    fold(label)
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 60) || "curriculum";
  for (let n = 1; ; n++) {
    const id = n === 1 ? plain : `${plain}-${n}`;
    if (!curricula.get(id)) return id;
  }
}

/** Puts a curriculum into an organization's list, or renames it. Undefined when it says the same already. */
export function keepCurriculum(
  code: string,
  id: string,
  given: CurriculumGiven,
  who: { caller: Caller; tree: OrganizationTree; curricula: Vocabulary },
): { term: Term; change: VocabularyChange | undefined; isNew: boolean } {
  const { curricula } = who;
  const organization = organizationFor(code, "keep its curricula", who);
  const known = curricula.get(id);
  if (known && known.organization !== code)
    throw new Problem(
      "conflict",
      `"${known.label}" is in the list of ${who.tree.get(known.organization ?? "")?.name ?? "another organization"}. Choose another id.`,
    );
  const faults = faultsOf(id, given, curricula);
  if (faults.length > 0) throw new Problem("invalid", "The curriculum cannot be listed like this.", faults);
  const term: Term = {
    id,
    label: given.label,
    organization: organization.code,
    ...(given.broader ? { broader: given.broader } : {}),
    ...(given.note ? { note: given.note } : {}),
    ...(given.altLabels?.length ? { altLabels: given.altLabels } : {}),
  };
  if (known && JSON.stringify(inOrder(known)) === JSON.stringify(inOrder(term)))
    return { term, change: undefined, isNew: false };
  const before = dataOf(curricula);
  const terms = known ? before.terms.map((t) => (t.id === id ? term : t)) : [...before.terms, term];
  return { term, change: { noun: "vocabulary", before, after: { ...before, terms } }, isNew: !known };
}

const inOrder = (term: Term) => Object.entries(term).sort(([a], [b]) => (a < b ? -1 : 1));

const dataOf = ({ id, label, note, source, terms }: Vocabulary): VocabularyData => ({
  id,
  label,
  ...(note === undefined ? {} : { note }),
  ...(source === undefined ? {} : { source }),
  terms,
});

function faultsOf(id: string, given: CurriculumGiven, curricula: Vocabulary): Fault[] {
  const faults: Fault[] = [];
  const body = (pointer: string, detail: string, nearest: string[] = []) =>
    faults.push({ in: "body", pointer, detail, ...(nearest.length > 0 ? { nearest } : {}) });
  if (!ID.test(id))
    faults.push({
      in: "path",
      pointer: "/id",
      detail: "is not an id. Write lower case letters, digits and single dashes",
    });
  for (const [pointer, name] of [
    ["/label", given.label],
    ...(given.altLabels ?? []).map((n, i) => [`/altLabels/${i}`, n]),
  ]) {
    const other = curricula.understand(name as string);
    if (other && other.id !== id)
      body(pointer as string, `is a name of "${other.label}" already`, [other.id]);
  }
  if (given.broader === undefined) return faults;
  const above = curricula.get(given.broader);
  if (!above) body("/broader", "is not the id of a curriculum", curricula.nearest(given.broader));
  else if (curricula.path(above.id).some((t) => t.id === id))
    body("/broader", "is a part of this one itself");
  return faults;
}
