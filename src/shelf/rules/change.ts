/** A person saves a resource for later, or no longer wants it saved. */
export type SavedChange =
  | { noun: "saved"; person: string; resource: string; at: string }
  | { noun: "unsaved"; person: string; resource: string };
