import { randomBytes } from "node:crypto";
import { hashOf } from "../../kernel/hash.ts";
import type { Key, Scope } from "../rules/key.ts";

/** A new key: the record to store, and the secret to show once. */
export function newKey(of: {
  id: string;
  person: string;
  label: string;
  scopes: Scope[];
  days: number;
  at: string;
}): {
  key: Key;
  secret: string;
} {
  return keyFor(`rior_${randomBytes(24).toString("base64url")}`, of);
}

/** A key for a known secret: only the documented demo key is made so. */
export function keyFor(
  secret: string,
  {
    days,
    at,
    ...of
  }: { id: string; person: string; label: string; scopes: Scope[]; days: number; at: string },
): { key: Key; secret: string } {
  const expiresAt = new Date(Date.parse(at) + days * 86_400_000).toISOString();
  const hash = hashOf(secret);
  return { key: { ...of, prefix: secret.slice(0, 10), hash, createdAt: at, expiresAt }, secret };
}
