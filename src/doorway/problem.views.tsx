import { listed } from "../kernel/words.ts";
import { erasureAddress, historyAddress } from "../resources/rules/addresses.ts";
import type { Resource } from "../resources/rules/resource.ts";
import { filterAddress, searchAddress } from "../search/rules/addresses.ts";
import { labelsOf } from "../standards/rules/labels.ts";
import { Note } from "../ui/pieces.tsx";
import { signInAddress } from "./addresses.ts";
import { SlimCard } from "./card.views.tsx";
import { nounOf } from "./display-words.ts";
import { Page } from "./layout.tsx";
import { SearchBox } from "./search-box.views.tsx";
import { dateInWords, useSite } from "./site.ts";

interface ProblemShown {
  title: string;
  /** What happened, in a sentence or two. */
  sentences: string[];
  /** Number of the request, to quote when asking for help. */
  number?: string | undefined;
}

/** An expected "no", or a fault of ours, in the layout of every page and with a way on. */
export function ProblemPage({ title, sentences, number }: ProblemShown) {
  const { visitor, path } = useSite();
  return (
    <Page title={title} unlisted>
      <SearchBox />
      <div class="stack measure">
        <h1>{title}</h1>
        {sentences.map((s) => (
          <p key={s}>{s}</p>
        ))}
        {number && (
          <p>
            If you ask for help, give this number: <b class="number">{number}</b>
          </p>
        )}
        <h2>You could</h2>
        <ul class="plain stack near">
          {!visitor?.caller.person && !number && (
            <li>
              <a href={signInAddress(path)}>Sign in</a>, if it is for educators only
            </li>
          )}
          <li>
            <a href="/">Start from the first page</a>
          </li>
          <li>
            <a href="/standards">Browse the standards</a>
          </li>
          <li>
            <a href={searchAddress({})}>See all resources</a>
          </li>
        </ul>
      </div>
    </Page>
  );
}

export const NOT_FOUND: ProblemShown = {
  title: "Nothing at this address",
  sentences: [
    "It may have been moved or mistyped, or it is not open to everyone.",
    "Search for its title, or begin again from one of these.",
  ],
};

export const BROKEN: ProblemShown = {
  title: "Something broke on our side",
  sentences: ["It was not your doing. Please try again in a minute."],
};

export interface WithdrawnShown {
  resource: Resource;
  /** What its owner names instead, and others for the same standard or topic. */
  similar: Resource[];
  mayErase: boolean;
}

/** The tombstone: when, by whom, why, and what to use. Answered with 410. */
export function WithdrawnPage({ resource: r, similar, mayErase }: WithdrawnShown) {
  const { reference } = useSite();
  const d = r.description;
  const w = r.withdrawal;
  const owner = reference.organizations.get(r.organization)?.name;
  const instead = w?.instead && /^https?:/.test(w.instead) ? w.instead : undefined;
  const topics = labelsOf("topic", d.topics.slice(0, 2), reference);
  return (
    <Page title={`Withdrawn: ${d.title}`} at="find" unlisted>
      <SearchBox />
      <div class="stack measure">
        <h1>This {nounOf(d)} was withdrawn</h1>
        <Note icon="info">
          <p>
            <strong>{d.title}</strong>
            {owner && `, shared by ${owner} in ${new Date(r.createdAt).getFullYear()}`}, was withdrawn by{" "}
            {w?.by === "owner" ? "its owner" : "a curator"}
            {w && ` on ${dateInWords(w.at)}`}.
          </p>
          {w?.reason && <p>Why: {w.reason}</p>}
        </Note>
        {(instead || similar.length > 0) && <h2>You could use</h2>}
        {instead && (
          <p>
            <a href={instead} rel="noopener">
              {instead}
            </a>
          </p>
        )}
        <ul class="plain stack near">
          {similar.map((a) => (
            <SlimCard key={a.id} resource={a} />
          ))}
        </ul>
        {topics.length > 0 && (
          <p>
            <a href={filterAddress({ topic: d.topics.slice(0, 2) })}>
              Search for {listed(topics).toLowerCase()}
            </a>
          </p>
        )}
        <p class="small">
          <a href={historyAddress(r.id)}>Who did what when</a>
        </p>
        {mayErase && (
          <p class="small">
            <a href={erasureAddress(r.id)}>Erase it for good</a>
          </p>
        )}
      </div>
    </Page>
  );
}
