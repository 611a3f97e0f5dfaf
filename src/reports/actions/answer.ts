import type { Config } from "../../kernel/config.ts";
import { Problem } from "../../kernel/problem.ts";
import type { SiteSettings } from "../../kernel/site.ts";
import { calendarDate } from "../../kernel/words.ts";
import { codesWithin, organizationFor } from "../../people/rules/members.ts";
import type { Caller } from "../../people/rules/person.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Change } from "../../store/change.ts";
import type { Core } from "../../store/core.ts";
import type { Store } from "../../store/store.ts";
import { mayOnReport } from "../rules/may.ts";
import { answered, REPORT_KINDS, type Report } from "../rules/report.ts";
import { reportFor } from "./reading.ts";

/** Whose reports a curator reads: those of the organization and of all below it, or of one of them. */
export async function queueFor(
  code: string,
  from: string | undefined,
  caller: Caller,
  { reference }: Pick<Store, "reference">,
) {
  const { organizations: tree } = await reference();
  const organization = organizationFor(code, "answer its reports", { caller, tree });
  if (from && !tree.isWithin(from, code))
    throw new Problem("invalid", "These reports cannot be listed.", [
      { in: "query", pointer: "/from", detail: `is not an organization of ${organization.name}` },
    ]);
  return { organization, organizations: codesWithin(from || code, tree) };
}

/** Closes a report with words. Whoever asked for an answer is told in the same commit, and an address forgotten. */
export async function answerReport(id: string, words: string, caller: Caller, parts: Core): Promise<Report> {
  const { store, clock, newId, config } = parts;
  const read = await reportFor(id, caller, store);
  if (!read?.looksAfter || !caller.person) throw new Problem("unknown", "There is no such report.");
  const { report: before, resource } = read;
  const tree = (await store.reference()).organizations;
  if (!mayOnReport(caller, "answer", { report: before, about: resource }, tree))
    throw new Problem(
      "forbidden",
      "This is about something of your own: another curator answers it, or one above.",
    );
  if (before.state === "answered")
    throw new Problem("conflict", "Somebody has answered this report already.");
  const at = clock();
  const after = answered(before, { by: caller.person.id, at, words });
  const changes: Change[] = [{ noun: "report", before, after }];
  if (before.email) {
    const letter = {
      to: before.email,
      subject: subjectOf(config.site),
      text: letterOf(before, words, config),
    };
    const mail = { id: newId(), kind: "letter", letter, state: "waiting", tries: 0 } as const;
    changes.push({ noun: "mail", after: { ...mail, nextTry: at, createdAt: at } });
  }
  await store.commit(changes, caller.person.id);
  return after;
}

const subjectOf = ({ plainName }: SiteSettings) => `Your report to the ${plainName}`;

/** Names nothing by its title: whoever reads it may see it no more. */
const letterOf = (r: Report, words: string, { publicUrl, site }: Pick<Config, "publicUrl" | "site">) =>
  [
    `On ${calendarDate(r.at, site.timeZone)} you reported a problem with ${publicUrl}${resourceAddress(r.resource)}`,
    `“${REPORT_KINDS[r.kind]}”`,
    "",
    "This is the answer:",
    "",
    words,
    "",
    "-- ",
    site.name,
  ].join("\n");
