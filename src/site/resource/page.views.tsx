import type { PlaceInCollection } from "../../collections/actions/reading.ts";
import type { ShownClaim } from "../../contributing/actions/claim-alignment.ts";
import { ClaimList } from "../../contributing/doors/claim.views.tsx";
import {
  endorsementMark,
  foreign,
  kindLine,
  levelsOf,
  licenseOf,
  rightsInWords,
} from "../../doorway/display-words.ts";
import { Page } from "../../doorway/layout.tsx";
import { Levels } from "../../doorway/level.views.tsx";
import { SearchBox } from "../../doorway/search-box.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { Tile } from "../../doorway/tile.views.tsx";
import { AlignmentList } from "../../resources/doors/alignments.views.tsx";
import { crumbsOf, PreviewImage, SHELF } from "../../resources/doors/head.views.tsx";
import {
  AtAGlance,
  FullRecord,
  InCollections,
  LicenseCard,
  PassOn,
} from "../../resources/doors/record-cards.views.tsx";
import { HiddenNote, RemovalLinks } from "../../resources/doors/removal.views.tsx";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Removable } from "../../resources/rules/removable.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { Ready } from "../../reviews/doors/checks.views.tsx";
import { VisibilityCard, type VisibilityShown } from "../../reviews/doors/visibility-card.views.tsx";
import type { QualityCheck } from "../../reviews/rules/checks.ts";
import type { CoverageOf } from "../../search/rules/coverage.ts";
import { Crumbs, Icon, Note } from "../../ui/pieces.tsx";
import { Lineage, type Neighbor, Neighbors, ReviewSteps, SimilarResources } from "./neighbors.views.tsx";
import { OpenLink } from "./open-link.views.tsx";

/** All that the page of one resource shows. Everything in it is what this reader may see. */
export interface ResourceShown {
  resource: Resource;
  /** How many other resources there are for each of its standards. */
  coverageOf: CoverageOf;
  neighbors: Neighbor[];
  similar: Resource[];
  /** Resources of this registry that its relations name. */
  related: Map<string, Resource>;
  /** For its owner and curators: how far it reaches, and what can be done about it. */
  visibility?: VisibilityShown;
  /** For its owner, before it is offered: what the program can say of it. */
  checks?: QualityCheck[];
  /** What others say it teaches. */
  claims: ShownClaim[];
  /** Published collections that hold it. */
  collections: PlaceInCollection[];
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
  const mine = shown.visibility?.owner && "person" in r.owner;
  return (
    <Page
      title={d.title}
      at={mine ? "shelf" : "find"}
      description={d.summary || kindLine(d, site.reference)}
      canonical={resourceAddress(r.id)}
      unlisted={r.reach !== "public"}
      head={<PreviewImage resource={r} />}
    >
      {!mine && <SearchBox />}
      <Crumbs crumbs={mine ? [SHELF, { words: d.title }] : crumbsOf(d, site.reference)} />
      <div class="split">
        <div class="stack far">
          <div class="stack">
            <p class="printed small">
              {site.settings.name}, {site.publicUrl + resourceAddress(r.id)}
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
            <OpenLink resource={r} editable={shown.editable} />
          </div>
          <AlignmentList description={d} coverageOf={shown.coverageOf} />
          <ClaimList claims={shown.claims} owns={shown.editable} />
          <Neighbors neighbors={shown.neighbors} />
          <ReviewSteps resource={r} />
          <Lineage resource={r} related={shown.related} />
          <SimilarResources shown={shown} />
        </div>
        <div class="stack">
          {shown.visibility && <VisibilityCard {...shown.visibility} />}
          {shown.checks && <Ready checks={shown.checks} resource={r} />}
          <LicenseCard description={d} license={license} />
          <AtAGlance description={d} />
          <InCollections collections={shown.collections} />
          <PassOn resource={r} />
          <FullRecord resource={r} />
          <p class="small noprint">
            <a href={`${resourceAddress(r.id)}/report`}>Report a problem</a>
          </p>
          <RemovalLinks resource={r} may={shown.may} />
        </div>
      </div>
    </Page>
  );
}
