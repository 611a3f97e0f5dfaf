import { Sections } from "../../collections/doors/sections.views.tsx";
import { entriesOf } from "../../collections/rules/collection.ts";
import { gradeRangeOf } from "../../collections/rules/collection-words.ts";
import { withoutGaps } from "../../collections/rules/gaps.ts";
import { foreign, kindLine, levelsOf, licenseOf } from "../../doorway/display-words.ts";
import { Levels } from "../../doorway/level.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { Tile } from "../../doorway/tile.views.tsx";
import { FileList } from "../../files/doors/views.tsx";
import { counted } from "../../kernel/words.ts";
import { AlignedStatement, useAligned } from "../../resources/doors/aligned.views.tsx";
import { AtAGlance, LicenseCard } from "../../resources/doors/record-cards.views.tsx";
import type { Description } from "../../resources/rules/resource.ts";
import type { ReviewShown } from "../../reviews/actions/reading.ts";
import { Icon } from "../../ui/pieces.tsx";

/** What is offered, as its readers would see it. */
export function OfferedVersion(shown: ReviewShown) {
  return (
    <section class="stack" aria-labelledby="record">
      <h2 id="record">As readers will see it</h2>
      {"description" in shown.version ? (
        <DescriptionView description={shown.version.description} />
      ) : (
        <OfCollection {...shown} />
      )}
    </section>
  );
}

/** A description as readers see it, beside nothing else. */
export function DescriptionView({ description: d }: { description: Description }) {
  const { reference } = useSite();
  return (
    <>
      <div class="card stack">
        <p class="row soft">
          <Tile subject={d.subjects[0]} />
          <span>{kindLine(d, reference)}</span>
        </p>
        <p class="named" lang={foreign(d.languages)}>
          {d.title}
        </p>
        <Levels ids={levelsOf(d)} />
        {d.summary && <p>{d.summary}</p>}
        {d.url && (
          <p class="row">
            <a href={d.url} rel="noopener nofollow">
              Open it <Icon name="launch" />
            </a>
            <span class="small soft">{d.url}</span>
          </p>
        )}
        <FileList files={d.files ?? []} />
        {useAligned(d).map((aligned) => (
          <AlignedStatement key={aligned.item.id} {...aligned} />
        ))}
      </div>
      <div class="deck">
        <LicenseCard description={d} license={licenseOf(d, reference)} />
        <AtAGlance description={d} />
      </div>
    </>
  );
}

/** What this reader finds in it, in its order; what they do not find is counted. */
function OfCollection({ version, held }: ReviewShown) {
  const { reference } = useSite();
  if (!("content" in version)) return null;
  const content = withoutGaps(version.content, held);
  const resources = entriesOf(content).flatMap((e) => held.get(e.resource) ?? []);
  const missing = entriesOf(version.content).length - resources.length;
  return (
    <div class="card stack far">
      <div class="stack near">
        <p class="soft">
          {["Collection", counted(resources.length), gradeRangeOf(resources, reference)]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <p class="named">{content.title}</p>
        {content.introduction && <p>{content.introduction}</p>}
        {missing > 0 && <p class="warn">{counted(missing, "more resource")} in it cannot be seen by you.</p>}
      </div>
      <Sections content={content} held={held} level={3} />
    </div>
  );
}
