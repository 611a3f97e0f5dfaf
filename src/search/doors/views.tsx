import type { AskFormProps } from "../../doorway/ask-form.views.tsx";
import { ResultCard } from "../../doorway/card.views.tsx";
import { chipInWords } from "../../doorway/display-words.ts";
import { Page } from "../../doorway/layout.tsx";
import { SearchBox } from "../../doorway/search-box.views.tsx";
import { useSite } from "../../doorway/site.ts";
import type { Fault } from "../../kernel/problem.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { Icon, Note } from "../../ui/pieces.tsx";
import { chosenOf, exportAddress } from "../rules/addresses.ts";
import type { AnswerHit, SearchAnswer } from "../rules/answer.ts";
import { FACETS, facet } from "../rules/facets.ts";
import { type Query, writeQuery } from "../rules/query.ts";
import type { UnclearStandard } from "../rules/standard-filter.ts";
import { CollectionsAbout } from "./collections-about.views.tsx";
import { headingOf } from "./heading.ts";
import { InUse, NarrowDown } from "./in-use.views.tsx";
import { HowItWasRead } from "./interpretation.views.tsx";
import { NothingFound } from "./no-results.views.tsx";
import { Order } from "./order.views.tsx";
import { Paging } from "./paging.views.tsx";
import { Panel } from "./panel.views.tsx";
import { UnclearStandards } from "./standard-field.views.tsx";

/** What was asked in one line, for the title of the page and the tab. */
export function queryInWords(query: Query, reference: Reference): string {
  const chosen = chosenOf(query).map((c) => chipInWords(facet(c.facet), c.value, reference));
  return [query.words, ...chosen].filter(Boolean).join(", ");
}

/** Filters and order as hidden fields: a new search goes on with them, they stay in sight as chips. */
function keptBySearch(query: Query): [string, string][] {
  const parameters = writeQuery({ ...query, words: "", plain: false, page: 1 });
  return [...parameters.entries()];
}

interface ResultsProps {
  answer: SearchAnswer;
  faults?: Fault[];
  /** What was typed as a standard and could not be taken. */
  unclear?: UnclearStandard[];
  /** The search as an ask, where nothing was found. */
  asking?: AskFormProps | undefined;
}

export function ResultsPage({ answer, faults = [], unclear = [], asking }: ResultsProps) {
  const { reference } = useSite();
  const { query } = answer;
  const asked = queryInWords(query, reference);
  const title = answer.total === 0 ? "Nothing found yet" : headingOf(answer, reference);
  return (
    <Page
      title={asked ? `${asked}: ${title}` : `All resources: ${title}`}
      at="find"
      unlisted
      {...(answer.total > 0 ? { skip: { to: "found", words: "Skip to the results" } } : {})}
    >
      <SearchBox words={query.words} keep={keptBySearch(query)} />
      <div id="results" data-said={title}>
        <NotRead faults={unclear.length > 0 ? faults.filter((f) => f.pointer !== "/standard") : faults} />
        <UnclearStandards unclear={unclear} query={query} />
        {answer.total === 0 ? (
          <NothingFound answer={answer} asking={asking} />
        ) : (
          <Found answer={answer} typedStandard={unclear[0]?.typed} />
        )}
      </div>
    </Page>
  );
}

/** Filters in the address that mean nothing here. Other things in it (a page number, a tracker's mark) are let be. */
function NotRead({ faults }: { faults: Fault[] }) {
  const filters = faults.filter((f) => FACETS.some(({ id }) => f.pointer === `/${id}`));
  if (filters.length === 0) return null;
  return (
    <div class="margin">
      <Note icon="error_outline">
        <p>
          <strong>
            The address holds {filters.length === 1 ? "a filter" : "filters"} we do not know, so we searched
            without.
          </strong>
        </p>
        <ul class="plain small">
          {filters.map((f) => (
            <li key={f.detail}>{f.detail}</li>
          ))}
        </ul>
      </Note>
    </div>
  );
}

function Found({ answer, typedStandard }: { answer: SearchAnswer; typedStandard: string | undefined }) {
  const { query } = answer;
  return (
    <div class="finding">
      <div class="stack head">
        <div class="row ends">
          <h1>{headingOf(answer, useSite().reference)}</h1>
          <NarrowDown inUse={chosenOf(query).length} />
          <Order query={query} />
        </div>
        <InUse query={query} />
      </div>
      <Panel answer={answer} typedStandard={typedStandard} />
      <section class="stack cards" id="found" tabIndex={-1} aria-label="Results">
        <HowItWasRead answer={answer} />
        <CollectionsAbout collections={answer.collections} words={query.words} />
        <h2 class="usa-sr-only">Resources found</h2>
        <Cards answer={answer} hits={answer.hits.filter((hit) => !hit.close)} />
        <Paging answer={answer} />
        <Downloads query={query} />
        <ComeClose answer={answer} />
      </section>
    </div>
  );
}

/** Everything found, as a sheet or for programs. */
function Downloads({ query }: { query: Query }) {
  const all = ["csv", "xlsx", "jsonl", "jsonld"] as const;
  const names = { csv: "CSV", xlsx: "Excel", jsonl: "JSON Lines", jsonld: "JSON-LD" };
  return (
    <p class="row small noprint">
      <span>
        <Icon name="file_download" /> Download all of these:
      </span>
      {all.map((format) => (
        <a key={format} href={exportAddress(query, format)} rel="nofollow" download>
          {names[format]}
        </a>
      ))}
    </p>
  );
}

/** What lacks some of the words stands apart, and is not in the count above. */
function ComeClose({ answer }: { answer: SearchAnswer }) {
  const hits = answer.hits.filter((hit) => hit.close);
  if (hits.length === 0) return null;
  return (
    <>
      <h2>Close, but without all your words</h2>
      <Cards answer={answer} hits={hits} />
    </>
  );
}

function Cards({ answer, hits }: { answer: SearchAnswer; hits: AnswerHit[] }) {
  const asked = [
    ...(answer.query.filters.standard ?? []),
    ...answer.codes.flatMap((code) => code.items.map((item) => item.id)),
  ];
  const reviewed = hits.some((h) => h.resource.catalogued || h.resource.endorsements.length > 0);
  return (
    <>
      {hits.map((hit) => (
        <ResultCard
          key={hit.resource.id}
          hit={hit}
          asked={asked}
          tellsUnreviewed={reviewed || hits.length === 1}
        />
      ))}
    </>
  );
}
