import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser: the one named by CHROMIUM, the system's, or the one that comes with the tests. */
async function launch(): Promise<Browser | undefined> {
  const own = [process.env.CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));
  if (own) return chromium.launch({ executablePath: own, headless: true, args: FLAGS });
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    // Everything in one process ends with the first window that is closed.
    const args = packed.args.filter((arg) => !/^--(single-process|no-zygote)$/.test(arg));
    return await chromium.launch({
      executablePath: await packed.executablePath(),
      headless: true,
      args,
    });
  } catch {
    return undefined;
  }
}

/** Undefined, and said loudly, where there is none: the pages are then not tested in a browser. */
export const browser = await launch();
if (!browser)
  process.stderr.write(
    "\n*** NO BROWSER: the pages are NOT tested. Install chromium or set CHROMIUM. ***\n\n",
  );

export interface Visit {
  page: Page;
  /** What the console complained about, and what failed to load. */
  complaints: string[];
}

/** A window of its own, without anything remembered; closed at the end. */
export async function visit(
  options: BrowserContextOptions,
  look: (visit: Visit) => Promise<void>,
): Promise<void> {
  if (!browser) return;
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (m) => {
      if (m.type() === "error" || m.type() === "warning") complaints.push(m.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await look({ page, complaints });
  } finally {
    await context.close();
  }
}

/** WCAG 2.1 A and AA, and axe's best practices, in one line per violation. */
export async function violations(page: Page): Promise<string[]> {
  const { default: axe } = await import("axe-core");
  // Evaluated, not added as a script element: the pages' own policy would refuse that.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof import("axe-core") };
    const result = await inPage.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    });
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`);
  });
  return found.map((line) => line.slice(0, 500));
}

/** How far the page is wider than the window. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = (
      globalThis as unknown as { document: { documentElement: Record<string, number> } }
    ).document.documentElement;
    return (scrollWidth ?? 0) - (clientWidth ?? 0);
  });
