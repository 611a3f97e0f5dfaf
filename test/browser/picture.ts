import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "@jest/globals";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { ROOT } from "../../src/kernel/root.ts";
import type { TestRegistry } from "../support/registry.ts";
import { browser, overhang, violations } from "./browser.ts";

/** Where a run keeps its pictures when `PICTURES=yes`: for whoever wants to look; git does not. */
const PICTURES = join(ROOT, "test", "browser", "screenshots");

/** A picture of the whole page, named like `reviews/queue-1280`. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES !== "yes") return;
  const path = join(PICTURES, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}

/** Free of axe violations, no wider than its window, with one heading of the first rank; and pictured. */
export async function looksRight(page: Page, name: string): Promise<void> {
  await picture(page, name);
  expect([name, await violations(page)]).toEqual([name, []]);
  expect([name, await overhang(page)]).toEqual([name, 0]);
  expect([name, await page.locator("h1").count()]).toEqual([name, 1]);
}

/** As one of the demo people, with nothing left of who was here before. */
export async function signIn(page: Page, { address }: TestRegistry, who: RegExp): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${address}/sign-in`);
  await page.getByRole("button", { name: who }).click();
  await page.waitForURL(`${address}/`);
}

/** By keyboard: USWDS draws its own circles and boxes beside the real ones. */
export async function choose(field: Locator): Promise<void> {
  await field.focus();
  await field.press("Space");
}

/** Several windows open at the same time, each with a memory of its own. */
export async function windows<N extends string>(
  names: readonly N[],
  work: (pages: Record<N, Page>) => Promise<void>,
  options: BrowserContextOptions = { viewport: { width: 1280, height: 900 } },
): Promise<void> {
  if (!browser) return;
  const contexts = await Promise.all(names.map(() => browser?.newContext(options)));
  try {
    for (const c of contexts) c?.setDefaultTimeout(60_000);
    const pages = await Promise.all(contexts.map((c) => c?.newPage()));
    await work(Object.fromEntries(names.map((name, i) => [name, pages[i]])) as Record<N, Page>);
  } finally {
    for (const context of contexts) await context?.close();
  }
}
