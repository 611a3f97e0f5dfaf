/** The things a notice is about, by their ids. */
export interface NoticeSubject {
  resource?: string;
  collection?: string;
  review?: string;
  report?: string;
  /** What somebody asked for. */
  ask?: string;
  /** Code of an organization. */
  organization?: string;
  /** The import that offers were made with. */
  batch?: string;
  import?: string;
}
