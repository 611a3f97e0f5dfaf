import { foreign, kindLine } from "../../doorway/display-words.ts";
import { useSite } from "../../doorway/site.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Content, Section } from "../rules/collection.ts";

/** Steps are counted through all sections. `level` is that of a section's heading. */
export function Sections({
  content,
  held,
  level = 2,
}: {
  content: Content;
  held: Map<string, Resource>;
  level?: 2 | 3;
}) {
  const starts = content.sections.map((_, i) =>
    content.sections.slice(0, i).reduce((sum, s) => sum + s.entries.length, 1),
  );
  return (
    <>
      {content.sections.map((s, i) => (
        <OneSection key={starts[i]} section={s} at={i + 1} start={starts[i] ?? 1} held={held} level={level} />
      ))}
    </>
  );
}

interface SectionProps {
  section: Section;
  at: number;
  start: number;
  held: Map<string, Resource>;
  level: 2 | 3;
}

function OneSection({ section, at, start, held, level }: SectionProps) {
  const { reference } = useSite();
  const [Heading, Title] = level === 2 ? (["h2", "h3"] as const) : (["h3", "h4"] as const);
  return (
    <section class="stack near" aria-labelledby={`s${at}`}>
      {section.heading ? (
        <div class="card slim band row">
          <Heading id={`s${at}`}>{section.heading}</Heading>
          {section.note && <p>{section.note}</p>}
        </div>
      ) : (
        <>
          <Heading class="usa-sr-only" id={`s${at}`}>
            Resources
          </Heading>
          {section.note && <p>{section.note}</p>}
        </>
      )}
      <ol class="plain stack near" start={start}>
        {section.entries.map(({ resource, note }, i) => {
          const d = held.get(resource)?.description;
          return (
            d && (
              <li class="card slim hit" key={resource}>
                <span class="dot" aria-hidden="true">
                  {start + i}
                </span>
                <div class="stack near">
                  <Title>
                    <a href={resourceAddress(resource)} lang={foreign(d.languages)}>
                      {d.title}
                    </a>
                  </Title>
                  <p class="small soft">
                    {[kindLine(d, reference), d.publisher].filter(Boolean).join(" · ")}
                  </p>
                  {note && <p>{note}</p>}
                </div>
              </li>
            )
          );
        })}
      </ol>
    </section>
  );
}
