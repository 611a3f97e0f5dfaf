import { chipInWords } from "../../doorway/display-words.ts";
import { ItemLink, Statement } from "../../doorway/item-link.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { counted, listed } from "../../kernel/words.ts";
import { itemAddress } from "../../standards/rules/addresses.ts";
import { Note } from "../../ui/pieces.tsx";
import { searchAddress } from "../rules/addresses.ts";
import type { AnsweredCode, SearchAnswer } from "../rules/answer.ts";
import { FACETS, type FacetId, facet } from "../rules/facets.ts";
import type { Query } from "../rules/query.ts";

/** Codes, wishes, spelling and words left out: how the registry understood the words, with the way out of each. */
export function HowItWasRead({ answer }: { answer: SearchAnswer }) {
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
  code: AnsweredCode;
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
  const impliedFilters = FACETS.flatMap(({ id }) =>
    (answer.impliedFilters[id] ?? []).map((value) => ({ id, value })),
  );
  if (impliedFilters.length === 0) return null;
  const words = impliedFilters.map((w) => chipInWords(facet(w.id as FacetId), w.value, reference));
  const filters = { ...answer.query.filters };
  for (const w of impliedFilters) filters[w.id] = [...new Set([...(filters[w.id] ?? []), w.value])];
  return (
    <p class="small soft">
      We looked first for {listed(words)}. Others follow.{" "}
      <a href={searchAddress({ ...answer.query, filters, page: 1 })}>
        Show only {impliedFilters.length === 1 ? "that" : "those"}
      </a>
    </p>
  );
}
