import type { ListedCollection } from "../../collections/actions/reading.ts";
import { CollectionCard } from "../../collections/doors/list.views.tsx";
import { COLLECTIONS } from "../../collections/rules/addresses.ts";
import { REFERENCE } from "../../doorway/addresses.ts";
import { Page } from "../../doorway/layout.tsx";
import { Level } from "../../doorway/level.views.tsx";
import { SearchBox } from "../../doorway/search-box.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { Tile } from "../../doorway/tile.views.tsx";
import { number } from "../../kernel/words.ts";
import { filterAddress, searchAddress } from "../../search/rules/addresses.ts";
import type { FacetAnswer, SearchAnswer } from "../../search/rules/answer.ts";
import type { FacetId } from "../../search/rules/facets.ts";
import { STANDARDS } from "../../standards/rules/addresses.ts";

/** Each finds a page of resources in the seed; a test tries them. */
export const EXAMPLES = ["fractions on a number line", "4.NF.B.3", "ecosystems grade 6"];

/** Search, and the ways in by content area, grade, standard and level. Counts are those of this reader. */
export function HomePage({ everything, fresh }: { everything: SearchAnswer; fresh: ListedCollection[] }) {
  const { settings } = useSite();
  const counts = (id: FacetId) => countsOf(everything.facets.find((f) => f.id === id));
  return (
    <Page
      title={settings.name}
      at="find"
      canonical="/"
      description={`Open educational resources for ${settings.state} teachers and families, by standard, topic and competency level.`}
      hero={<Hero />}
    >
      <div class="stack far">
        <ContentAreas counts={counts("subject")} />
        <div class="deck half wide">
          <div class="stack far">
            <Grades counts={counts("grade")} />
            <Sets />
          </div>
          <LevelsIn counts={counts("level")} />
        </div>
        <Fresh listed={fresh} />
        <Invitation />
      </div>
    </Page>
  );
}

const countsOf = (facet: FacetAnswer | undefined) => new Map(facet?.values.map((v) => [v.value, v.count]));

function Hero() {
  return (
    <div class="hero">
      <div class="grid-container-desktop-lg stack">
        <h1>Find a lesson that fits the standard, the topic and the level</h1>
        <p>Open resources for {useSite().settings.state} classrooms. No sign-in needed to search.</p>
        <SearchBox big />
        <p class="small examples">
          Try{" "}
          {EXAMPLES.map((words, i) => (
            <span key={words}>
              {i > 0 && (i === EXAMPLES.length - 1 ? " or " : ", ")}
              <a href={searchAddress({ words })}>{words}</a>
            </span>
          ))}
        </p>
      </div>
      <svg class="wave" viewBox="0 0 1280 48" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <path fill="currentColor" d="M0 26C150 2 330-4 520 14s330 34 500 20 200-24 260-14v32H0z" />
      </svg>
    </div>
  );
}

type Counts = Map<string, number>;

function ContentAreas({ counts }: { counts: Counts }) {
  const { subject } = useSite().reference.vocabularies;
  return (
    <section class="stack">
      <h2>By content area</h2>
      <ul class="deck areas plain">
        {subject.terms.map((t) => (
          <li key={t.id} class="flat">
            <a class="card stack near" href={filterAddress({ subject: [t.id] })}>
              <Tile subject={t.id} />
              <b>{t.label}</b>
              <Count n={counts.get(t.id)} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An empty registry hides its counts. */
function Count({ n }: { n: number | undefined }) {
  if (!n) return null;
  return (
    <span class="small soft">
      {number(n)}
      <span class="usa-sr-only">{n === 1 ? " resource" : " resources"}</span>
    </span>
  );
}

function Grades({ counts }: { counts: Counts }) {
  const { grade } = useSite().reference.vocabularies;
  // A grade without resources leads nowhere; in an empty registry all do.
  const found = grade.terms.filter((t) => counts.get(t.id));
  const school = found.length > 0 ? found : grade.terms.filter((t) => /^(PK|KG|\d\d)$/.test(t.id));
  return (
    <section class="stack">
      <h2>By grade</h2>
      <ul class="row plain">
        {school.map((t) => {
          const short = t.label.replace(/^Grade /, "");
          return (
            <li key={t.id}>
              <a class="chip" href={filterAddress({ grade: [t.id] })}>
                {short !== t.label && <span class="usa-sr-only">Grade </span>}
                {t.id === "KG" ? <span aria-hidden="true">K</span> : short}
                {t.id === "KG" && <span class="usa-sr-only">{t.label}</span>}
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Sets() {
  const { standards } = useSite().reference;
  return (
    <section class="stack">
      <h2>By standard</h2>
      <ul class="plain stack near">
        {standards.frameworks.slice(0, 6).map((f) => (
          <li key={f.id}>
            <a href={`${STANDARDS}/${f.code}`}>{f.localTitle ?? f.title}</a>
          </li>
        ))}
      </ul>
      {standards.frameworks.length > 6 && (
        <p>
          <a class="text-bold" href={STANDARDS}>
            See all {standards.frameworks.length} sets of standards
          </a>
        </p>
      )}
    </section>
  );
}

function LevelsIn({ counts }: { counts: Counts }) {
  const { level } = useSite().reference.vocabularies;
  return (
    <section class="stack">
      <h2>By competency level</h2>
      <p class="soft">Where a learner is now, in any grade.</p>
      <ul class="plain stack near">
        {level.terms.map((t) => (
          <li key={t.id}>
            <a class="card slim step" href={filterAddress({ level: [t.id] })}>
              <Level id={t.id} />
              <span>{t.note}</span>
              <Count n={counts.get(t.id)} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What state staff chose to stand here; without any there is no such section. */
function Fresh({ listed }: { listed: ListedCollection[] }) {
  if (listed.length === 0) return null;
  return (
    <section class="stack">
      <div class="row ends">
        <h2>Fresh collections</h2>
        <a href={COLLECTIONS}>All collections</a>
      </div>
      <ul class="deck plain">
        {listed.slice(0, 6).map((l) => (
          <CollectionCard key={l.collection.id} listed={l} />
        ))}
      </ul>
    </section>
  );
}

function Invitation() {
  return (
    <section class="note sand row ends">
      <div class="stack near">
        <h2>Made something that worked?</h2>
        <p>
          Share a link or a file in under a minute, with your school or with everyone. Libraries and
          publishers use the <a href={REFERENCE}>open API</a>.
        </p>
      </div>
      <a class="usa-button" href="/share">
        Share a resource
      </a>
    </section>
  );
}
