import { randomUUID } from "node:crypto";
import { type Organization, OrganizationTree } from "../../src/organizations/rules/organization.ts";
import { VOCABULARIES, Vocabulary, type VocabularyId } from "../../src/reference/rules/vocabulary.ts";
import { type Item, Standards } from "../../src/standards/rules/framework.ts";
import type { Reference } from "../../src/standards/rules/reference.ts";
import type { Sqlite } from "../driver.ts";
import type { Db } from "./open.ts";
import { frameworks, items, meta, organizations, rules, vocabularies } from "./schema.ts";

const present = <T extends object>(row: T) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** Keeps the reference data in memory; another process's change is noticed by its revision number. */
export function referenceOf(db: Db, sqlite: Sqlite): () => Reference {
  const revision = sqlite.prepare("select value from meta where key = 'reference'").pluck();
  let held: { revision: unknown; reference: Reference } | undefined;
  return () => {
    const now = revision.get();
    if (held?.revision !== now || held === undefined) held = { revision: now, reference: read(db) };
    return held.reference;
  };
}

function read(db: Db): Reference {
  const tree = db
    .select()
    .from(organizations)
    .all()
    .map((row) => present(row) as unknown as Organization);
  const sets = db
    .select()
    .from(frameworks)
    .all()
    .map((row) => row.data);
  const statements = db.select().from(items).all();
  const terms = new Map(
    db
      .select()
      .from(vocabularies)
      .all()
      .map((row) => [row.id, row]),
  );
  return {
    organizations: new OrganizationTree(tree, db.select().from(rules).all()),
    standards: new Standards(
      sets,
      statements.map((row) => present(row) as unknown as Item),
    ),
    vocabularies: Object.fromEntries(
      VOCABULARIES.map((id) => {
        const row = terms.get(id);
        const { note, source } = row ?? {};
        return [
          id,
          new Vocabulary({
            id,
            label: row?.label ?? id,
            terms: row?.terms ?? [],
            ...(note ? { note } : {}),
            ...(source ? { source } : {}),
          }),
        ];
      }),
    ) as Record<VocabularyId, Vocabulary>,
  };
}

/** Every reader in every process reads the reference data again when this value has moved. */
export function referenceChanged(db: Db): void {
  const row = { key: "reference", value: randomUUID() };
  db.insert(meta).values(row).onConflictDoUpdate({ target: meta.key, set: row }).run();
}
