import { Page } from "../../doorway/layout.tsx";
import { useSite } from "../../doorway/site.ts";
import type { KeptAuditEntry } from "../../people/rules/audit.ts";

/** Who did what to whom, newest first. Nobody can change it. */
export function AuditPage({
  entries,
  nameOf,
  next,
}: {
  entries: KeptAuditEntry[];
  nameOf: (id: string) => string;
  next: number | undefined;
}) {
  const { reference, settings } = useSite();
  const tree = reference.organizations;
  return (
    <Page title="Audit trail" unlisted>
      <div class="stack">
        <h1>Audit trail</h1>
        <p>
          Accounts, memberships, roles, keys and sessions: who did what to whom, newest first. Nobody can
          change it.
        </p>
        <ul class="plain stack near">
          {entries.map((e) => (
            <li class="card slim" key={e.seq}>
              <b>{e.what}</b>
              {e.person && <>: {nameOf(e.person)}</>}
              {e.role && `, ${e.role}`}
              {e.organization && `, ${tree.get(e.organization)?.name ?? e.organization}`}
              <span class="soft small">
                {" "}
                by {nameOf(e.by)}, <time dateTime={e.at}>{timeInWords(e.at, settings.timeZone)}</time>
              </span>
              {e.thing && <span class="soft small number"> {e.thing}</span>}
            </li>
          ))}
        </ul>
        {next && (
          <p>
            <a href={`/audit?before=${next}`}>Older</a>
          </p>
        )}
      </div>
    </Page>
  );
}

const timeInWords = (at: string, timeZone: string) =>
  new Date(at).toLocaleString("en-US", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone,
  });
