import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "@jest/globals";
import type { Organization } from "../../../src/organizations/rules/organization.ts";
import type { Membership, Person, Role } from "../../../src/people/rules/person.ts";
import type { Change } from "../../../src/store/change.ts";
import type { Storage } from "../../../src/store/storage.ts";
import type { Store } from "../../../src/store/store.ts";

/** Where data are kept that nobody else uses, and the way to remove them. */
export interface KeptStorage {
  storage: Storage;
  remove(): Promise<void>;
}

/** How the suite gets a storage that holds nothing yet. */
export type NewStorage = () => Promise<KeptStorage>;

/** One state, two districts (the first with two schools), one partner. */
export const ORGANIZATIONS: Organization[] = [
  { code: "ri", kind: "state", name: "Rhode Island" },
  { code: "28", kind: "district", name: "Providence", parent: "ri", type: "district", nces: "4400900" },
  { code: "28101", kind: "school", name: "Hope School", parent: "28", grades: ["09", "10"] },
  { code: "28102", kind: "school", name: "Elm Street School", parent: "28" },
  { code: "07", kind: "district", name: "Cranston", parent: "ri" },
  { code: "museum", kind: "partner", name: "Museum of Work", parent: "ri" },
];

let counted = 0;
/** Later ones sort behind earlier ones. */
export const newId = () => `00000000-0000-7000-8000-${String(++counted).padStart(12, "0")}`;
export const newHash = () => String(++counted).padStart(64, "0");

/** A moment on a school day, so many minutes after eight. */
export const at = (minutes = 0) => new Date(Date.UTC(2026, 2, 2, 8, minutes)).toISOString();

export const personNamed = (name: string, more: Partial<Person> = {}): Person => ({
  id: newId(),
  name,
  demo: false,
  active: true,
  createdAt: at(),
  ...more,
});

export const membershipOf = (
  person: Person,
  organization: string,
  role: Role = "member",
  confirmed = true,
): Extract<Change, { noun: "membership" }> => {
  const after: Membership = { person: person.id, organization, role, confirmed };
  return { noun: "membership", after };
};

export const written = (after: Person): Change => ({ noun: "person", after });

export interface Stage {
  /** The store as it was opened last. */
  readonly store: Store;
  readonly storage: Storage;
  /** Opens the same data once more, as another process would. */
  beside(): Promise<Store>;
  /** Closes every store of these data, and opens them again. */
  reopen(): Promise<Store>;
  /** A copy made while the store is in use, restored into a storage of its own. */
  restored(): Promise<Store>;
  /** A folder for files that tests make. */
  readonly folder: string;
  /** A person who is there. */
  person(name?: string, more?: Partial<Person>): Promise<Person>;
  /** A person with one confirmed membership. */
  member(organization: string, role?: Role, more?: Partial<Person>): Promise<Person>;
  /** The commit is refused with a Problem of this kind, and nothing of what stands beside it is written. */
  refuses(changes: Change[], kind: string): Promise<void>;
}

/** A store of its own for the tests of one `describe`, with the organizations above. */
export function stageOf(keep: NewStorage): Stage {
  const [kept, stores]: [KeptStorage[], Store[]] = [[], []];
  let [store, folder]: [Store | undefined, string] = [undefined, ""];
  const here = () => {
    if (!store) throw new Error("The store is opened before the first test");
    return store;
  };
  const newStorage = async () => {
    const one = await keep();
    kept.push(one);
    return one.storage;
  };
  const openIn = async (storage: Storage) => {
    const opened = await storage.open();
    stores.push(opened);
    return opened;
  };
  const closeAll = async () => {
    for (const one of stores.splice(0)) await one.close();
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "registry-promises-"));
    store = await openIn(await newStorage());
    await store.commit([{ noun: "organizations", after: ORGANIZATIONS }]);
  });
  afterAll(async () => {
    await closeAll();
    for (const { remove } of kept) await remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const stage: Stage = {
    get store() {
      return here();
    },
    get storage() {
      return (kept[0] as KeptStorage).storage;
    },
    get folder() {
      return folder;
    },
    beside: () => openIn(stage.storage),
    async reopen() {
      await closeAll();
      store = await openIn(stage.storage);
      return store;
    },
    async restored() {
      const [copy, other] = [join(folder, newId()), await newStorage()];
      await stage.storage.copies.copyTo(copy);
      await other.copies.makeReady(copy, []);
      expect(await other.copies.replace(copy, join(folder, newId()))).toBe("replaced");
      return openIn(other);
    },
    async person(name = "Ana Lima", more = {}) {
      const person = personNamed(name, more);
      await here().commit([written(person)]);
      return person;
    },
    async member(organization, role = "member", more = {}) {
      const person = await stage.person(`Member of ${organization}`, more);
      await here().commit([membershipOf(person, organization, role)]);
      return person;
    },
    refuses: (changes, kind) => refuses(here(), changes, kind),
  };
  return stage;
}

/** What stands before and behind the refused change is a person each, told by the audit trail, and a place in the outbox. */
async function refuses(store: Store, changes: Change[], kind: string): Promise<void> {
  const [first, last] = [personNamed("Before"), personNamed("Behind")];
  const [head, newest] = [await store.outbox.head(), await newestAudit(store)];
  const all: Change[] = [
    written(first),
    { noun: "reindex", resources: [newId()] },
    ...changes,
    written(last),
  ];
  await expect(store.commit(all, first.id)).rejects.toMatchObject({ name: "Problem", kind });
  expect(await store.people.get(first.id)).toBeUndefined();
  expect(await store.people.get(last.id)).toBeUndefined();
  expect(await store.outbox.after(head, 10)).toEqual([]);
  expect(await newestAudit(store)).toBe(newest);
}

export async function newestAudit(store: Store): Promise<number> {
  const [entry] = await store.audit.entries({ limit: 1 });
  return entry?.seq ?? 0;
}

/** Every page of a list by keyset, each asked for with the cursor of the one before. */
export async function pagesOf<T, C>(
  ask: (after: C | undefined) => Promise<{ rows: T[]; next?: C | undefined }>,
): Promise<T[][]> {
  const pages: T[][] = [];
  for (let after: C | undefined; pages.length < 100; ) {
    const { rows, next } = await ask(after);
    pages.push(rows);
    if (next === undefined) return pages;
    after = next;
  }
  throw new Error("The list has no end");
}
