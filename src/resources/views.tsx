import type { StandsIn } from "../collections/reading.ts";
import { Claims } from "../share/claim.views.tsx";
import type { ShownClaim } from "../share/claims.ts";
import type { Check } from "../sharing/checks.ts";
import { Ready } from "../sharing/checks.views.tsx";
import { type StandingShown, WhoCanSee } from "../sharing/standing.views.tsx";
import type { CoverageOf } from "../standards/coverage.ts";
import { resourceAddress } from "../web/addresses.ts";
import { NAME, Page } from "../web/layout.tsx";
import { Levels } from "../web/level.views.tsx";
import { Crumbs, Icon, Note, Tile } from "../web/pieces.tsx";
import { SearchBox } from "../web/search-box.views.tsx";
import { useSite } from "../web/site.ts";
import { endorsementMark, foreign, kindLine, levelsOf, licenseOf, rightsInWords } from "../web/words.ts";
import { Alike, Lineage, type Neighbor, Neighbors, Review } from "./around.views.tsx";
import { crumbsOf, Preview, SHELF } from "./head.views.tsx";
import { Opening } from "./opening.views.tsx";
import { AtAGlance, FullRecord, InCollections, PassOn, Rights } from "./rail.views.tsx";
import { HiddenNote, type Removable, WaysOut } from "./removal.views.tsx";
import type { Resource } from "./resource.ts";
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
          <Teaches description={d} coverageOf={shown.coverageOf} />
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
