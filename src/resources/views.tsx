import type { StandsIn } from "../collections/reading.ts";
import { jsonLd } from "../exchange/jsonld.ts";
import { Files } from "../files/views.tsx";
import { SlimCard } from "../search/card.views.tsx";
import { Claims } from "../share/claim.views.tsx";
import type { ShownClaim } from "../share/claims.ts";
import type { Check } from "../sharing/checks.ts";
import { Ready } from "../sharing/checks.views.tsx";
import { type StandingShown, WhoCanSee } from "../sharing/standing.views.tsx";
import { SaveButton } from "../shelf/save.views.tsx";
import type { CoverageOf } from "../standards/coverage.ts";
import { nameOf } from "../standards/framework.ts";
import {
  collectAddress,
  filterAddress,
  HOME,
  itemAddress,
  openAddress,
  resourceAddress,
} from "../web/addresses.ts";
import { DataScript } from "../web/jsonld.tsx";
import { NAME, Page, SearchBox } from "../web/layout.tsx";
import { type Crumb, Crumbs, Icon, Levels, Note, Tile } from "../web/pieces.tsx";
import { useSite } from "../web/site.ts";
import {
  endorsementMark,
  foreign,
  gradesInWords,
  kindLine,
  levelsOf,
  licenseOf,
  nounOf,
  rightsInWords,
} from "../web/words.ts";
import { Lineage, type Neighbor, Neighbors, Review } from "./around.views.tsx";
import { AtAGlance, FullRecord, InCollections, PassOn, Rights } from "./rail.views.tsx";
import { HiddenNote, type Removable, WaysOut } from "./removal.views.tsx";
import type { Description, Resource } from "./resource.ts";
import { Teaches } from "./teaches.views.tsx";

/** All that the page of one resource shows. Everything in it is what this reader may see. */
export interface ResourceShown {
  resource: Resource;
  /** How many other resources there are for each of its standards. */
  coverageOf: CoverageOf;
  neighbors: Neighbor[];
  alike: Resource[];
  /** Resources of this registry that its relations name. */
  related: Map<string, Resource>;
  /** For its owner and curators: how far it reaches, and what can be done about it. */
  standing?: StandingShown;
  /** For its owner, before it is offered: what the program can say of it. */
  checks?: Check[];
  /** What others say it teaches. */
  claims: ShownClaim[];
  /** Published collections that hold it. */
  collections: StandsIn[];
  /** True for its owner and its curators. */
  editable: boolean;
  may: Removable;
  /** What has just been done. */
  said?: string | undefined;
}

export function ResourcePage(shown: ResourceShown) {
  const site = useSite();
  const { resource: r } = shown;
  const d = r.description;
  const license = licenseOf(d, site.reference);
  const mark = endorsementMark(r, site.reference);
  const mine = shown.standing?.owner && "person" in r.owner;
  return (
    <Page
      title={d.title}
      at={mine ? "shelf" : "find"}
      description={d.summary || kindLine(d, site.reference)}
      canonical={resourceAddress(r.id)}
      unlisted={r.reach !== "public"}
      head={<Preview resource={r} />}
    >
      {!mine && <SearchBox />}
      <Crumbs crumbs={mine ? [SHELF, { words: d.title }] : crumbsOf(d, site.reference)} />
      <div class="split">
        <div class="stack far">
          <div class="stack">
            <p class="printed small">
              {NAME}, {site.publicUrl + resourceAddress(r.id)}
            </p>
            {shown.said && (
              <Note icon="check_circle" kind="good">
                <p role="status">{shown.said}</p>
              </Note>
            )}
            <HiddenNote resource={r} may={shown.may} />
            <p class="row soft">
              <Tile subject={d.subjects[0]} />
              <span>{kindLine(d, site.reference)}</span>
            </p>
            <h1 lang={foreign(d.languages)}>{d.title}</h1>
            <div class="row marks">
              <Levels ids={levelsOf(d)} />
              <ul class="row plain icons">
                <li class={mark.good ? "good" : undefined}>
                  <Icon name={mark.icon} /> <span>{mark.words}</span>
                </li>
                <li>
                  <Icon name={license.adaptable ? "lock_open" : "lock_outline"} />{" "}
                  <span>{rightsInWords(license)}</span>
                </li>
              </ul>
            </div>
            {d.summary && <p>{d.summary}</p>}
            <Opening resource={r} editable={shown.editable} />
          </div>
          <Teaches description={shown.resource.description} coverageOf={shown.coverageOf} />
          <Claims claims={shown.claims} owns={shown.editable} />
          <Neighbors neighbors={shown.neighbors} />
          <Review resource={r} />
          <Lineage resource={r} related={shown.related} />
          <Alike shown={shown} />
        </div>
        <div class="stack">
          {shown.standing && <WhoCanSee {...shown.standing} />}
          {shown.checks && <Ready checks={shown.checks} resource={r} />}
          <Rights description={d} license={license} />
          <AtAGlance description={d} />
          <InCollections collections={shown.collections} />
          <PassOn resource={r} />
          <FullRecord resource={r} />
          <p class="small noprint">
            <a href={`${resourceAddress(r.id)}/report`}>Report a problem</a>
          </p>
          <WaysOut resource={r} may={shown.may} />
        </div>
      </div>
    </Page>
  );
}

function crumbsOf(d: Description, reference: ReturnType<typeof useSite>["reference"]): Crumb[] {
  const [subject] = d.subjects;
  const item = d.alignments.map((a) => reference.standards.item(a.item)).find((i) => i !== undefined);
  const filters = {
    ...(subject ? { subject: [subject] } : {}),
    ...(d.grades.length > 0 ? { grade: d.grades } : {}),
  };
  return [
    { words: "Find", href: HOME },
    ...(subject
      ? [
          {
            words: reference.vocabularies.subject.labelOf(subject),
            href: filterAddress({ subject: [subject] }),
          },
        ]
      : []),
    ...(d.grades.length > 0
      ? [{ words: gradesInWords(d.grades, reference), href: filterAddress(filters) }]
      : []),
    ...(item ? [{ words: nameOf(item), href: itemAddress(item, reference.standards) }] : []),
    { words: d.title },
  ];
}

/** JSON-LD for search engines, and what a link to this page shows elsewhere. */
function Preview({ resource: r }: { resource: Resource }) {
  const { reference, publicUrl } = useSite();
  const d = r.description;
  const about = d.summary || kindLine(d, reference);
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={NAME} />
      <meta property="og:title" content={d.title} />
      <meta property="og:description" content={about} />
      <meta property="og:url" content={publicUrl + resourceAddress(r.id)} />
      <meta name="twitter:card" content="summary" />
      <meta name="twitter:title" content={d.title} />
      <meta name="twitter:description" content={about} />
      <link rel="alternate" type="application/ld+json" href={resourceAddress(r.id)} />
      <DataScript data={jsonLd(r, reference, publicUrl)} />
    </>
  );
}

const SHELF: Crumb = { words: "My shelf", href: "/shelf" };

/** For whoever may change it, that is the main button; for readers, opening it is. */
function Opening({ resource: r, editable }: { resource: Resource; editable: boolean }) {
  const d = r.description;
  const noun = nounOf(d);
  const by = [d.author, d.publisher].filter((w, i, all) => w && all.indexOf(w) === i).join(", ");
  const host = d.url ? new URL(d.url).hostname.replace(/^www\./, "") : undefined;
  return (
    <>
      <p class="row noprint">
        {editable && (
          <a class="usa-button" href={`${resourceAddress(r.id)}/edit`}>
            <Icon name="edit" /> Change
          </a>
        )}
        {d.url && (
          <a
            class={`usa-button${editable ? " usa-button--outline" : ""}`}
            href={openAddress(r.id)}
            rel="noopener nofollow"
          >
            Open the {noun} <Icon name="launch" />
          </a>
        )}
        {!editable && d.url && (
          <a class="usa-button usa-button--outline" href={collectAddress(r.id, resourceAddress(r.id))}>
            Add to a collection
          </a>
        )}
      </p>
      {!d.url && !d.files?.length && <p class="warn">This record has no link yet.</p>}
      <Files files={d.files ?? []} />
      <div class="row noprint">
        {(editable || !d.url) && (
          <a href={collectAddress(r.id, resourceAddress(r.id))}>Add to a collection</a>
        )}
        <SaveButton id={r.id} title={d.title} />
      </div>
      <p class="small soft">
        {by && `By ${by}. `}
        {host && `The ${noun} opens on ${host}. `}
        {d.signIn === true && "You must sign in there to open it. "}
        {d.signIn === false && "No sign-in needed. "}
      </p>
      {d.url && <p class="printed small">{d.url}</p>}
    </>
  );
}

function Alike({ shown }: { shown: ResourceShown }) {
  const { reference } = useSite();
  const d = shown.resource.description;
  const topics = d.topics.map((id) => ({
    href: filterAddress({ topic: [id] }),
    words: reference.vocabularies.topic.labelOf(id),
  }));
  const interests = d.interests.map((id) => ({
    href: filterAddress({ interest: [id] }),
    words: reference.vocabularies.interest.labelOf(id),
  }));
  const more = [...topics, ...interests];
  if (shown.alike.length === 0 && more.length === 0) return null;
  return (
    <section class="stack noprint">
      <h2>More like this</h2>
      {shown.alike.length > 0 && (
        <ul class="deck plain">
          {shown.alike.map((r) => (
            <SlimCard key={r.id} resource={r} />
          ))}
        </ul>
      )}
      {more.length > 0 && (
        <ul class="row plain" aria-label="More by topic">
          {more.map((m) => (
            <li key={m.href}>
              <a class="chip" href={m.href}>
                {m.words}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
