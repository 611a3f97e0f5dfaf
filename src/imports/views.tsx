import type { ComponentChildren } from "preact";
import type { Organization } from "../organizations/organization.ts";
import type { Problem } from "../problem.ts";
import { Radio } from "../sharing/fields.views.tsx";
import { importAddress, importsAddress, organizationAddress, resourceAddress } from "../web/addresses.ts";
import { Check, ErrorSummary, Form, Select } from "../web/form.tsx";
import { Page } from "../web/layout.tsx";
import { Crumbs, Icon, Note } from "../web/pieces.tsx";
import { useSite } from "../web/site.ts";
import { counted, dateInWords, number } from "../web/words.ts";
import { COLUMNS, column, LEAVE_OUT } from "./columns.ts";
import type { SharedFinding } from "./findings.ts";
import type { Import, ImportRow } from "./import.ts";
import type { FieldChange } from "./plan.ts";
import { paceOf } from "./representation.ts";

export interface Shown {
  organization: Organization;
  problem?: Problem | undefined;
}

const STEPS = ["Upload", "Match columns", "Check", "Bring in", "Done"];

/** The frame of every step: where one is, and what there is to do. */
function Step({
  organization: o,
  at,
  title,
  head,
  problem,
  children,
}: Shown & { at: number; title: string; head?: ComponentChildren; children: ComponentChildren }) {
  return (
    <Page title={problem ? `Error: ${title}` : title} unlisted head={head}>
      <Crumbs
        crumbs={[
          { words: o.name, href: organizationAddress(o.code) },
          ...(at === 1
            ? [{ words: "Import" }]
            : [{ words: "Import", href: importsAddress(o.code) }, { words: STEPS[at - 1] ?? "" }]),
        ]}
      />
      <div class="stack">
        <div>
          <p class="small soft">
            Step {at} of 5: {STEPS[at - 1]}
          </p>
          <h1>{title}</h1>
        </div>
        {problem && <ErrorSummary sentence={problem.message} faults={problem.faults} />}
        {children}
      </div>
    </Page>
  );
}

const STATE_WORDS: Record<Import["state"], string> = {
  reading: "being read",
  columns: "columns to match",
  checking: "being checked",
  checked: "checked, not brought in",
  importing: "being brought in",
  done: "brought in",
  undoing: "being undone",
  undone: "undone",
  stopped: "stopped",
  failed: "could not be read",
};

export function UploadPage({ organization: o, problem, earlier }: Shown & { earlier: Import[] }) {
  const fault = problem?.faults.find((f) => f.pointer === "/file")?.detail;
  return (
    <Step organization={o} problem={problem} at={1} title="Bring in a spreadsheet">
      <p>
        Excel, CSV or JSON Lines, with as many rows as you have. Nothing changes until you have seen a
        preview. You can undo it afterward.
      </p>
      <div class="split">
        <Form action={importsAddress(o.code)} files class="card stack">
          <div class={`usa-form-group${fault ? " usa-form-group--error" : ""}`}>
            <label class="usa-label" for="file">
              <strong>Your file</strong>
            </label>
            <span class="usa-hint" id="file-hint">
              .xlsx, .csv or .jsonl, up to 500 MB
            </span>
            <input
              class="file"
              id="file"
              type="file"
              name="file"
              accept=".xlsx,.csv,.tsv,.jsonl,.json,.jsonld"
              aria-describedby="file-hint"
            />
          </div>
          <fieldset class="usa-fieldset">
            <legend class="usa-legend">
              <strong>Who should see them?</strong>
            </legend>
            <Radio id="reach-home" name="reach" value="home" checked>
              All of {o.name}
            </Radio>
            <Radio id="reach-state" name="reach" value="state" checked={false}>
              Every educator of the state
            </Radio>
            <p class="small soft">Rows without a link stay in {o.name}.</p>
          </fieldset>
          <p>
            <button class="usa-button" type="submit">
              Upload and match columns
            </button>
          </p>
        </Form>
        <aside class="stack">
          <section class="card stack near" aria-labelledby="tpl">
            <h2 id="tpl">No sheet yet?</h2>
            <p>
              <Icon name="file_download" />{" "}
              <a href={`${importsAddress(o.code)}/template.xlsx`}>Download our template</a> (
              <a href={`${importsAddress(o.code)}/template.csv`}>as CSV</a>)
            </p>
            <p class="small soft">OER Commons sheets and our own exports work as they are.</p>
          </section>
          {earlier.length > 0 && (
            <section class="card stack near" aria-labelledby="old">
              <h2 id="old">Earlier imports</h2>
              <ul class="stack near plain">
                {earlier.map((i) => (
                  <li key={i.id}>
                    <a href={importAddress(i)}>{i.name}</a>
                    <br />
                    <span class="small soft">
                      {dateInWords(i.createdAt)}:{" "}
                      {i.state === "done" ? counted(broughtIn(i)) : STATE_WORDS[i.state]}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </Step>
  );
}

const broughtIn = ({ results: { created = 0, revived = 0, changed = 0 } }: Import) =>
  created + revived + changed;

const GOES_TO = [
  { value: LEAVE_OUT, label: "Leave out" },
  ...COLUMNS.map((c) => ({ value: c.id, label: c.header })),
];

export function ColumnsPage({ organization, problem, import: i }: Shown & { import: Import }) {
  const unknown = i.outline?.unknown ?? [];
  const headers = i.outline?.headers ?? [];
  const doubtful = new Set(unknown.map((u) => u.header));
  const ordered = [...headers.filter((h) => doubtful.has(h)), ...headers.filter((h) => !doubtful.has(h))];
  const guess = (header: string) =>
    i.mapping[header] || unknown.find((u) => u.header === header)?.guess || LEAVE_OUT;
  return (
    <Step organization={organization} problem={problem} at={2} title="Match your columns">
      <p>
        <b>{i.name}</b>. We matched {headers.length - doubtful.size} of {counted(headers.length, "column")}.{" "}
        {doubtful.size > 0 && `${counted(doubtful.size, "column needs", "columns need")} your eye.`}
      </p>
      {i.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {i.outline?.lacksTitle && <p class="bad">No column gives the title yet. Every resource needs one.</p>}
      <Form action={`${importAddress(i)}/columns`}>
        <div class="card slim">
          <table class="usa-table usa-table--borderless fold">
            <caption class="usa-sr-only">Your columns and where they go</caption>
            <thead>
              <tr>
                <th scope="col">Your column</th>
                <th scope="col">For example</th>
                <th scope="col">Goes to</th>
                <th scope="col">Match</th>
              </tr>
            </thead>
            <tbody>
              {ordered.map((header, n) => (
                <tr key={header}>
                  <th scope="row">{header}</th>
                  <td data-label="For example">
                    {i.outline?.samples[header]?.slice(0, 3).join(", ") || "(empty)"}
                  </td>
                  <td data-label="Goes to">
                    <input type="hidden" name={`header-${n}`} value={header} />
                    <label class="usa-sr-only" for={`goes-${n}`}>
                      {header} goes to
                    </label>
                    <select class="usa-select" id={`goes-${n}`} name={`goes-${n}`}>
                      {GOES_TO.map((o) => (
                        <option key={o.value} value={o.value} selected={o.value === guess(header)}>
                          {o.label}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td data-label="Match">
                    {doubtful.has(header) ? (
                      <span class="warn">
                        <Icon name="help_outline" /> Please look
                      </span>
                    ) : (
                      <span class="good">
                        <Icon name="check" /> Sure
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Check id="remember" name="remember" value="yes" checked>
          Remember this for the next file that looks the same
        </Check>
        <div class="row">
          <button class="usa-button" type="submit">
            Check all rows
          </button>
          <a href={importsAddress(organization.code)}>Back</a>
        </div>
      </Form>
    </Step>
  );
}

export interface Preview extends Shown {
  import: Import;
  faults: SharedFinding[];
  changed: ImportRow[];
  duplicates: ImportRow[];
  gone: ImportRow[];
  kept: ImportRow[];
}

const BIG: [keyof Import["counts"], string][] = [
  ["new", "New"],
  ["changed", "Change one you have"],
  ["unchanged", "Same as before"],
  ["duplicate", "Perhaps there already"],
  ["faulty", "With a fault"],
];

export function PreviewPage(p: Preview) {
  const { organization, import: i, faults } = p;
  const { counts } = i;
  const good = counts.new + counts.changed;
  const at = importAddress(i);
  const nothing = good + counts.duplicate + counts.gone === 0;
  return (
    <Step organization={organization} problem={p.problem} at={3} title="Check before anything changes">
      <p>
        We read all {counted(i.progress.done, "row")} of <b>{i.name}</b>. Nothing is in the registry yet.
      </p>
      <ul class="deck areas plain">
        {BIG.filter(([id]) => id !== "duplicate" || counts.duplicate > 0).map(([id, words]) => (
          <li key={id} class="card slim">
            <strong class={`num${id === "faulty" && counts.faulty > 0 ? " bad" : ""}`}>
              {number(counts[id])}
            </strong>{" "}
            {counts[id] > 0 ? <a href={`${at}/rows?outcome=${id}`}>{words}</a> : words}
          </li>
        ))}
      </ul>
      {faults.length > 0 && <Faults {...p} />}
      {p.changed.length > 0 && (
        <section class="stack" aria-labelledby="dif">
          <h2 id="dif">{counted(counts.changed, "row changes", "rows change")} one you have</h2>
          <ChangesTable rows={p.changed} />
          {counts.changed > p.changed.length && (
            <p>
              <a href={`${at}/rows?outcome=changed`}>See all {number(counts.changed)}</a>
            </p>
          )}
        </section>
      )}
      {p.kept.length > 0 && (
        <section class="stack near" aria-labelledby="kept">
          <h2 id="kept">{counted(i.keptRows, "row", "rows")} with something a person corrected</h2>
          <p>These fields stay as they are. Your sheet says something else.</p>
          <ChangesTable rows={p.kept} kept />
        </section>
      )}
      <Form action={`${at}/start`} class="stack far">
        {p.duplicates.length > 0 && (
          <section class="stack near" aria-labelledby="dup">
            <h2 id="dup">{counted(counts.duplicate, "row")} may be there already</h2>
            <ul class="stack near plain">
              {p.duplicates.map((r) => (
                <li key={r.seq} class="card slim">
                  <Check
                    id={`bring-${r.seq}`}
                    name="bring"
                    value={String(r.seq)}
                    checked={r.decision === "bring"}
                  >
                    Row {r.row}: {r.title}. Bring it in all the same
                  </Check>
                  <Alike row={r} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {p.gone.length > 0 && (
          <section class="stack near" aria-labelledby="gone">
            <h2 id="gone">{counted(counts.gone)} your sheet no longer names</h2>
            <p>They stay, unless you withdraw them.</p>
            <ul class="stack near plain">
              {p.gone.map((r) => (
                <li key={r.seq}>
                  <Check
                    id={`withdraw-${r.seq}`}
                    name="withdraw"
                    value={String(r.seq)}
                    checked={r.decision === "withdraw"}
                  >
                    Withdraw {r.title}
                  </Check>
                </li>
              ))}
            </ul>
          </section>
        )}
        {nothing ? (
          <Note icon="check_circle" kind="good">
            <p>
              {counts.faulty > 0
                ? "No row can be brought in yet. Mend the faults first."
                : `${counted(counts.unchanged, "row is", "rows are")} the same as before. Nothing to do.`}
            </p>
          </Note>
        ) : (
          <section class="card stack" aria-labelledby="go">
            <h2 id="go">What should we bring in?</h2>
            <fieldset class="usa-fieldset">
              <legend class="usa-sr-only">What should we bring in?</legend>
              <Radio id="choice-good" name="choice" value="good" checked>
                {counts.faulty > 0
                  ? `The ${number(good)} good rows now. I fix the ${number(counts.faulty)} later`
                  : `The ${counted(good, "row")} now`}
              </Radio>
              {counts.faulty === 0 && (
                <Radio id="choice-all" name="choice" value="all" checked={false}>
                  All rows or none: if one cannot be brought in, take all back
                </Radio>
              )}
              <Radio id="choice-new" name="choice" value="new" checked={false}>
                Only the new ones, change nothing
              </Radio>
            </fieldset>
            <div class="row">
              <button class="usa-button" type="submit">
                Bring in
              </button>
              <a href={`${at}?columns=yes`}>Back to the columns</a>
            </div>
          </section>
        )}
      </Form>
    </Step>
  );
}

function Faults({ import: i, faults }: Preview) {
  const at = importAddress(i);
  return (
    <section class="stack" aria-labelledby="flt">
      <div class="row ends">
        <h2 id="flt">
          {counted(i.faultyCells, "faulty cell")} in {counted(i.counts.faulty, "row")}
        </h2>
        <p>
          <Icon name="file_download" /> <a href={`${at}/report`}>Download the faults as a sheet</a>
        </p>
      </div>
      <p>
        <a href={`${at}/rows?outcome=faulty`}>See each faulty row as it stands in your sheet</a>. What rows
        share you answer once here.
      </p>
      <Form action={`${at}/answers`} class="stack">
        <ol class="plain stack near">
          {faults.map((f, n) => (
            <li key={`${f.column}\n${f.value}\n${f.detail}`} class="card slim deck">
              <p>
                <strong>{f.rows === 1 ? `Row ${f.first[0]?.row}` : counted(f.rows, "row")}</strong>
                {f.rows > 1 && (
                  <>
                    <br />
                    <span class="small soft">
                      {f.first.map((r) => number(r.row)).join(", ")}
                      {f.rows > f.first.length && " …"}
                    </span>
                  </>
                )}
              </p>
              <FaultBox {...f} />
              <Answering fault={f} n={n} />
            </li>
          ))}
        </ol>
        <Check id="remember" name="remember" value="yes" checked>
          Remember my answers for our next file
        </Check>
        <p>
          <button class="usa-button usa-button--outline" type="submit">
            Check again with my answers
          </button>
        </p>
      </Form>
    </section>
  );
}

const FaultBox = ({
  header,
  column: id,
  value,
  detail,
}: {
  header: string;
  column: string;
  value: string;
  detail: string;
}) => (
  <p class="bad fault">
    <span class="small soft">{header || column(id)?.header || "The row"}</span>
    <br />
    <b>{value === "" ? "(empty)" : value}</b>
    <br />
    <span class="small">{detail}</span>
  </p>
);

/** What can be answered for all rows that share a fault; a fault of a whole row is mended in the sheet. */
function Answering({ fault: f, n }: { fault: SharedFinding; n: number }) {
  const c = column(f.column);
  if (!c || f.column === "externalId" || f.column === "title")
    return <p class="small soft">Mend this in your sheet.</p>;
  const nearest = f.nearest ?? [];
  return (
    <div>
      <input type="hidden" name={`column-${n}`} value={f.column} />
      <input type="hidden" name={`value-${n}`} value={f.value} />
      {nearest.length > 0 && (
        <Select
          id={`take-${n}`}
          name={`take-${n}`}
          label={`Did you mean (${c.header})`}
          options={[
            { value: "", label: "Choose" },
            ...nearest.map((v) => ({ value: v, label: v })),
            { value: "-leave-", label: "Leave it out" },
          ]}
          chosen=""
        />
      )}
      <label class="usa-label" for={`typed-${n}`}>
        {nearest.length > 0 ? "Or write" : "Write"} what is meant
      </label>
      <input class="usa-input" id={`typed-${n}`} name={`typed-${n}`} type="text" />
    </div>
  );
}

/** A value of a description in words. */
function inWords(value: unknown): string {
  if (value === undefined || value === null || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(inWords).join(", ") || "nothing";
  if (typeof value !== "object") return String(value);
  const { item, level, url, title } = value as Record<string, string | undefined>;
  if (item) return level ? `${item} (${level})` : item;
  return (
    title ??
    url ??
    Object.values(value as object)
      .map(inWords)
      .filter((v) => v !== "nothing")
      .join(", ")
  );
}

function ChangesTable({ rows, kept }: { rows: ImportRow[]; kept?: boolean }) {
  const { standards } = useSite().reference;
  const said = (v: unknown) =>
    inWords(
      Array.isArray(v)
        ? v.map((a) => (a?.item ? { ...a, item: standards.item(a.item)?.code || a.item } : a))
        : v,
    );
  const nameOf = (field: FieldChange["field"]) => COLUMNS.find((c) => c.field === field)?.header ?? field;
  return (
    <div class="card slim">
      <table class="usa-table usa-table--borderless fold">
        <caption class="usa-sr-only">
          {kept ? "What stays as a person corrected it" : "What would change"}
        </caption>
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Resource</th>
            <th scope="col">In the registry</th>
            <th scope="col">In your sheet</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => {
            const changes = kept ? r.kept : r.changes;
            return (
              <tr key={r.seq}>
                <th scope="row">Row {r.row}</th>
                <td data-label="Resource">
                  {r.resource ? <a href={resourceAddress(r.resource)}>{r.title}</a> : r.title}
                </td>
                <td data-label="In the registry">
                  {changes.map((c) => (
                    <p key={c.field}>
                      {nameOf(c.field)} {kept ? <b>{said(c.before)}</b> : <del>{said(c.before)}</del>}
                    </p>
                  ))}
                </td>
                <td data-label="In your sheet">
                  {changes.map((c) => (
                    <p key={c.field}>
                      {nameOf(c.field)} {kept ? said(c.after) : <ins>{said(c.after)}</ins>}
                    </p>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const Alike = ({ row }: { row: ImportRow }) => (
  <ul class="small">
    {row.duplicates.map((d) => (
      <li key={`${d.resource}${d.row}`}>
        {d.why === "same address" ? "The same address as " : "Nearly the same title as "}
        {d.resource ? <a href={resourceAddress(d.resource)}>{d.title}</a> : `row ${d.row}: ${d.title}`}
      </li>
    ))}
  </ul>
);

const UNDER_WAY: Partial<Record<Import["state"], string>> = {
  reading: "Reading your sheet",
  checking: "Checking your sheet",
  importing: "Bringing in your sheet",
  undoing: "Putting everything back",
};

export function ProgressPage({ organization, import: i, now }: Shown & { import: Import; now: string }) {
  const { done, total } = i.progress;
  const { secondsLeft } = paceOf(i, now);
  const of = total > 0 ? `${number(done)} of ${counted(total, "row")}` : counted(done, "row");
  return (
    <Step
      organization={organization}
      at={i.state === "importing" || i.state === "undoing" ? 4 : 3}
      title={UNDER_WAY[i.state] ?? ""}
      head={<meta http-equiv="refresh" content="2" />}
    >
      <div class="card stack">
        <p>
          <label for="bar">
            <strong>{of}</strong>
          </label>
        </p>
        {total > 0 ? (
          <progress id="bar" max={total} value={done}>
            {of}
          </progress>
        ) : (
          <progress id="bar">{of}</progress>
        )}
        <p class="soft">
          {i.stopping
            ? "Stopping. "
            : secondsLeft !== undefined && secondsLeft > 1
              ? `About ${counted(secondsLeft, "second")} left. `
              : ""}
          {i.trouble ?? "You can close this page. It goes on."}
        </p>
      </div>
      <div class="row">
        <Form action={`${importAddress(i)}/stop`} class="inline">
          <button class="usa-button usa-button--outline" type="submit" disabled={i.stopping}>
            Stop
          </button>
        </Form>
        <a href={importAddress(i)}>Refresh this page</a>
      </div>
    </Step>
  );
}

export function DonePage({
  organization: o,
  problem,
  import: i,
  listed,
  until,
}: Shown & { import: Import; listed: ImportRow[]; until: string }) {
  const at = importAddress(i);
  const r = i.results;
  const wrote = broughtIn(i) + (r.withdrawn ?? 0);
  const title =
    i.state === "failed"
      ? "We could not read this file"
      : i.state === "undone"
        ? "Everything is as it was before"
        : i.state === "stopped"
          ? `Stopped after ${counted(i.progress.done, "row")}`
          : `${counted(broughtIn(i), "resource is", "resources are")} in`;
  return (
    <Step organization={o} problem={problem} at={5} title={title}>
      {i.trouble && (
        <Note icon="error_outline" kind="sand">
          <p>{i.trouble}</p>
        </Note>
      )}
      {i.state === "done" && (
        <Note icon="check_circle" kind="good">
          <p>
            <strong>
              {i.reach === "home" ? `All of ${o.name}` : "Every educator of the state"} can find them now.
            </strong>
          </p>
          <p>
            {number((r.created ?? 0) + (r.revived ?? 0))} new, {number(r.changed ?? 0)} changed,{" "}
            {number(i.counts.unchanged + (r.unchanged ?? 0))} were the same already
            {(r.withdrawn ?? 0) > 0 && `, ${number(r.withdrawn ?? 0)} withdrawn`}.
            {i.counts.faulty > 0 &&
              ` ${counted(i.counts.faulty, "row still has", "rows still have")} a fault.`}
            {(r.held ?? 0) > 0 &&
              ` ${counted(r.held ?? 0, "row was", "rows were")} held back, for the record changed after the preview.`}
          </p>
        </Note>
      )}
      <div class="row">
        {i.state === "done" && (
          <a class="usa-button" href={`/search?organization=${encodeURIComponent(o.code)}&sort=newest`}>
            See them in search
          </a>
        )}
        {i.counts.faulty > 0 && (
          <a class="usa-button usa-button--outline" href={`${at}/report`}>
            Download the {counted(i.counts.faulty, "faulty row")}
          </a>
        )}
        {(r.held ?? 0) > 0 && <a href={`${at}/rows?result=held`}>See what was held back</a>}
        {i.state === "stopped" && i.choice && !i.doneAt && (
          <Form action={`${at}/start`} class="inline">
            <input type="hidden" name="choice" value={i.choice} />
            <button class="usa-button" type="submit">
              Go on
            </button>
          </Form>
        )}
        <a href={importsAddress(o.code)}>Bring in another sheet</a>
      </div>
      {listed.length > 0 && (
        <section class="card stack" aria-labelledby="later">
          <h2 id="later">{counted(r.later ?? listed.length)} to decide</h2>
          <p>
            Somebody changed or decided something about them since this import. They stay as they are, unless
            you say otherwise.
          </p>
          <ul>
            {listed.map((row) => (
              <li key={row.seq}>
                {row.resource ? <a href={resourceAddress(row.resource)}>{row.title}</a> : row.title}{" "}
                <span class="small soft">{row.why}</span>
              </li>
            ))}
          </ul>
          <Form action={`${at}/undo`}>
            <input type="hidden" name="anyway" value="yes" />
            <p>
              <button class="usa-button usa-button--outline" type="submit">
                Put these back, too
              </button>
            </p>
          </Form>
        </section>
      )}
      {wrote > 0 && (i.state === "done" || i.state === "stopped") && (
        <section class="card stack" aria-labelledby="und">
          <h2 id="und">Changed your mind?</h2>
          <p>
            Undo puts everything back as it was before this import: new ones go, changed ones return to their
            old text. Resources that someone edited since are listed, for you to decide.
          </p>
          <p>You can undo until {until}.</p>
          <Form action={`${at}/undo`}>
            <p>
              <button class="usa-button usa-button--outline" type="submit">
                Undo this import
              </button>
            </p>
          </Form>
        </section>
      )}
    </Step>
  );
}

/** Rows of one outcome or result, each in its context. */
export function RowsPage({
  organization,
  import: i,
  rows,
  words,
  next,
}: Shown & { import: Import; rows: ImportRow[]; words: string; next?: string | undefined }) {
  return (
    <Step organization={organization} at={3} title={words}>
      <p>
        <a href={importAddress(i)}>Back to {i.name}</a>
      </p>
      <ol class="plain stack near">
        {rows.map((r) => (
          <li key={r.seq} class="card slim deck">
            <p>
              <strong>{r.row > 0 ? `Row ${number(r.row)}` : "Not in the sheet"}</strong>
              {r.sheet && <span class="small soft"> of {r.sheet}</span>}
              <br />
              {r.resource && r.outcome !== "new" ? (
                <a href={resourceAddress(r.resource)}>{r.title}</a>
              ) : (
                r.title || "(no title)"
              )}
              {r.why && <span class="small soft"> {r.why}</span>}
            </p>
            {r.faults.map((f) => (
              <div key={f.column + f.value}>
                <FaultBox {...f} />
                {f.nearest && f.nearest.length > 0 && <p class="small">Nearest: {f.nearest.join(", ")}</p>}
              </div>
            ))}
            {r.duplicates.length > 0 && <Alike row={r} />}
            {r.changes.length > 0 && <ChangesTable rows={[r]} />}
            {r.warnings.length > 0 && (
              <ul class="small soft">
                {r.warnings.map((w) => (
                  <li key={w.column + w.detail}>
                    {w.header} {w.detail}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {rows.length === 0 && <p>There are none.</p>}
      {next && (
        <p>
          <a href={next}>Next rows</a>
        </p>
      )}
    </Step>
  );
}
