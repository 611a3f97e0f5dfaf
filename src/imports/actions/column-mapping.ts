import { Problem } from "../../kernel/problem.ts";
import type { Remembered } from "../rules/change.ts";
import { column, LEAVE_OUT, type Mapping } from "../rules/columns.ts";
import type { FindingAnswer } from "../rules/findings.ts";
import type { Import } from "../rules/import.ts";
import { withoutPlan } from "./import-run.ts";
import { type ImportCommand, mustBeIdle } from "./update-import.ts";

function mustNotHaveWritten(i: Import): void {
  mustBeIdle(i);
  if (i.state === "failed" && !i.outline)
    throw new Problem("conflict", i.trouble ?? "This file cannot be read.");
  if (i.state === "done" || i.state === "undone" || Object.keys(i.results).length > 0)
    throw new Problem(
      "conflict",
      "This import was brought in already. Upload the file once more to change something.",
    );
}

export interface ColumnChoices {
  mapping: Mapping;
  sheets?: string[] | undefined;
  remember?: boolean | undefined;
}

/** Places columns; what was planned with other columns no longer counts. */
export function mapColumns({ mapping, sheets, remember }: ColumnChoices, kept: Remembered): ImportCommand {
  return (i) => {
    mustNotHaveWritten(i);
    const faults = Object.entries(mapping)
      .filter(([header, id]) => (id !== LEAVE_OUT && !column(id)) || !i.outline?.headers.includes(header))
      .map(([header, id]) => ({
        in: "body" as const,
        pointer: `/mapping/${header.replaceAll("~", "~0").replaceAll("/", "~1")}`,
        detail: i.outline?.headers.includes(header)
          ? `"${id}" is not a column of the registry`
          : "is not a column of the file",
      }));
    if (faults.length > 0) throw new Problem("invalid", "The columns cannot be mapped like this.", faults);
    const whole = { ...i.mapping, ...mapping };
    const next: Import = { ...withoutPlan(i), mapping: whole, state: sheets ? "reading" : "columns" };
    if (sheets) next.chosen = sheets;
    const after = { mapping: { ...kept.mapping, ...whole }, answers: kept.answers };
    return {
      next,
      ...(remember ? { also: [{ noun: "import-ways", organization: i.organization, after }] } : {}),
    };
  };
}

/** Says once what is meant by a value, or by nothing, wherever it stands. */
export function answerFindings(answers: FindingAnswer[], remember: boolean, kept: Remembered): ImportCommand {
  return (i) => {
    mustNotHaveWritten(i);
    const faults = answers.flatMap((a, n) =>
      column(a.column)
        ? []
        : [
            {
              in: "body" as const,
              pointer: `/answers/${n}/column`,
              detail: `"${a.column}" is not a column of the registry`,
            },
          ],
    );
    if (faults.length > 0) throw new Problem("invalid", "The answers cannot be used.", faults);
    const same = (a: FindingAnswer, b: FindingAnswer) =>
      a.column === b.column && a.value.trim().toLowerCase() === b.value.trim().toLowerCase();
    const all = [...i.answers.filter((old) => !answers.some((a) => same(a, old))), ...answers].slice(-5000);
    const next: Import = { ...withoutPlan(i), answers: all, state: "columns" };
    const after = { mapping: kept.mapping, answers: all };
    return {
      next,
      ...(remember ? { also: [{ noun: "import-ways", organization: i.organization, after }] } : {}),
    };
  };
}

export const preview: ImportCommand = (i) => {
  mustNotHaveWritten(i);
  if (i.outline && !Object.values(i.mapping).includes("title"))
    throw new Problem("invalid", "No column gives the title. Map one first.", [
      { in: "body", pointer: "/mapping", detail: "has no column for the title" },
    ]);
  return { next: { ...withoutPlan(i), state: i.outline ? "checking" : "reading" } };
};
