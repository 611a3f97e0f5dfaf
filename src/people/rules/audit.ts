/** What the audit trail tells: who did what to whom, by ids. It holds no contents, so nothing needs erasing. */
export type AuditAction =
  | "person added"
  | "person changed"
  | "person deactivated"
  | "person activated"
  | "membership asked for"
  | "membership confirmed"
  | "membership ended"
  | "role changed"
  | "key made"
  | "key revoked"
  | "identity added"
  | "identity removed"
  | "signed in"
  | "session ended"
  | "sessions ended"
  | "passphrase set"
  | "reset asked for"
  | "second factor set"
  | "second factor removed"
  | "recovery codes made"
  | "recovery code used"
  | "invited"
  | "invitation accepted"
  | "invitation withdrawn"
  | "rules changed"
  | "resource hidden"
  | "resource shown"
  | "resource erased";

export interface AuditEntry {
  what: AuditAction;
  /** Whom it is about. */
  person?: string;
  organization?: string;
  /** The id of a key, session, invitation or resource. */
  thing?: string;
  role?: string;
}

/** An entry as kept. `seq` only grows; `by` is a person's id, or what acted without one. */
export interface KeptAuditEntry extends AuditEntry {
  seq: number;
  at: string;
  by: string;
}
