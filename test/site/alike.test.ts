import { describe, expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";

type Registry = Awaited<ReturnType<typeof openTestRegistry>>;

/** Records by title, made public by the state unless told otherwise, findable when this resolves. */
async function shelfWith(records: Record<string, Record<string, unknown>>) {
  const registry = await openTestRegistry();
  const key = await registry.person("ri", "curator");
  const ids = new Map<string, string>();
  for (const [title, { by = key, organization = "ri", reach = "public", ...described }] of Object.entries(
    records,
  )) {
    const body = { title, url: `https://example.org/${ids.size}`, ...described, organization, reach };
    const made = await registry.call("POST", "/api/v1/resources", { key: String(by), body });
    ids.set(title, String(made.body.id));
  }
  await registry.indexed();
  return { registry, ids, key };
}

/** Titles under "More like this" on a resource's page; undefined when there is no such section. */
async function alike(registry: Registry, id: string | undefined): Promise<string[] | undefined> {
  const html = await (await fetch(`${registry.address}/resources/${id}`)).text();
  const [, section] = html.split("<h2>More like this</h2>");
  if (section === undefined) return undefined;
  const list = section.slice(0, section.indexOf("</section>"));
  return [...list.matchAll(/<h3[^>]*>(.*?)<\/h3>/gs)].map(([, title]) =>
    (title ?? "").replace(/<[^>]+>/g, "").trim(),
  );
}

const MATH = { subjects: ["mathematics"], grades: ["03"] };

describe("more like this", () => {
  test("without a standard, what shares a topic comes, nearest first, and what shares the grade alone does not", async () => {
    const { registry, ids } = await shelfWith({
      "Comparing fractions with pattern blocks": { ...MATH, topics: ["fractions"] },
      "Fractions with pattern blocks at home": { ...MATH, topics: ["fractions"] },
      "Sharing a pizza": { ...MATH, topics: ["fractions"] },
      "Reading a bar chart": { ...MATH, topics: ["data-and-statistics"] },
      "Telling the time": { ...MATH },
    });
    expect(await alike(registry, ids.get("Comparing fractions with pattern blocks"))).toEqual([
      "Fractions with pattern blocks at home",
      "Sharing a pizza",
    ]);
  });

  test("the same standard comes before the same topic", async () => {
    const aligned = { ...MATH, topics: ["fractions"], alignments: [{ item: "3.NF.A.2" }] };
    const { registry, ids } = await shelfWith({
      "Paper strips": aligned,
      "Folding a ribbon": { ...MATH, topics: ["fractions"] },
      "Jumps of a frog": aligned,
    });
    expect(await alike(registry, ids.get("Paper strips"))).toEqual(["Jumps of a frog", "Folding a ribbon"]);
  });

  test("what nothing comes near to has no such section", async () => {
    const { registry, ids } = await shelfWith({
      "Beekeeping on a roof": { ...MATH, topics: [] },
      "Comparing fractions": { ...MATH, topics: ["fractions"] },
      "Telling the time": { ...MATH },
    });
    expect(await alike(registry, ids.get("Beekeeping on a roof"))).toBeUndefined();
  });

  test("words of the title are enough where nothing else is stated", async () => {
    const { registry, ids } = await shelfWith({
      "Volcanoes of Iceland": {},
      "Iceland and its volcanoes": {},
      "Iceland in winter": {},
    });
    expect(await alike(registry, ids.get("Volcanoes of Iceland"))).toEqual(["Iceland and its volcanoes"]);
  });

  test("what a reader may not see is not among them", async () => {
    const registryOfDistrict = await openTestRegistry();
    const state = await registryOfDistrict.person("ri", "curator");
    const district = await registryOfDistrict.person("28");
    const share = (key: string, title: string, organization: string, reach: string) =>
      registryOfDistrict.call("POST", "/api/v1/resources", {
        key,
        body: {
          ...MATH,
          title,
          url: `https://example.org/${reach}`,
          topics: ["fractions"],
          organization,
          reach,
        },
      });
    const shown = await share(state, "Fraction walls", "ri", "public");
    await share(district, "Fraction walls of our own", "28", "private");
    await registryOfDistrict.indexed();
    expect(await alike(registryOfDistrict, String(shown.body.id))).toBeUndefined();
  });
});
