import type { Vocabulary } from "../reference/vocabulary.ts";
import { caseAddress, filterAddress, STANDARDS } from "../web/addresses.ts";
import { Select } from "../web/field.views.tsx";
import { Page } from "../web/layout.tsx";
import { LevelTable } from "../web/level.views.tsx";
import { Crumbs, Icon } from "../web/pieces.tsx";
import { SearchBox } from "../web/search-box.views.tsx";
import { useSite } from "../web/site.ts";
import { Check } from "../web/tick.views.tsx";
import { counted, dateInWords, number } from "../web/words.ts";
import type { CoverageOf } from "./coverage.ts";
import { type Framework, type Item, nameOf, shortCode } from "./framework.ts";
import { type Branch, type Group, gradesOf, WHOLE_SET } from "./tree.ts";

export const titleOf = (f: Framework) => f.localTitle ?? f.title;

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
                <a href={`${STANDARDS}/${f.code}`}>{titleOf(f)}</a>
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

/** A gap is a standard without a resource at a level; parts of a standard are counted with it. */
const gapsIn = (lines: { item: Item; depth: number }[], levels: string[], coverageOf: CoverageOf) =>
  lines
    .filter((l) => l.depth === 0)
    .reduce((sum, l) => sum + levels.filter((level) => !coverageOf(l.item.id).levels[level]).length, 0);

export function FrameworkPage(shown: FrameworkShown) {
  const { reference } = useSite();
  const { framework: f, branches, grade } = shown;
  const gradeWords = grade ? reference.vocabularies.grade.labelOf(grade) : "All grades";
  const totalOf = (b: Branch) => shown.totals.get(b.item.id) ?? 0;
  const most = branches.toSorted((a, b) => totalOf(b) - totalOf(a))[0];
  const isOpen = (b: Branch) => branches.length <= 2 || b === most || shown.words !== "";
  return (
    <Page
      title={grade ? `${titleOf(f)}, ${gradeWords}` : titleOf(f)}
      at="standards"
      canonical={`${STANDARDS}/${f.code}`}
      skip={{ to: "branches", words: "Skip to the standards" }}
    >
      <Crumbs crumbs={[{ words: "Standards", href: STANDARDS }, { words: titleOf(f) }]} />
      <div class="stack far">
        <div class="stack near">
          <h1>{titleOf(f)}</h1>
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
            <About framework={f} />
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

function Choose({ shown }: { shown: FrameworkShown }) {
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
      <Check id="gaps" name="gaps" value="1" checked={shown.onlyGaps}>
        Only show gaps
      </Check>
      <button class="usa-button" type="submit">
        Show
      </button>
    </form>
  );
}

interface BranchProps {
  branch: Branch;
  open: boolean;
  coverageOf: CoverageOf;
  total: number;
}

function BranchCard({ branch, open, coverageOf, total }: BranchProps) {
  const levels = useSite().reference.vocabularies.level.terms.map((t) => t.id);
  const gaps = branch.groups.reduce((sum, g) => sum + gapsIn(g.lines, levels, coverageOf), 0);
  const lines = branch.groups.flatMap((g) => g.lines);
  return (
    <details class="branch card slim" open={open}>
      <summary>
        <h3>{nameOf(branch.item)}</h3>
        {branch.item.code && <span class="soft small">{shortCode(branch.item.code)}</span>}
        <span class="sums small">
          <span>{counted(total)}</span>{" "}
          {gaps > 0 ? <span class="bad">{counted(gaps, "gap")}</span> : <span class="good">no gaps</span>}
        </span>
      </summary>
      <div class="stack">
        {branch.groups.map((g) => (
          <GroupTable
            key={g.heading?.id ?? g.lines[0]?.item.id}
            group={g}
            branch={branch}
            coverageOf={coverageOf}
          />
        ))}
        <Wording lines={lines} />
      </div>
    </details>
  );
}

function GroupTable({ group, branch, coverageOf }: { group: Group; branch: Branch; coverageOf: CoverageOf }) {
  const heading = group.heading ?? branch.item;
  const code = shortCode(heading.code);
  const caption = [nameOf(heading), code].filter((w, i, all) => w && all.indexOf(w) === i).join(", ");
  const rows = group.lines.map(({ item, depth }) => ({ item, depth, coverage: coverageOf(item.id) }));
  return <LevelTable caption={caption} quiet={!group.heading} rows={rows} total />;
}

/** What the standards say, word for word, where an official package was imported. */
function Wording({ lines }: { lines: { item: Item }[] }) {
  const official = lines.filter((l) => l.item.statement);
  if (official.length === 0) return null;
  return (
    <details>
      <summary>Official wording</summary>
      <dl class="stack near">
        {official.map(({ item }) => (
          <div key={item.id}>
            <dt>{shortCode(item.code) || nameOf(item)}</dt>
            <dd class="words" lang={item.language}>
              {item.statement}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

export function About({ framework: f }: { framework: Framework }) {
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
