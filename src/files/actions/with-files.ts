import { type Fault, Problem } from "../../kernel/problem.ts";
import type { Description, Resource } from "../../resources/rules/resource.ts";
import type { Store } from "../../store/store.ts";
import type { NamedFile } from "../rules/file.ts";
import { fileName, kindOfType } from "../rules/kind.ts";

/**
 * The description with its files as they are known: size and type from the upload. A person can name what they
 * uploaded, and what the resource has already; anything else is as if it did not exist.
 */
export async function withFiles(
  given: Description,
  person: string,
  { files }: Store,
  before?: Resource,
): Promise<Description> {
  const { files: named = [], ...description } = given;
  const faults: Fault[] = [];
  const known: NamedFile[] = [];
  for (const [i, { hash, name, educatorsOnly }] of named.entries()) {
    const file = await files.get(hash);
    const mine =
      file &&
      ((await files.uploadBy(hash, person)) ||
        (before && (await files.resourcesWith(hash)).includes(before.id)));
    if (!file || !mine || file.state === "infected") {
      const detail = file && mine ? "was found infected and cannot be used" : "is not a file you uploaded";
      faults.push({ in: "body", pointer: `/files/${i}/hash`, detail });
    } else if (!known.some((k) => k.hash === hash)) {
      const { size, type } = file;
      known.push({
        hash,
        name: fileName(name, kindOfType(type)),
        size,
        type,
        ...(educatorsOnly ? { educatorsOnly } : {}),
      });
    }
  }
  if (faults.length > 0) throw new Problem("invalid", "A file cannot be used here.", faults);
  return known.length > 0 ? { ...description, files: known } : description;
}
