import { chipInWords } from "../../doorway/display-words.ts";
import { counted, listed } from "../../kernel/words.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { SearchAnswer } from "../rules/answer.ts";
import { FACETS } from "../rules/facets.ts";
import { slipsBetween } from "../rules/spelling.ts";

/** Two slips of the pen make another spelling; more, another word. */
const MOST_SLIPS = 2;

/** Whether a word was read as other spellings of itself, and not as something else. */
export const isRespelled = ({ typed, as }: SearchAnswer["corrected"][number]): boolean =>
  as.length > 0 && as.every((word) => slipsBetween(typed.toLowerCase(), word.toLowerCase()) <= MOST_SLIPS);

/** What was found, in one line that claims no more than is true. */
export function headingOf(answer: SearchAnswer, reference: Reference): string {
  const found = counted(answer.total);
  const missing = answer.corrected.filter((c) => !isRespelled(c)).map(({ typed }) => `“${typed}”`);
  if (missing.length > 0) return `${found}, none says ${listed(missing.slice(0, 2), "or")}`;
  if (answer.partial) return `${found} with some of this`;
  const taken = takenInWords(answer, reference);
  return taken.length > 0 ? `${found}: ${listed(taken)}` : found;
}

/** The filters that all typed words were taken as. */
export const takenInWords = ({ taken }: Pick<SearchAnswer, "taken">, reference: Reference): string[] =>
  FACETS.flatMap((f) => (taken[f.id] ?? []).map((value) => chipInWords(f, value, reference)));
