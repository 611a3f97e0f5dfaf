import type { Reference } from "../../src/standards/rules/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { line, seconds, whole } from "./report-lines.ts";
import { syntheticResource } from "./synthetic.ts";

const BATCH = 250;

/** Registers so many invented records. */
export async function fill(store: Store, size: number): Promise<Reference> {
  const reference = await store.reference();
  const began = performance.now();
  for (let n = 0; n < size; n += BATCH) {
    const count = Math.min(BATCH, size - n);
    await store.commit(Array.from({ length: count }, (_, i) => syntheticResource(n + i, reference)));
  }
  line("records put into the registry", `${whole(size / seconds(began))}/s`);
  return reference;
}
