/** What the store promises about saved resources. */
export interface Saved {
  /** Newest first. */
  of(person: string): Promise<{ resource: string; at: string }[]>;
  /** Which of these the person saved. */
  among(person: string, resources: string[]): Promise<Set<string>>;
}
