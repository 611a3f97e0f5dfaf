/** Who stands behind it, as a mark: icon, words, and whether it is good news. */
export interface Mark {
  icon: string;
  words: string;
  good?: boolean;
  /** Something to look at. */
  warn?: boolean;
}
