import type { Fault } from "../problem.ts";
import type { Reference } from "../reference/reference.ts";
import { chosenOf, exportAddress, itemAddress, searchAddress } from "../web/addresses.ts";
import { ItemLink, Statement } from "../web/item.views.tsx";
import { Page } from "../web/layout.tsx";
import { Icon, Note } from "../web/pieces.tsx";
import { SearchBox } from "../web/search-box.views.tsx";
import { useSite } from "../web/site.ts";
import { chipInWords, counted, listed, number } from "../web/words.ts";
import type { AnswerHit, RecognizedCode, SearchAnswer } from "./answer.ts";
import { ResultCard } from "./card.views.tsx";
import { FACETS, type FacetId, facet } from "./facets.ts";
import { NothingFound } from "./none.views.tsx";
import { InUse, NarrowDown, Panel } from "./panel.views.tsx";
import { DEEPEST, type Query, SORTS, type Sort, writeQuery } from "./query.ts";

/** What was asked in one line, for the title of the page and the tab. */
export function askedInWords(query: Query, reference: Reference): string {
  const chosen = chosenOf(query).map((c) => chipInWords(facet(c.facet), c.value, reference));
  return [query.words, ...chosen].filter(Boolean).join(", ");
}

/** Filters and order as hidden fields: a new search goes on with them, they stay in sight as chips. */
function keptBySearch(query: Query): [string, string][] {
  const parameters = writeQuery({ ...query, words: "", plain: false, page: 1 });
  return [...parameters.entries()];
}

export function ResultsPage({ answer, faults = [] }: { answer: SearchAnswer; faults?: Fault[] }) {
  const { reference } = useSite();
  const { query } = answer;
  const asked = askedInWords(query, reference);
  const title = answer.total === 0 ? "Nothing found yet" : counted(answer.total);
  return (
    <Page
      title={asked ? `${asked}: ${title}` : `All resources: ${title}`}
      at="find"
      unlisted
      {...(answer.total > 0 ? { skip: { to: "found", words: "Skip to the results" } } : {})}
    >
      <SearchBox words={query.words} keep={keptBySearch(query)} />
      <div id="results" data-said={title}>
        <NotRead faults={faults} />
        {answer.total === 0 ? <NothingFound answer={answer} /> : <Found answer={answer} />}
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

function Found({ answer }: { answer: SearchAnswer }) {
  const { query } = answer;
  return (
    <div class="finding">
      <div class="stack head">
        <div class="row ends">
          <h1>{counted(answer.total)}</h1>
          <Order query={query} />
        </div>
        <NarrowDown inUse={chosenOf(query).length} />
        <InUse query={query} />
      </div>
      <Panel answer={answer} />
      <section class="stack" id="found" tabIndex={-1} aria-label="Results">
        <HowItWasRead answer={answer} />
        <h2 class="usa-sr-only">Resources found</h2>
        {answer.hits
          .filter((hit) => !hit.close)
          .map((hit) => (
            <ResultCard key={hit.resource.id} hit={hit} />
          ))}
        <Paging answer={answer} />
        <Downloads query={query} />
        <ComeClose hits={answer.hits.filter((hit) => hit.close)} />
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
function ComeClose({ hits }: { hits: AnswerHit[] }) {
  if (hits.length === 0) return null;
  return (
    <>
      <h2>Close, but without all your words</h2>
      {hits.map((hit) => (
        <ResultCard key={hit.resource.id} hit={hit} />
      ))}
    </>
  );
}

const SORT_WORDS: Record<Sort, string> = { relevance: "Best match", newest: "Newest", title: "Title" };

function Order({ query }: { query: Query }) {
  return (
    <nav class="row small noprint order" aria-label="Order">
      <span class="soft">Order</span>
      {SORTS.map((sort) => (
        <a
          key={sort}
          href={searchAddress({ ...query, sort, page: 1 })}
          aria-current={sort === query.sort ? "true" : undefined}
        >
          {SORT_WORDS[sort]}
        </a>
      ))}
    </nav>
  );
}

/** Codes, wishes, spelling and words left out: how the registry understood the words, with the way out of each. */
function HowItWasRead({ answer }: { answer: SearchAnswer }) {
  const { query, leftOut, suggestions } = answer;
  const words = leftOut.filter((w) => !answer.codes.some((c) => c.typed === w));
  const spelling = suggestions.filter((s) => s.kind === "spelling");
  return (
    <>
      {answer.codes.map((code) => (
        <ReadCode key={code.typed} code={code} query={query} without={leftOut.includes(code.typed)} />
      ))}
      {words.length > 0 && (
        <Note icon="info">
          <p>
            No resource has all your words. <strong>Left out: {listed(words)}.</strong>
          </p>
        </Note>
      )}
      <Wishes answer={answer} />
      {spelling.map((s) => (
        <p key={s.text}>
          Did you mean <a href={searchAddress(s.query)}>{s.text}</a>?{" "}
          <span class="soft">{counted(s.total)}</span>
        </p>
      ))}
    </>
  );
}

interface ReadCodeProps {
  code: RecognizedCode;
  query: Query;
  /** What was found is not for this standard: nothing for it has the other words. */
  without: boolean;
}

function ReadCode({ code, query, without }: ReadCodeProps) {
  const { standards } = useSite().reference;
  const plain = searchAddress({ ...query, plain: true, page: 1 });
  const [item, ...others] = code.items;
  if (item && others.length === 0) {
    return (
      <Statement item={item}>
        <p class="small">
          {without ? (
            <>
              Nothing for <b>{code.typed}</b> has your other words, so these are for the words alone.{" "}
            </>
          ) : (
            <>
              You typed <b>{code.typed}</b>, so resources for this standard come first.{" "}
            </>
          )}
          <a href={itemAddress(item, standards)}>See where it sits</a> ·{" "}
          <a href={plain}>Search for the words only</a>
        </p>
      </Statement>
    );
  }
  const candidates = code.items.length > 0 ? code.items : code.near;
  return (
    <Note icon="help_outline">
      <p>
        <strong>
          {code.items.length > 0
            ? `${code.typed} can mean more than one standard.`
            : `${code.typed} is not a standard we know.`}
        </strong>{" "}
        {candidates.length > 0 && (code.items.length > 0 ? "Which one is it?" : "Near it are:")}
      </p>
      <ul class="plain stack near">
        {candidates.slice(0, 6).map((i) => (
          <li key={i.id}>
            <ItemLink item={i} />
          </li>
        ))}
      </ul>
      <p class="small">
        <a href={plain}>Search for the words only</a>
      </p>
    </Note>
  );
}

/** Wishes read from the words raise what fits; they shut nothing out until someone asks for that. */
function Wishes({ answer }: { answer: SearchAnswer }) {
  const { reference } = useSite();
  const wishes = FACETS.flatMap(({ id }) => (answer.wishes[id] ?? []).map((value) => ({ id, value })));
  if (wishes.length === 0) return null;
  const words = wishes.map((w) => chipInWords(facet(w.id as FacetId), w.value, reference));
  const filters = { ...answer.query.filters };
  for (const w of wishes) filters[w.id] = [...new Set([...(filters[w.id] ?? []), w.value])];
  return (
    <p class="small soft">
      We looked first for {listed(words)}. Others follow.{" "}
      <a href={searchAddress({ ...answer.query, filters, page: 1 })}>
        Show only {wishes.length === 1 ? "that" : "those"}
      </a>
    </p>
  );
}

/** First, last, this page and its neighbors. */
function pagesShown(page: number, last: number): number[] {
  const wanted = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last);
  return [...new Set(wanted)].toSorted((a, b) => a - b);
}

function Paging({ answer }: { answer: SearchAnswer }) {
  const { query, total } = answer;
  const last = Math.min(Math.ceil(total / query.size), Math.floor(DEEPEST / query.size));
  if (last < 2) return null;
  const to = (page: number) => searchAddress({ ...query, page });
  const shown = pagesShown(query.page, last);
  return (
    <nav class="usa-pagination noprint" aria-label="Pages">
      <ul class="usa-pagination__list">
        {query.page > 1 && (
          <li class="usa-pagination__item usa-pagination__arrow">
            <a
              class="usa-pagination__link usa-pagination__previous-page"
              href={to(query.page - 1)}
              rel="prev"
            >
              <Icon name="navigate_before" />
              <span class="usa-pagination__link-text">Previous</span>
            </a>
          </li>
        )}
        {shown.flatMap((n, i) => [
          ...(i > 0 && n - (shown[i - 1] ?? 0) > 1
            ? [
                <li key={`gap-${n}`} class="usa-pagination__item usa-pagination__overflow">
                  <span aria-hidden="true">…</span>
                </li>,
              ]
            : []),
          <li key={n} class="usa-pagination__item usa-pagination__page-no">
            <a
              class={`usa-pagination__button${n === query.page ? " usa-current" : ""}`}
              href={to(n)}
              aria-label={`Page ${number(n)}`}
              aria-current={n === query.page ? "page" : undefined}
            >
              {number(n)}
            </a>
          </li>,
        ])}
        {query.page < last && (
          <li class="usa-pagination__item usa-pagination__arrow">
            <a class="usa-pagination__link usa-pagination__next-page" href={to(query.page + 1)} rel="next">
              <span class="usa-pagination__link-text">Next</span>
              <Icon name="navigate_next" />
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
