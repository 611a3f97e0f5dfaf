import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../kernel/root.ts";
import { readSynonyms, type Synonyms } from "../rules/synonyms.ts";

/** The synonyms that come with the registry; the files say how to add to them. */
export const SYNONYM_FILE = join(ROOT, "seed", "synonyms.txt");
/** Spanish and Portuguese. */
export const TRANSLATION_FILE = join(ROOT, "seed", "synonyms.es-pt.txt");

let loaded: Synonyms | undefined;

/** Read once, by whoever needs them first: it takes longer than all else at a start. */
export function loadSynonyms(): Synonyms {
  loaded ??= readSynonyms(readFileSync(SYNONYM_FILE, "utf8"), readFileSync(TRANSLATION_FILE, "utf8"));
  return loaded;
}
