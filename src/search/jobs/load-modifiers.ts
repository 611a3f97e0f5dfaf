import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../kernel/root.ts";
import { type Modifiers, readModifiers } from "../rules/reading/modifiers.ts";

/** The modifiers that come with the registry; the file says how to add to them. */
export const MODIFIER_FILE = join(ROOT, "seed", "modifiers.txt");

export const loadModifiers = (file = MODIFIER_FILE): Modifiers => readModifiers(readFileSync(file, "utf8"));
