import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { openEmbedded } from "../../../src/search/embedded/engine.ts";
import { documentWith, requestFor } from "../documents.ts";

test("whoever searches while an index is filled for the first time is corrected by all of it afterwards", async () => {
  const folder = mkdtempSync(join(tmpdir(), "index-"));
  const engine = openEmbedded({ folder });
  try {
    const rebuild = await engine.rebuild();
    // Most are there, and their words not yet counted, when somebody searches.
    for (let i = 0; i < 60; i++) {
      const title = i === 40 ? "Mesopotamia" : i === 45 ? "Photosynthesis" : `Volcano ${i}`;
      await rebuild.put([documentWith(title, { text: { title } })]);
      await engine.find(requestFor("volcano"));
    }
    await rebuild.finish({ epoch: "e1", position: 1 });
    const found = await engine.find(requestFor("fotosynthesis mesopotania"));
    expect(found.corrected).toEqual([
      { typed: "fotosynthesis", as: ["photosynthesis"] },
      { typed: "mesopotania", as: ["mesopotamia"] },
    ]);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
