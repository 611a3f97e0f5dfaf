import type { Store } from "../../store/store.ts";
import { type Differences, differences } from "../actions/index-differences.ts";
import type { SearchEngine } from "../rules/engine.ts";

/** What a comparison of an index with the registry found, and what of it is left after the repair. */
export interface RepairResult {
  found: Differences;
  left: Differences;
}

/** Ids that differ in any way. */
export const differing = ({ missing, stale, surplus }: Differences): string[] => [
  ...missing,
  ...stale,
  ...surplus,
];

/** Compares, sends what differs through the outbox once more, and compares again. `carried`: all of it was taken. */
export async function verifyIndex(
  store: Store,
  engine: SearchEngine,
  feedAll: () => Promise<void>,
  progress: (compared: number) => void = () => {},
): Promise<RepairResult> {
  const found = await differences(store, engine, progress);
  const resources = differing(found);
  if (resources.length === 0) return { found, left: found };
  await store.commit([{ noun: "reindex", resources }]);
  await feedAll();
  return { found, left: await differences(store, engine) };
}
