import { SlimCard } from "../../doorway/card.views.tsx";
import { Statement } from "../../doorway/item-link.views.tsx";
import { Page } from "../../doorway/layout.tsx";
import { LevelTable } from "../../doorway/level.views.tsx";
import { SearchBox } from "../../doorway/search-box.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { counted } from "../../kernel/words.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { filterAddress } from "../../search/rules/addresses.ts";
import type { CoverageOf } from "../../search/rules/coverage.ts";
import { Crumbs } from "../../ui/pieces.tsx";
import { itemAddress, STANDARDS } from "../rules/addresses.ts";
import { type Framework, type Item, nameOf, shortCode } from "../rules/framework.ts";
import { gradesInWords } from "../rules/labels.ts";
import { frameworkTitle } from "./frameworks.views.tsx";
import { AboutFramework } from "./views.tsx";

export interface ItemShown {
  item: Item;
  framework: Framework;
  coverageOf: CoverageOf;
  resources: Resource[];
}

/** One standard: its own words, where it sits, what lies below it, and the resources for it. */
export function ItemPage({ item, framework, coverageOf, resources }: ItemShown) {
  const { reference } = useSite();
  const { standards } = reference;
  const above = standards.path(item.id).slice(1).toReversed();
  const children = standards.children(item.id);
  const { total } = coverageOf(item.id);
  const code = shortCode(item.code);
  const [grade] = item.grades;
  const among = `${STANDARDS}/${framework.code}${grade ? `?grade=${grade}` : ""}`;
  const beside = standards
    .children(item.parent ?? item.framework)
    .filter((i) => !grade || i.grades.includes(grade));
  const rows = [item, ...children].map((i) => ({
    item: i,
    coverage: coverageOf(i.id),
    depth: i === item ? 0 : 1,
  }));
  return (
    <Page
      title={[nameOf(item), code].filter(Boolean).join(" ")}
      at="standards"
      canonical={itemAddress(item, standards)}
    >
      <SearchBox />
      <Crumbs
        crumbs={[
          { words: "Standards", href: STANDARDS },
          { words: frameworkTitle(framework), href: among },
          ...above.map((i) => ({ words: nameOf(i), href: itemAddress(i, standards) })),
          { words: code || nameOf(item) },
        ]}
      />
      <div class="stack far">
        <div class="stack">
          <p class="soft">{[item.type, gradesInWords(item.grades, reference)].filter(Boolean).join(" · ")}</p>
          <h1>{nameOf(item)}</h1>
          <Statement item={item} untitled />
        </div>
        <section class="stack">
          <h2>What there is for it</h2>
          <LevelTable caption={`Resources by level, ${code || nameOf(item)}`} quiet rows={rows} total />
          {resources.length > 0 && (
            <ul class="deck plain">
              {resources.map((r) => (
                <SlimCard key={r.id} resource={r} />
              ))}
            </ul>
          )}
          <p>
            {total > 0 ? (
              <a href={filterAddress({ standard: [item.id] })}>See all {counted(total)}</a>
            ) : (
              "Nobody has shared a resource for it yet."
            )}
          </p>
        </section>
        {beside.length > 1 && (
          <nav class="stack near" aria-label="Beside it">
            <h2>Beside it</h2>
            <ul class="row plain">
              {beside.map((i) => (
                <li key={i.id}>
                  <a
                    class="chip"
                    href={itemAddress(i, standards)}
                    aria-current={i === item ? "page" : undefined}
                  >
                    {nameOf(i)}
                    {i.code && <span class="soft"> {shortCode(i.code)}</span>}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <AboutFramework framework={framework} />
      </div>
    </Page>
  );
}
