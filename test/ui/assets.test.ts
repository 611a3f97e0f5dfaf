import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ROOT } from "../../src/kernel/root.ts";
import { openAssets } from "../../src/ui/assets.ts";
import { ICONS, isKept, reduced } from "../../src/ui/uswds.ts";

const assets = openAssets();
const body = (name: string) => assets.byHref(assets.href(name))?.body.toString() ?? "";
const views = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".tsx"))
  .map((name) => readFileSync(join(ROOT, "src", name), "utf8"));

describe("the stylesheet", () => {
  test("keeps every USWDS class the pages use", () => {
    const whole = readFileSync(
      createRequire(import.meta.url)
        .resolve("@uswds/uswds")
        .replace(/js\/[^/]+$/, "css/uswds.min.css"),
      "utf8",
    );
    const known = new Set(
      [...whole.matchAll(/\.((?:\\.|[\w-])+)/g)].map((m) => (m[1] ?? "").replaceAll("\\", "")),
    );
    const own = readFileSync(join(ROOT, "src/ui/public/site.css"), "utf8");
    const used = views.flatMap((text) =>
      [...text.matchAll(/class=(?:"([^"]*)"|\{[^}]*?[`"]([^`"]*)[`"])/g)].flatMap((m) =>
        (m[1] ?? m[2] ?? "").split(/\s+/),
      ),
    );
    const lost = [...new Set(used)].filter(
      (name) => known.has(name) && !isKept(name) && !own.includes(`.${name}`),
    );
    expect(lost).toEqual([]);
    expect(used).toContain("usa-button");
  });

  test("leaves out what no page uses, and is small", async () => {
    expect(
      reduced(".usa-button,.usa-banner{color:red}.usa-banner{x:y}@media print{.usa-banner{x:y}}a{x:y}"),
    ).toBe(".usa-button{color:red}a{x:y}");
    const sent = await assets.byHref(assets.href("site.css"))?.compressed?.("gzip");
    expect(sent?.length).toBeLessThan(15_000);
  });

  test("asks only for files that are there", () => {
    const linked = [...body("site.css").matchAll(/url\((\/[^)]+)\)/g)].map((m) => m[1] ?? "");
    expect(linked.length).toBeGreaterThan(5);
    expect(linked.filter((href) => !assets.byHref(href)?.body.length)).toEqual([]);
    expect(body("site.css")).not.toContain("url(../");
  });
});

test("every icon the pages name is in the sprite", () => {
  const named = views.flatMap((text) =>
    [...text.matchAll(/(?:<Icon name=|icon[:=] ?)"(\w+)"/g)].map((m) => m[1] ?? ""),
  );
  expect(named.filter((name) => !ICONS.includes(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(5);
  for (const name of ICONS) expect(body("icons.svg")).toContain(`id="${name}"`);
});

test("an address changes with the content, and an outdated one is unknown", () => {
  const href = assets.href("site.css");
  expect(href).toMatch(/^\/assets\/[0-9a-f]{16}\/site\.css$/);
  expect(assets.byHref(href.replace(/[0-9a-f]{16}/, "0000000000000000"))).toBeUndefined();
  expect(() => assets.href("nothing.css")).toThrow("nothing.css");
});
