import { expect, test } from "@jest/globals";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const AT = "/api/v1/organizations/28/imports";

async function rest(registry: TestRegistry, key: string, id: string) {
  for (;;) {
    const { body } = await registry.call("GET", `${AT}/${id}`, { key });
    if (!["reading", "checking", "importing", "opening", "undoing"].includes(body.state)) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function prepared() {
  const registry = await openTestRegistry();
  const key = await registry.person("28", "curator");
  const lines = [
    "Your ID,Title,Summary,Link,Content area,Grade,License,Standards,Keywords,Time needed",
    'a-1,"Folding, fractions","Fold ""strips"" | compare",https://a.example.org/1,Mathematics,3-5,CC BY 4.0,4.NF.B.3 (Proficient) | 3.NF.A.1,"paper; strips",45 min',
    "a-2,=SUM(A1:A9),+1 for each,https://a.example.org/2,Science,K,CC0,,,PT2H",
    ",Without an id,No number,https://a.example.org/3,Science,High School,CC BY-SA 4.0,,,",
    "a-4,Without a link,Stays at home,,,,,,,",
  ].join("\r\n");
  const made = await registry.call("POST", `${AT}?name=a.csv`, {
    key,
    headers: { "content-type": "text/csv" },
    body: lines,
  });
  const checked = await rest(registry, key, made.body.id);
  expect(checked.counts).toMatchObject({ new: 4, faulty: 0 });
  await registry.call("POST", `${AT}/${made.body.id}/start`, { key, body: { choice: "all" } });
  expect((await rest(registry, key, made.body.id)).results).toEqual({ created: 4 });
  await registry.indexed();
  return { registry, key };
}

const download = (registry: TestRegistry, format: string, key?: string) =>
  fetch(`${registry.address}/api/v1/search/export?format=${format}&organization=28`, {
    headers: key ? { authorization: `Bearer ${key}` } : {},
  });

test.each(["csv", "xlsx", "jsonl"])(
  "what is exported as %s and imported unchanged changes nothing",
  async (format) => {
    const { registry, key } = await prepared();
    const answer = await download(registry, format, key);
    expect(answer.status).toBe(200);
    const file = Buffer.from(await answer.arrayBuffer());
    const sent = await fetch(`${registry.address}${AT}?name=resources.${format}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/octet-stream" },
      body: file,
    });
    const { id } = (await sent.json()) as { id: string };
    const found = await rest(registry, key, id);
    if (found.state === "columns") {
      await registry.call("POST", `${AT}/${id}/preview`, { key });
      await rest(registry, key, id);
    }
    const { body } = await registry.call("GET", `${AT}/${id}`, { key });
    expect([body.state, body.trouble, body.counts]).toEqual([
      "checked",
      undefined,
      { new: 0, changed: 0, unchanged: 4, duplicate: 0, faulty: 0, gone: 0 },
    ]);
  },
  60_000,
);

test("an export holds what its reader may see, and no formula that a spreadsheet would run", async () => {
  const { registry, key } = await prepared();
  const csv = await (await download(registry, "csv", key)).text();
  expect(csv).toContain("'=SUM(A1:A9)");
  expect(csv).toContain("'+1 for each");
  const nobody = await (await download(registry, "csv")).text();
  expect(nobody.trim().split("\r\n")).toHaveLength(1);
  const graph = (await (await download(registry, "jsonld", key)).json()) as { "@graph": { name: string }[] };
  expect(graph["@graph"].map((r) => r.name).sort()).toEqual([
    "=SUM(A1:A9)",
    "Folding, fractions",
    "Without a link",
    "Without an id",
  ]);
}, 60_000);
