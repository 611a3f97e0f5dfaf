import { AskForm, type AskFormProps, curatorsOfPlace, TakeBack } from "../../doorway/ask-form.views.tsx";
import { kindLine } from "../../doorway/display-words.ts";
import { Page } from "../../doorway/layout.tsx";
import { Level } from "../../doorway/level.views.tsx";
import { SearchBox } from "../../doorway/search-box.views.tsx";
import { dateInWords, useSite } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import { counted } from "../../kernel/words.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { nameOf, shortCode } from "../../standards/rules/framework.ts";
import { languagesInWords } from "../../standards/rules/labels.ts";
import { ErrorSummary } from "../../ui/form.tsx";
import { Note } from "../../ui/pieces.tsx";
import { askAddress } from "../rules/addresses.ts";
import { type Ask, KEPT_DAYS } from "../rules/ask.ts";

interface AskPageProps {
  form: AskFormProps;
  problem?: Problem | undefined;
  /** What the same person has asked for already. */
  mine?: Ask[];
  /** One was taken back a moment ago. */
  takenBack?: boolean;
}

export function AskPage({ form, problem, mine = [], takenBack }: AskPageProps) {
  const title = form.change ? "Change what you asked for" : "Ask for it";
  return (
    <Page title={problem ? `Error: ${title}` : title} at="find" unlisted>
      <SearchBox />
      <div class="stack measure">
        <h1>{title}</h1>
        {takenBack && (
          <div role="status">
            <Note icon="check_circle" kind="good">
              <p>
                <strong>Taken back.</strong> Nobody sees it now.
              </p>
            </Note>
          </div>
        )}
        {problem && <ErrorSummary sentence={problem.message} faults={problem.faults} />}
        <section class="card stack" aria-label={title}>
          <AskForm {...form} faults={problem?.faults} />
        </section>
        {mine.length > 0 && <Mine asks={mine} />}
      </div>
    </Page>
  );
}

function Mine({ asks }: { asks: Ask[] }) {
  return (
    <section class="stack near">
      <h2>What you asked for</h2>
      <ul class="plain stack near">
        {asks.map((ask) => (
          <li key={ask.id} class="row ends">
            <span>
              <a href={askAddress(ask.id)}>{ask.words}</a> <span class="soft">on {dateInWords(ask.at)}</span>
            </span>
            <TakeBack ask={ask} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export interface AskedShown {
  ask: Ask;
  token?: string | undefined;
  others?: { count: number; since: string } | undefined;
  /** What comes near it and is there already. */
  meanwhile: Resource[];
  /** Asked or changed a moment ago. */
  done: boolean;
}

/** What was asked, as those who read it see it, and what one may do with it. */
export function AskedPage({ ask, token, others, meanwhile, done }: AskedShown) {
  const { organizations } = useSite().reference;
  const change = `${askAddress(ask.id)}/change${token ? `?token=${token}` : ""}`;
  return (
    <Page title="Asked" at="find" unlisted>
      <SearchBox />
      <div class="stack measure">
        <h1>Asked</h1>
        <div role={done ? "status" : undefined}>
          <Note icon="check_circle" kind="good">
            <p>
              <strong>{curatorsOfPlace(ask.organization, organizations)} see it now.</strong>
            </p>
            <p>
              {ask.tell && "We tell you in your notices when something is shared. "}
              You asked on {dateInWords(ask.at)}. It is kept for {KEPT_DAYS} days.
              {token && " Keep the address of this page: it is the only way to change it or take it back."}
            </p>
          </Note>
        </div>
        <section class="card stack" aria-labelledby="see">
          <h2 id="see">What they see</h2>
          <AskInWords ask={ask} />
          {others && (
            <p class="soft">
              {counted(others.count, "other")} asked for something close to it since{" "}
              {dateInWords(others.since)}.
            </p>
          )}
          <div class="row">
            <TakeBack ask={ask} token={token} />
            <a href={change}>Change the words</a>
          </div>
        </section>
        {meanwhile.length > 0 && <Meanwhile resources={meanwhile} />}
        <section class="note sand row ends" aria-labelledby="made">
          <div class="stack near">
            <h2 id="made">Do you have one yourself?</h2>
            <p>A link or a file is enough.</p>
          </div>
          <a class="usa-button usa-button--outline" href="/share">
            Share it
          </a>
        </section>
      </div>
    </Page>
  );
}

function AskInWords({ ask }: { ask: Ask }) {
  const { reference } = useSite();
  const { organizations: tree, vocabularies, standards } = reference;
  const item = ask.standard ? standards.item(ask.standard) : undefined;
  const place = tree.get(ask.organization)?.name ?? tree.state.name;
  return (
    <>
      <p>
        <strong>{ask.words}</strong>
      </p>
      <ul class="row plain">
        {ask.grade && <li>{vocabularies.grade.labelOf(ask.grade)}</li>}
        {ask.level && (
          <li>
            <Level id={ask.level} />
          </li>
        )}
        {ask.language && <li>{languagesInWords([ask.language], reference)[0]}</li>}
        {item && <li>{[...new Set([shortCode(item.code), nameOf(item)])].filter(Boolean).join(" · ")}</li>}
        <li class="soft">from {ask.organization === tree.state.code ? `somewhere in ${place}` : place}</li>
      </ul>
    </>
  );
}

function Meanwhile({ resources }: { resources: Resource[] }) {
  const { reference } = useSite();
  return (
    <section class="stack near" aria-labelledby="mean">
      <h2 id="mean">In the meantime</h2>
      <ul class="plain stack near">
        {resources.map((r) => (
          <li key={r.id}>
            <a href={resourceAddress(r.id)}>{r.description.title}</a>{" "}
            <span class="soft">{kindLine(r.description, reference)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
