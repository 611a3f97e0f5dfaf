import { Note } from "../../ui/pieces.tsx";
import type { ReadPage } from "../rules/draft.ts";

export function PageNotes({ page }: { page: ReadPage }) {
  const host = URL.canParse(page.link) ? new URL(page.link).hostname : page.link;
  const another = (
    <p class="small">
      {host} · <a href="/share">Use another link</a>
    </p>
  );
  if (page.locked)
    return (
      <Note icon="lock_outline" kind="sand">
        <p>
          <strong>{page.locked.says}</strong>
        </p>
        <p>{page.locked.remedy}</p>
        {another}
      </Note>
    );
  if (!page.metadata)
    return (
      <Note icon="info" kind="sand">
        <p>
          <strong>We could not read that page.</strong> Fill in the title, the rest can wait.
        </p>
        <p class="small">{page.fault}</p>
        {another}
      </Note>
    );
  return (
    <Note icon="check_circle" kind="good">
      <p>
        <strong>We read the page and filled in what we could.</strong> Check it, then share.
      </p>
      {another}
    </Note>
  );
}

export function ChangedMeanwhile({ lines }: { lines: { field: string; now: string }[] }) {
  return (
    <section class="note sand stack near" id="meanwhile">
      <h2>What it says now</h2>
      {lines.length === 0 ? (
        <p>Its words are as they were; who can see it, or who endorses it, has changed.</p>
      ) : (
        <dl class="stack near">
          {lines.map((l) => (
            <div key={l.field}>
              <dt>{l.field}</dt>
              <dd>{l.now}</dd>
            </div>
          ))}
        </dl>
      )}
      <p class="small">What you wrote is below. Send it again to put it in place of this.</p>
    </section>
  );
}
