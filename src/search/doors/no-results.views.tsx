import { AskForm, type AskFormProps } from "../../doorway/ask-form.views.tsx";
import { chipInWords } from "../../doorway/display-words.ts";
import { ItemLink, Statement } from "../../doorway/item-link.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { counted, listed } from "../../kernel/words.ts";
import { itemAddress } from "../../standards/rules/addresses.ts";
import { shortCode } from "../../standards/rules/framework.ts";
import { chosenOf, searchAddress } from "../rules/addresses.ts";
import type { AnsweredCode, SearchAnswer, SearchSuggestion } from "../rules/answer.ts";
import { type FacetId, facet } from "../rules/facets.ts";
import { MOST_NEAR } from "../rules/suggest-query.ts";
import { InUse } from "./in-use.views.tsx";
import { ReadLines } from "./interpretation.views.tsx";

/** Standards explained when nothing was found for any. */
const MOST_STANDARDS = 4;

interface NothingProps {
  answer: SearchAnswer;
  asking?: AskFormProps | undefined;
}

/** Never a lone zero: what was looked for, what each way on would give, and the way to ask for it. */
export function NothingFound({ answer, asking }: NothingProps) {
  const { reference } = useSite();
  const { query, suggestions } = answer;
  const chosen = chosenOf(query).map((c) => chipInWords(facet(c.facet), c.value, reference));
  const of = (...kinds: SearchSuggestion["kind"][]) => suggestions.filter((s) => kinds.includes(s.kind));
  const unknown = answer.codes.filter((c) => c.items.length === 0);
  const known = answer.codes.flatMap((c) => c.items).slice(0, MOST_STANDARDS);
  const fewer = of("drop-filter");
  const others = of("spelling", "drop-word", "plain-words").filter((s) => s.query.words);
  return (
    <div class="stack measure" id="found" tabIndex={-1}>
      <h1>Nothing has all of this yet</h1>
      <p>
        We looked for {query.words ? <strong>{query.words}</strong> : "every resource"}
        {chosen.length > 0 && <> with {listed(chosen)}</>}.
      </p>
      <ReadLines answer={answer} />
      <InUse query={query} />
      <div class="deck half">
        <WaysOn title="Did you mean" suggestions={others} words={(s) => s.query.words} strong />
        <WaysOn title="With fewer filters" suggestions={fewer} words={withoutFilter} />
      </div>
      {known.map((item) => (
        <Statement item={item} key={item.id}>
          <p class="small">
            {chosen.length === 0 && "Nobody has shared a resource for this standard here yet. "}
            <a href={itemAddress(item, reference.standards)}>See where it sits</a>
          </p>
        </Statement>
      ))}
      <WaysOn
        title="Search for its words"
        suggestions={of("standard-in-words")}
        words={(s) => s.text}
        strong
      />
      <WaysOn title="For the standards above it" suggestions={of("broader-standard")} words={(s) => s.text} />
      {unknown.map((code) => (
        <UnknownCode key={code.typed} code={code} near={of("near-standard")} />
      ))}
      {asking && (
        <section class="card stack" id="ask" aria-labelledby="ask-title">
          <h2 id="ask-title">Ask for it</h2>
          <AskForm {...asking} />
        </section>
      )}
      <BeginElsewhere />
    </div>
  );
}

const EVERY: Partial<Record<FacetId, string>> = {
  grade: "Every grade",
  level: "Every level",
  language: "Every language",
  standard: "Every standard",
  printable: "Not only printable",
  signup: "With sign-up too",
  time: "However long it takes",
};

const withoutFilter = ({ facet: id, text }: SearchSuggestion): string =>
  id === undefined ? "Without any filter" : (EVERY[id] ?? `Not only ${text}`);

/** A code that no standard has, and what there is near it. */
function UnknownCode({ code, near }: { code: AnsweredCode; near: SearchSuggestion[] }) {
  const { standards } = useSite().reference;
  const items = code.near.slice(0, MOST_NEAR);
  const found = near.flatMap((s) => {
    const item = standards.item(s.query.filters.standard?.[0] ?? "");
    return item && items.includes(item) ? [{ ...s, item }] : [];
  });
  const others = items.filter((item) => !found.some((s) => s.item === item));
  return (
    <section class="card stack near">
      <h2>{code.typed} is not a standard we know</h2>
      <p>{items.length > 0 ? "Near it are:" : "Check the spelling, or browse the standards."}</p>
      <ul class="plain stack near">
        {found.map((s) => (
          <li key={s.item.id}>
            <a href={searchAddress(s.query)}>{s.text}</a>{" "}
            <span class="soft">
              {shortCode(s.item.code)} · {counted(s.total)}
            </span>
          </li>
        ))}
        {others.map((item) => (
          <li key={item.id}>
            <ItemLink item={item} /> <span class="soft">· nothing yet</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface WaysOnProps {
  title: string;
  suggestions: SearchSuggestion[];
  words: (s: SearchSuggestion) => string;
  strong?: boolean;
}

function WaysOn({ title, suggestions, words, strong }: WaysOnProps) {
  if (suggestions.length === 0) return null;
  return (
    <section class="card stack near">
      <h2>{title}</h2>
      <ul class="plain stack near">
        {suggestions.map((s) => (
          <li key={`${s.kind}${s.facet ?? ""}${s.text}`}>
            <a class={strong ? "text-bold" : undefined} href={searchAddress(s.query)}>
              {words(s)}
            </a>{" "}
            <span class="soft">
              {counted(s.total)}
              {s.kind === "plain-words" && ". Read as words, not as a code"}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function BeginElsewhere() {
  return (
    <section class="note sand stack near">
      <h2>Or begin somewhere else</h2>
      <ul class="row plain">
        <li>
          <a href="/">Start over</a>
        </li>
        <li>
          <a href="/standards">Browse the standards</a>
        </li>
        <li>
          <a href={searchAddress({})}>See all resources</a>
        </li>
      </ul>
    </section>
  );
}
