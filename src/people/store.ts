import type { Key } from "./key.ts";
import type { Membership, Person } from "./person.ts";

/** What the store promises about people, memberships and keys. */
export interface People {
  get(id: string): Promise<Person | undefined>;
  all(): Promise<Person[]>;
  memberships(person: string): Promise<Membership[]>;
  /** By SHA-256 (hex) of the secret. */
  keyByHash(hash: string): Promise<Key | undefined>;
  key(id: string): Promise<Key | undefined>;
  keys(person?: string): Promise<Key[]>;
  /** Remembers the day a key was used; not worth a commit of its own, so it may be written late. */
  keyUsed(id: string, at: string): Promise<void>;
}
