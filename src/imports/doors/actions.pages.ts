import { fieldOf, fieldsOf } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { Problem } from "../../kernel/problem.ts";
import { answerFindings, mapColumns, preview } from "../actions/column-mapping.ts";
import {
  checkLinks,
  decideRows,
  startImport,
  stopImport,
  stopLinkCheck,
  undoImport,
  widenImport,
} from "../actions/commands.ts";
import { updateImport } from "../actions/update-import.ts";
import type { FindingAnswer } from "../rules/findings.ts";
import { IMPORT_CHOICES } from "../rules/import.ts";
import { CAN_FILL, FAULTS_SHOWN, type ImportAt, type ImportPageRequest } from "./import-page.ts";
import { CHOSEN_BY } from "./widening.views.tsx";

/** One thing that the pages of an import do, as its form says. */
type PageAction = (req: ImportPageRequest, at: ImportAt, parts: Parts) => Promise<unknown>;

const remembered = ({ organization }: ImportAt, { store }: Parts) =>
  store.imports.remembered(organization.code);

const numbersIn = (req: ImportPageRequest, name: string): number[] =>
  fieldsOf(req, name).map(Number).filter(Number.isInteger).slice(0, 1000);

const columns: PageAction = async (req, at, parts) => {
  const { found, who } = at;
  const mapping: Record<string, string> = {};
  for (let n = 0; n < (found.outline?.headers.length ?? 0); n++) {
    const header = fieldOf(req, `header-${n}`);
    if (header) mapping[header] = fieldOf(req, `goes-${n}`);
  }
  const remember = fieldOf(req, "remember") === "yes";
  const mapped = mapColumns({ mapping, remember }, await remembered(at, parts));
  await updateImport(await updateImport(found, who, mapped), who, preview);
};

const sheets: PageAction = async (req, at, parts) => {
  const { found, who } = at;
  const chosen = fieldsOf(req, "sheet").filter((name) => found.sheets.includes(name));
  if (chosen.length === 0) throw unsaid("Choose at least one sheet.", "/sheet-0");
  const mapped = mapColumns({ mapping: {}, sheets: chosen }, await remembered(at, parts));
  await updateImport(found, who, mapped);
};

const answers: PageAction = async (req, at, parts) => {
  const { found, who } = at;
  const given = answersIn(req);
  const kept = await remembered(at, parts);
  const answered =
    given.length > 0
      ? await updateImport(found, who, answerFindings(given, fieldOf(req, "remember") === "yes", kept))
      : found;
  await updateImport(answered, who, preview);
};

const start: PageAction = async (req, { found, who }) => {
  const choice = IMPORT_CHOICES.find((c) => c === fieldOf(req, "choice"));
  if (!choice) throw unsaid("Say what should be brought in.", "/choice-good");
  let now = found;
  for (const [decision, outcome] of [
    ["bring", "duplicate"],
    ["withdraw", "gone"],
  ] as const) {
    const seqs = numbersIn(req, decision);
    const all = fieldOf(req, `${decision}-all`) !== "";
    if (all || seqs.length > 0)
      now = await updateImport(now, who, decideRows({ decision, outcome, ...(all ? {} : { seqs }) }));
  }
  await updateImport(now, who, startImport(choice, undefined, who.at));
};

const reach: PageAction = async (req, { found, who }) => {
  const to = fieldOf(req, "reach");
  if (to !== "state" && to !== "public") throw unsaid("Say how far they should reach.", "/open-state");
  const where = CHOSEN_BY.flatMap(([id]) => {
    const value = fieldOf(req, `where-${id}`);
    return value ? [[id, [value]] as const] : [];
  });
  const seqs = numbersIn(req, "seq");
  if (fieldOf(req, "ticked") && seqs.length === 0)
    throw new Problem("invalid", "Tick at least one resource first.");
  const filter = {
    reach: to,
    message: fieldOf(req, "message").trim().slice(0, 2000) || undefined,
    ...(where.length > 0 ? { where: Object.fromEntries(where) } : {}),
    ...(seqs.length > 0 ? { seqs } : {}),
  } as const;
  await updateImport(found, who, widenImport(filter, who.at));
};

/** By the last word of the address that a form is sent to. */
export const ACTIONS: Record<string, PageAction> = {
  columns,
  sheets,
  answers,
  start,
  reach,
  links: (req, { found, who }) => updateImport(found, who, fieldOf(req, "stop") ? stopLinkCheck : checkLinks),
  stop: (_req, { found, who }) => updateImport(found, who, stopImport),
  undo: (req, { found, who }) =>
    updateImport(found, who, undoImport(fieldOf(req, "anyway") === "yes", who.at)),
};

const unsaid = (sentence: string, pointer: string) =>
  new Problem("invalid", sentence, [{ in: "body", pointer, detail: "Choose one" }]);

const LEAVE = "-leave-";

function answersIn(req: ImportPageRequest): FindingAnswer[] {
  const answers: FindingAnswer[] = [];
  for (let n = 0; n < FAULTS_SHOWN + CAN_FILL.size; n++) {
    const column = fieldOf(req, `column-${n}`);
    const [typed, taken] = [fieldOf(req, `typed-${n}`).trim(), fieldOf(req, `take-${n}`)];
    if (!column || (!typed && !taken)) continue;
    const take = typed ? [typed] : taken === LEAVE ? "leave out" : [taken];
    answers.push({ column, value: fieldOf(req, `value-${n}`), take });
  }
  return answers;
}
