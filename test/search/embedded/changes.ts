import { openEmbedded } from "../../../src/search/embedded/engine.ts";
import { chanceOf, randomDocument } from "../documents.ts";

/** A process of its own that changes an index: folder, number of the first batch, how many batches. */
const [folder = "", first = "1", batches = "1"] = process.argv.slice(2);
const engine = openEmbedded({ folder });
for (let n = Number(first); n < Number(first) + Number(batches); n++) {
  const chance = chanceOf(n);
  const put = Array.from({ length: 60 }, () => randomDocument(`r${Math.floor(chance() * 500)}`, n, chance));
  await engine.take({ put, remove: [] }, { epoch: "e", position: n });
  if (n === Number(first)) console.log("writing");
}
await engine.close();
