import { Page } from "../../doorway/layout.tsx";
import { SearchBox } from "../../doorway/search-box.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { counted, number } from "../../kernel/words.ts";
import type { CoverageOf } from "../../search/rules/coverage.ts";
import { STANDARDS } from "../rules/addresses.ts";
import type { Framework } from "../rules/framework.ts";

export const frameworkTitle = (f: Framework) => f.localTitle ?? f.title;

export function FrameworksPage({ coverageOf }: { coverageOf: CoverageOf }) {
  const { standards, vocabularies } = useSite().reference;
  return (
    <Page
      title="Standards"
      at="standards"
      description="Every set of standards and competencies, with the resources for each."
      canonical={STANDARDS}
    >
      <SearchBox />
      <div class="stack">
        <h1>Standards</h1>
        <p>Choose a set to see what there is, and is not, for each standard.</p>
        <ul class="deck half plain">
          {standards.frameworks.map((f) => (
            <li class="card stack near" key={f.id}>
              <h2>
                <a href={`${STANDARDS}/${f.code}`}>{frameworkTitle(f)}</a>
              </h2>
              <p class="small soft">
                {[
                  f.subject && vocabularies.subject.labelOf(f.subject),
                  counted(standards.items(f.id).length, "statement"),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              <p>
                <b>{number(coverageOf(f.id).total)}</b>{" "}
                {coverageOf(f.id).total === 1 ? "resource" : "resources"}
              </p>
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}
