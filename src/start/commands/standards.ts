import { Command } from "commander";
import { readSource } from "../../standards/actions/read-source.ts";
import { readPackage } from "../../standards/rules/case.ts";
import { type ImportReport, planImport } from "../../standards/rules/import-plan.ts";
import { printLine, table, withStore } from "./open.ts";

const importing = new Command("import")
  .description("a CASE 1.0 package; repeatable without duplicates")
  .argument("<file|url>")
  .action((where: string) =>
    withStore(async (store) => {
      const given = readPackage(await readSource(where));
      const { standards } = await store.reference();
      const known = standards.framework(given.framework.id);
      const plan = planImport(given, standards, known && (await store.associations(known.id)));
      if (!plan.nothing) await store.commit([plan.change]);
      for (const line of reported(plan.report)) printLine(line);
    }),
  );

function reported({
  framework,
  isNew,
  added,
  changed,
  unchanged,
  dropped,
  warnings,
}: ImportReport): string[] {
  return [
    `${framework}${isNew ? " (new)" : ""}: ${added} added, ${changed} changed, ${unchanged} unchanged, ${dropped.length} dropped`,
    ...warnings.map((warning) => `  ${warning}`),
  ];
}

const list = new Command("list").action(() =>
  withStore(async (store) => {
    const { standards } = await store.reference();
    const rows = standards.frameworks.map((f) => [
      f.code,
      String(standards.items(f.id).length),
      f.localTitle ?? f.title,
    ]);
    printLine(table([["code", "items", "title"], ...rows]));
  }),
);

export const standardsCommand = new Command("standards")
  .description("sets of standards and competencies")
  .addCommand(importing)
  .addCommand(list);
