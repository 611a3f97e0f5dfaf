import { Command, Option } from "commander";
import { Problem } from "../../kernel/problem.ts";
import type { Store } from "../../store/store.ts";
import {
  type Counted,
  type ListedCounts,
  RARE,
  summarize,
  type UsageTotals,
} from "../../usage/actions/summary.ts";
import { now, printLine, table, withStore } from "./open.ts";

const DAY_MS = 86_400_000;
const HEADS = ["searches", "found nothing", "opened", "link opened"];

export const usageCommand = new Command("usage")
  .description("what was searched and opened: no cookies, no addresses, no persons")
  .addOption(new Option("--days <n>", "how many days back").argParser(Number).default(30))
  .action(({ days }: { days: number }) =>
    withStore(async (store) => {
      if (!Number.isInteger(days) || days < 1 || days > 3660)
        throw new Problem("invalid", "--days is a whole number from 1 to 3660.");
      const to = now().slice(0, 10);
      const from = new Date(Date.parse(to) - (days - 1) * DAY_MS).toISOString().slice(0, 10);
      await print(store, from, to);
    }),
  );

async function print(store: Store, from: string, to: string): Promise<void> {
  const summary = summarize(await store.usage.between(from, to));
  printLine(`Use of the registry from ${from} to ${to}\n`);
  if (summary.days.length === 0) return printLine("Nothing was counted in this time.");
  const { organizations } = await store.reference();
  const nameOf = (code: string) => organizations.get(code)?.name ?? (code || "not signed in, or no district");
  printLine(
    table([
      ["day", ...HEADS],
      ...summary.days.map(({ day, totals }) => [day, ...cells(totals)]),
      ["together", ...cells(summary.totals)],
    ]),
  );
  printLine("\nBy district of signed-in people");
  printLine(
    table([
      ["district", ...HEADS],
      ...summary.districts.map((d) => [nameOf(d.district), ...cells(d.totals)]),
    ]),
  );
  searches("Searched most", summary.searched);
  searches("Searched, and nothing found", summary.foundNothing);
  await resources("Opened most", summary.opened, store);
  await resources("Links opened most", summary.linksOpened, store);
}

const cells = (t: UsageTotals): string[] =>
  [t.search, t["search-empty"], t.open, t["open-link"]].map((n) => n.toLocaleString("en-US"));

function searches(title: string, { shown, rare }: ListedCounts): void {
  if (shown.length === 0 && rare === 0) return;
  printLine(`\n${title}`);
  for (const { what, count } of shown) printLine(`${String(count).padStart(7)}  ${what || "(everything)"}`);
  if (rare > 0)
    printLine(`${String(rare).padStart(7)}  in searches made fewer than ${RARE} times, which are not shown`);
}

async function resources(title: string, counted: Counted[], store: Store): Promise<void> {
  if (counted.length === 0) return;
  const found = await store.resources.many(counted.map((c) => c.what));
  const titles = new Map(found.map((r) => [r.id, r.description.title]));
  printLine(`\n${title}`);
  for (const { what, count } of counted)
    printLine(`${String(count).padStart(7)}  ${titles.get(what) ?? "no longer there"}  ${what}`);
}
