import { counted, number } from "../../kernel/words.ts";
import { Form } from "../../ui/form.tsx";
import { importAddress } from "../rules/addresses.ts";
import type { Import } from "../rules/import.ts";
import { LINK_RESULTS, LINK_WORDS } from "../rules/link-checks.ts";

/** Tries links from the check: in the background, with what was found so far. */
export function LinksCard({ import: i }: { import: Import }) {
  const { links } = i;
  const at = importAddress(i);
  const trying = links?.state === "trying";
  return (
    <section class="card stack near" aria-labelledby="lnk">
      <h2 id="lnk">Do the links open?</h2>
      {links ? (
        <>
          <p>
            {counted(links.tried, "link")} tried
            {trying ? " so far. It goes on while you do something else." : "."}{" "}
            {trying && <a href={at}>Look again</a>}
          </p>
          <ul class="plain stack near">
            {LINK_RESULTS.filter((r) => (links.results[r] ?? 0) > 0).map((r) => (
              <li key={r}>
                <a href={`${at}/rows?link=${r}`}>
                  {LINK_WORDS[r]}: {number(links.results[r] ?? 0)}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>We check them one by one, without a hurry. Nothing waits for it.</p>
      )}
      <Form action={`${at}/links`} class="inline">
        {trying && <input type="hidden" name="stop" value="yes" />}
        <button class="usa-button usa-button--outline" type="submit">
          {trying ? "Stop checking" : links ? "Check the links again" : "Check the links"}
        </button>
      </Form>
    </section>
  );
}
