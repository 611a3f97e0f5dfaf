import { Command } from "commander";
import { readWith, sentenceFor } from "../../kernel/fault.ts";
import { Problem } from "../../kernel/problem.ts";
import { CurriculumInput } from "../../reference/doors/curricula.api.ts";
import { keepCurriculum } from "../../reference/rules/curricula.ts";
import { BY, printLine, table, withStore } from "./open.ts";
import { personBy } from "./person.ts";

interface Given {
  org: string;
  as: string;
  partOf?: string;
  also?: string[];
}

const set = new Command("set")
  .description("list a curriculum or a unit of one, or rename it; the id stays")
  .argument("<id>")
  .argument("<label>")
  .requiredOption("--org <code>", "whose list it is in")
  .requiredOption("--as <person>", "a curator of it: id, e-mail address or name")
  .option("--part-of <id>", "the curriculum it is a part of")
  .option("--also <name...>", "other names it is known by")
  .action((id: string, label: string, { org, as, partOf, also }: Given) =>
    withStore(async (store) => {
      const given = { label, ...(partOf ? { broader: partOf } : {}), ...(also ? { altLabels: also } : {}) };
      const { data, faults } = readWith(CurriculumInput, given, "body");
      if (!data) throw new Problem("invalid", sentenceFor(faults), faults);
      const person = await personBy(as, store);
      const caller = { person, memberships: await store.people.memberships(person.id) };
      const { organizations: tree, vocabularies } = await store.reference();
      const who = { caller, tree, curricula: vocabularies.curriculum };
      const { change, isNew } = keepCurriculum(org, id, data, who);
      if (change) await store.commit([change], BY);
      printLine(`${id}: ${isNew ? "listed" : change ? "changed" : "as it was"}`);
    }),
  );

const list = new Command("list").option("--org <code>").action(({ org }: { org?: string }) =>
  withStore(async (store) => {
    const { terms } = (await store.reference()).vocabularies.curriculum;
    const rows = terms
      .filter((t) => org === undefined || t.organization === org)
      .map((t) => [t.id, t.organization ?? "", t.label, t.broader ?? ""]);
    printLine(table([["id", "of", "label", "part of"], ...rows]));
  }),
);

export const curriculumCommand = new Command("curriculum")
  .description("what organizations have adopted, and the units of it")
  .addCommand(set)
  .addCommand(list);
