import { describe, expect, test } from "@jest/globals";
import { updateImport } from "../../src/imports/actions/update-import.ts";
import type { Import } from "../../src/imports/rules/import.ts";
import { NOBODY } from "../../src/people/rules/person.ts";
import type { Store } from "../../src/store/store.ts";
import { importOf } from "../store/promises/imports.ts";
import { openTestRegistry } from "../support/registry.ts";

/** A store in which a worker writes the import first, so many times, before anybody else gets to. */
function withWorker(store: Store, id: string, times: number) {
  const worker = { wrote: 0 };
  const commit: Store["commit"] = async (changes, by) => {
    const before = await store.imports.get(id);
    if (before && worker.wrote < times) {
      worker.wrote++;
      const after: Import = { ...before, revision: before.revision + 1, keptRows: worker.wrote };
      await store.commit([{ noun: "import", before, after }]);
    }
    await store.commit(changes, by);
  };
  return { worker, store: { ...store, commit } };
}

const stop = (i: Import) => ({ next: { ...i, stopping: true } });

describe("what somebody does to an import while its worker writes", () => {
  async function started() {
    const { store } = (await openTestRegistry()).parts;
    const i = importOf("28", { state: "importing" });
    await store.commit([{ noun: "import", after: i }]);
    return { store, i };
  }

  test("is done again over what the worker wrote, and loses nothing of it", async () => {
    const { store, i } = await started();
    const busy = withWorker(store, i.id, 5);
    const after = await updateImport(i, { store: busy.store, caller: NOBODY, at: i.changedAt }, stop);
    expect(after).toMatchObject({ stopping: true, keptRows: 5, revision: 7 });
    expect(await store.imports.get(i.id)).toEqual(after);
  });

  test("is given up when the worker never rests, and nothing is written", async () => {
    const { store, i } = await started();
    const busy = withWorker(store, i.id, Number.POSITIVE_INFINITY);
    const doing = updateImport(i, { store: busy.store, caller: NOBODY, at: i.changedAt }, stop);
    await expect(doing).rejects.toMatchObject({ kind: "unavailable" });
    expect(busy.worker.wrote).toBe(20);
    expect(await store.imports.get(i.id)).not.toHaveProperty("stopping");
  });

  test("ends with what else is refused, at once", async () => {
    const { store, i } = await started();
    const nobody = { ...i, id: "00000000-0000-7000-8000-00000000beef" };
    const doing = updateImport(nobody, { store, caller: NOBODY, at: i.changedAt }, stop);
    await expect(doing).rejects.toMatchObject({ kind: "unknown" });
  });
});
