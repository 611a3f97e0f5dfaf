import { number } from "../../kernel/words.ts";
import { Icon } from "../../ui/pieces.tsx";
import { searchAddress } from "../rules/addresses.ts";
import type { SearchAnswer } from "../rules/answer.ts";
import { DEEPEST } from "../rules/query.ts";

/** First, last, this page and its neighbors. */
function pagesShown(page: number, last: number): number[] {
  const wanted = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last);
  return [...new Set(wanted)].toSorted((a, b) => a - b);
}

export function Paging({ answer }: { answer: SearchAnswer }) {
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
