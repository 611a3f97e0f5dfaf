import { Page } from "../../doorway/layout.tsx";
import { dateInWords, useSite } from "../../doorway/site.ts";
import type { Vocabulary } from "../../reference/rules/vocabulary.ts";
import { filterAddress } from "../../search/rules/addresses.ts";
import type { CoverageOf } from "../../search/rules/coverage.ts";
import { Checkbox } from "../../ui/checkbox.views.tsx";
import { Select } from "../../ui/field.views.tsx";
import { Crumbs, Icon } from "../../ui/pieces.tsx";
import { caseAddress, STANDARDS } from "../rules/addresses.ts";
import type { Framework } from "../rules/framework.ts";
import { type Branch, gradesOf, WHOLE_SET } from "../rules/tree.ts";
import { BranchCard } from "./branch.views.tsx";
import { frameworkTitle } from "./frameworks.views.tsx";

export interface FrameworkShown {
  framework: Framework;
  branches: Branch[];
  coverageOf: CoverageOf;
  /** How many resources each branch has for what is shown of it, by its item. */
  totals: Map<string, number>;
  grade?: string | undefined;
  words: string;
  onlyGaps: boolean;
}

export function FrameworkPage(shown: FrameworkShown) {
  const { reference } = useSite();
  const { framework: f, branches, grade } = shown;
  const gradeWords = grade ? reference.vocabularies.grade.labelOf(grade) : "All grades";
  const totalOf = (b: Branch) => shown.totals.get(b.item.id) ?? 0;
  const most = branches.toSorted((a, b) => totalOf(b) - totalOf(a))[0];
  const isOpen = (b: Branch) => branches.length <= 2 || b === most || shown.words !== "";
  return (
    <Page
      title={grade ? `${frameworkTitle(f)}, ${gradeWords}` : frameworkTitle(f)}
      at="standards"
      canonical={`${STANDARDS}/${f.code}`}
      skip={{ to: "branches", words: "Skip to the standards" }}
    >
      <Crumbs crumbs={[{ words: "Standards", href: STANDARDS }, { words: frameworkTitle(f) }]} />
      <div class="stack far">
        <div class="stack near">
          <h1>{frameworkTitle(f)}</h1>
          <p class="soft">
            {f.adopted && `Adopted ${dateInWords(f.adopted)}. `}Numbers are resources you may open.{" "}
            <b class="bad">Gap</b> means nobody has shared one yet.
          </p>
        </div>
        <div class="split left">
          <Choose shown={shown} />
          <section class="stack" id="branches" tabIndex={-1} aria-label="Standards">
            <h2>{gradeWords}</h2>
            {branches.length === 0 && <Nothing shown={shown} />}
            <div class="stack near">
              {branches.map((b) => (
                <BranchCard
                  key={b.item.id}
                  branch={b}
                  open={isOpen(b)}
                  coverageOf={shown.coverageOf}
                  total={totalOf(b)}
                />
              ))}
            </div>
            <AboutFramework framework={f} />
          </section>
        </div>
      </div>
    </Page>
  );
}

function Nothing({ shown }: { shown: FrameworkShown }) {
  const all = `${STANDARDS}/${shown.framework.code}${shown.grade ? `?grade=${shown.grade}` : ""}`;
  return (
    <div class="note stack near">
      <p>
        <strong>
          {shown.onlyGaps && !shown.words
            ? "Every standard here has at least one at each level."
            : "No standard here has these words."}
        </strong>
      </p>
      <p>
        <a href={all}>Show them all</a>
      </p>
    </div>
  );
}

/** Sets by content area, which is short; two of one area by their titles. */
function setsByName(frameworks: Framework[], subjects: Vocabulary) {
  return frameworks.map((f) => {
    const alone = f.subject && frameworks.filter((g) => g.subject === f.subject).length === 1;
    return { value: f.code, label: alone ? subjects.labelOf(f.subject ?? "") : (f.localTitle ?? f.title) };
  });
}

export function Choose({ shown }: { shown: FrameworkShown }) {
  const { standards, vocabularies } = useSite().reference;
  const grades = gradesOf(shown.framework.id, standards);
  const isLarge = standards.items(shown.framework.id).length > WHOLE_SET;
  const options = [
    ...(isLarge ? [] : [{ value: "", label: "All grades" }]),
    ...grades.map((g) => ({ value: g, label: vocabularies.grade.labelOf(g) })),
  ];
  return (
    <form class="card stack noprint" action={STANDARDS} method="get" aria-label="Choose standards">
      <Select
        id="set"
        name="set"
        label="Set of standards"
        options={setsByName(standards.frameworks, vocabularies.subject)}
        chosen={shown.framework.code}
      />
      <Select id="grade" name="grade" label="Grade" options={options} chosen={shown.grade ?? ""} />
      <div class="usa-form-group">
        <label class="usa-label" for="words">
          Words or code
        </label>
        <input class="usa-input" id="words" name="words" type="text" maxLength={100} value={shown.words} />
      </div>
      <Checkbox id="gaps" name="gaps" value="1" checked={shown.onlyGaps}>
        Only show gaps
      </Checkbox>
      <button class="usa-button" type="submit">
        Show
      </button>
    </form>
  );
}

export function AboutFramework({ framework: f }: { framework: Framework }) {
  return (
    <div class="stack near small">
      <p class="leading">
        <Icon name="file_download" />
        <span>
          <a href={caseAddress(f.id)}>Download these standards</a> <span class="soft">CASE 1.0, JSON</span>
        </span>
      </p>
      {f.note && <p class="soft">{f.note}</p>}
      {f.officialSourceURL && (
        <p>
          <a href={f.officialSourceURL} rel="noopener">
            {f.title}, at the source
          </a>
          {f.publisher && <span class="soft"> {f.publisher}</span>}
        </p>
      )}
      <p>
        <a href={filterAddress({ standard: [f.id] })}>All resources for this set</a>
      </p>
    </div>
  );
}
