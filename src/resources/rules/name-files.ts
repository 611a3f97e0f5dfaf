import type { FileUses } from "../../files/rules/change.ts";
import type { FileRights, FileRightsNow } from "../../files/rules/facts.ts";
import { rule } from "../../kernel/facts.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import type { ResourceChange } from "./change.ts";
import type { Version } from "./resource.ts";

const versionsIn = ({ version, waiting }: ResourceChange) =>
  [version, waiting].filter((added) => added !== undefined);

const hashesIn = ({ description }: Version) => (description.files ?? []).map((file) => file.hash);

/**
 * Which resources name a file is remembered. The last fence: a version may name only what its author uploaded or
 * what a version of the same resource named before, so that knowing a hash opens nobody's file.
 */
export const filesNamed = rule({
  needs(change: ResourceChange): { rights: FileRightsNow } | undefined {
    const versions = versionsIn(change);
    const hashes = [...new Set(versions.flatMap(hashesIn))];
    if (hashes.length === 0) return undefined;
    const people = [...new Set(versions.map((version) => version.by))];
    return { rights: { fact: "file rights", resource: change.after.id, hashes, people } };
  },
  follows(change, { rights }): FileUses[] {
    const named = new Set(rights.named);
    for (const version of versionsIn(change)) {
      const faults = faultsOf(version, named, rights.uploads);
      if (faults.length > 0) throw new Problem("invalid", "A file cannot be used here.", faults);
      for (const hash of hashesIn(version)) named.add(hash);
    }
    const hashes = [...named].filter((hash) => !rights.named.includes(hash));
    return hashes.length > 0 ? [{ noun: "file-uses", resource: change.after.id, hashes }] : [];
  },
});

const faultsOf = (version: Version, named: Set<string>, uploads: FileRights["uploads"]): Fault[] =>
  hashesIn(version).flatMap((hash, i): Fault[] => {
    const theirs = uploads.some((upload) => upload.hash === hash && upload.person === version.by);
    if (named.has(hash) || theirs) return [];
    return [{ in: "body", pointer: `/files/${i}/hash`, detail: "is not a file you uploaded" }];
  });
