/**
 * A table of permissions as a question. The table says after each action who may, in words, one of which is enough;
 * the words say how one has to stand to the thing.
 */
export const permissions =
  <Action extends string, Word extends string, Relationship>(
    table: Record<Action, readonly Word[]>,
    words: Record<Word, (who: Relationship) => boolean>,
  ) =>
  (action: Action, who: Relationship): boolean =>
    table[action].some((word) => words[word](who));
