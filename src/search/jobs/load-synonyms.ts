import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../kernel/root.ts";
import { readSynonyms, type Synonyms } from "../rules/synonyms.ts";

/** The synonyms that come with the registry; the file says how to add to them. */
export const SYNONYM_FILE = join(ROOT, "seed", "synonyms.txt");

export const loadSynonyms = (file = SYNONYM_FILE): Synonyms => readSynonyms(readFileSync(file, "utf8"));
