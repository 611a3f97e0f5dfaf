import { describe, expect, test } from "@jest/globals";
import { visiting } from "../contributing/page-client.ts";
import { openTestRegistry } from "../support/registry.ts";

const AT = "/api/v1/organizations/28/curricula";

async function open() {
  const registry = await openTestRegistry();
  return { registry, key: await registry.person("28", "curator") };
}

describe("an organization's curricula", () => {
  test("are listed by its curators, as often as they like, and named by resources", async () => {
    const { registry, key } = await open();
    const unit = {
      label: "Grade 3 fractions, unit 5",
      broader: "eureka-math-elementary",
      altLabels: ["EM3 U5"],
    };
    const made = await registry.call("PUT", `${AT}/em3-unit-5`, { key, body: unit });
    const again = await registry.call("PUT", `${AT}/em3-unit-5`, { key, body: unit });
    expect([made.status, again.status, again.body]).toEqual([201, 200, made.body]);
    expect(made.body).toEqual({ id: "em3-unit-5", organization: "28", ...unit });
    const { body } = await registry.call("GET", "/api/v1/vocabularies/curriculum");
    expect(body.terms).toContainEqual(made.body);
    const shared = await registry.call("POST", "/api/v1/resources", {
      key,
      body: { title: "Strips", url: "https://example.org/s", curricula: ["em3 u5"], reach: "state" },
    });
    expect(shared.body.curricula).toEqual(["em3-unit-5"]);
  });

  test("lead to what goes with them and with their units, also after they were moved", async () => {
    const { registry, key } = await open();
    const put = (id: string, body: object) => registry.call("PUT", `${AT}/${id}`, { key, body });
    await put("our-math", { label: "Our mathematics" });
    await put("unit-5", { label: "Unit 5" });
    await registry.call("POST", "/api/v1/resources", {
      key,
      body: { title: "Strips", url: "https://example.org/s", curricula: ["unit-5"], reach: "state" },
    });
    await registry.indexed();
    const found = async (id: string) => {
      const { body } = await registry.call("GET", `/api/v1/search?curriculum=${id}`, { key });
      return body.total;
    };
    expect([await found("unit-5"), await found("our-math")]).toEqual([1, 0]);
    expect((await put("unit-5", { label: "Unit 5: fractions", broader: "our-math" })).status).toBe(200);
    await registry.indexed();
    expect([await found("unit-5"), await found("our-math")]).toEqual([1, 1]);
  });

  test("tell every fault at once, and leave the lists of others alone", async () => {
    const { registry, key } = await open();
    const wrong = await registry.call("PUT", `${AT}/Unit_5`, {
      key,
      body: { label: "Eureka Math", broader: "eureka-mth" },
    });
    expect(wrong.body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual([
      "/broader",
      "/id",
      "/label",
    ]);
    const theirs = await registry.call("PUT", `${AT}/eureka-math`, { key, body: { label: "Ours now" } });
    expect(theirs.status).toBe(409);
    const loop = async (id: string, broader?: string) =>
      (
        await registry.call("PUT", `${AT}/${id}`, {
          key,
          body: { label: `The ${id}`, ...(broader ? { broader } : {}) },
        })
      ).status;
    expect([await loop("a-1"), await loop("a-2", "a-1"), await loop("a-1", "a-2")]).toEqual([201, 201, 400]);
    const teacher = await registry.person("28103");
    expect((await registry.call("PUT", `${AT}/b`, { key: teacher, body: { label: "B" } })).status).toBe(403);
  });

  test("are kept on a page, without script", async () => {
    const { registry } = await open();
    const curator = await visiting(registry, "28", "curator");
    const at = "/organizations/28/curricula";
    const done = await curator.submit(at, { label: "Our mathematics", broader: "", others: "OM, Our math" });
    expect(done.text).toContain("It is listed.");
    const unit = await curator.submit(at, { label: "Unit 5", broader: "our-mathematics", others: "" });
    expect(unit.text).toMatch(/Our mathematics<\/a>.*<ul.*Unit 5<\/a>/s);
    const twice = await curator.post(at, { label: "our math", broader: "", others: "" });
    expect(twice.status).toBe(400);
    expect(twice.text).toContain('href="#label"');
    expect(twice.text).toContain(
      "This name is a name of “Our mathematics” already".replaceAll(/[“”]/g, "&quot;"),
    );
    const form = await curator.get(`${at}?change=our-mathematics`);
    expect(form.text).toContain('value="OM, Our math"');
    await curator.submit(at, {
      id: "our-mathematics",
      label: "Mathematics of Providence",
      broader: "",
      others: "",
    });
    const { curriculum } = (await registry.parts.store.reference()).vocabularies;
    expect(curriculum.get("our-mathematics")?.label).toBe("Mathematics of Providence");
    const teacher = await visiting(registry, "28103");
    const seen = await teacher.get(at);
    expect(seen.text).toContain("Mathematics of Providence");
    expect(seen.text).not.toContain("Add one");
    expect((await teacher.post(at, { label: "Mine", broader: "", others: "" })).status).toBe(403);
  });
});

test("two curators at once lose nothing: one of them tries again", async () => {
  const { registry, key } = await open();
  const answers = await Promise.all(
    ["a", "b", "c", "d"].map((id) =>
      registry.call("PUT", `${AT}/${id}-unit`, { key, body: { label: `Unit ${id}` } }),
    ),
  );
  const kept = answers.filter((a) => a.status === 201).length;
  expect(answers.every((a) => a.status === 201 || a.status === 412)).toBe(true);
  const { body } = await registry.call("GET", "/api/v1/vocabularies/curriculum");
  expect(body.terms.filter((t: { organization: string }) => t.organization === "28")).toHaveLength(kept);
});
