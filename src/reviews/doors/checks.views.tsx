import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { Icon } from "../../ui/pieces.tsx";
import type { QualityCheck } from "../rules/checks.ts";

const RESULT = {
  good: { icon: "check", class: "good" },
  look: { icon: "info", class: undefined },
  missing: { icon: "error_outline", class: "warn" },
};

/** What the program says of something by itself, line by line. */
export function CheckList({ checks }: { checks: QualityCheck[] }) {
  return (
    <ul class="plain icons stack near">
      {checks.map((c) => (
        <li key={c.id} class={RESULT[c.result].class}>
          <Icon name={RESULT[c.result].icon} />
          <span>
            {c.says}
            {c.resources?.map((r) => (
              <span key={r.id}>
                {" "}
                <a href={resourceAddress(r.id)}>{r.title}</a>
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Before it is offered: what reviewers will be told, for its owner to fix. */
export function Ready({ checks, resource }: { checks: QualityCheck[]; resource: Resource }) {
  const open = checks.some((c) => c.result === "missing");
  return (
    <section class="card stack near noprint" aria-labelledby="ready">
      <h2 id="ready">Ready to offer?</h2>
      <CheckList checks={checks} />
      {open && (
        <p class="small">
          <a href={`${resourceAddress(resource.id)}/edit`}>Fill in what is missing</a>. None of it has to be
          there.
        </p>
      )}
    </section>
  );
}
