/** What a key may be used for. A key never allows more than its person may do now. */
export const SCOPES = ["read", "write", "curate"] as const;
export type Scope = (typeof SCOPES)[number];

/** An API key as stored: never the secret, only its SHA-256 (hex). */
export interface Key {
  id: string;
  person: string;
  /** First characters of the secret, shown so that its owner can tell keys apart. */
  prefix: string;
  hash: string;
  label: string;
  scopes: Scope[];
  createdAt: string;
  expiresAt: string;
  revokedAt?: string;
  lastUsedAt?: string;
}

export type KeyState = "valid" | "expired" | "revoked";

export function keyStateOf(key: Key, now: string): KeyState {
  if (key.revokedAt) return "revoked";
  return key.expiresAt <= now ? "expired" : "valid";
}
