import { Page } from "../../doorway/layout.tsx";
import { useSite } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import { Form, HiddenFields } from "../../ui/form.tsx";
import type { Membership } from "../rules/person.ts";
import { AccountSection, type AccountShown } from "./account-section.views.tsx";
import { WrongEntry } from "./sign-in.views.tsx";

export function Places({ memberships }: AccountShown) {
  const tree = useSite().reference.organizations;
  return (
    <AccountSection id="places" title="Where you belong">
      {memberships.length === 0 && <p>Nowhere yet. Name your school, so that a curator can confirm it.</p>}
      <ul class="plain stack near">
        {memberships.map((m) => {
          const name = tree.get(m.organization)?.name ?? m.organization;
          const role = m.role === "curator" ? "curator" : "member";
          return (
            <li class="row ends" key={m.organization}>
              <span>
                <a href={`/organizations/${m.organization}`}>{name}</a>, {role}
                {!m.confirmed && <span class="warn"> (waits for a curator to confirm)</span>}
              </span>
              <Form action="/account/memberships/end" class="inline" label={name}>
                <HiddenFields values={[["organization", m.organization]]} />
                <button class="usa-button usa-button--unstyled" type="submit">
                  {m.confirmed ? "Leave" : "Take back"}
                  <span class="usa-sr-only"> {name}</span>
                </button>
              </Form>
            </li>
          );
        })}
      </ul>
      <p>
        <a href="/account/school">Name another school</a>
      </p>
      <p class="small soft">What you shared stays yours when you move.</p>
    </AccountSection>
  );
}

/** Asked at the first sign-in, and whenever someone moves. */
export function SchoolPage({
  back,
  mine,
  problem,
}: {
  back: string;
  mine: Membership[];
  problem?: Problem | undefined;
}) {
  const fault = problem?.faults[0]?.detail;
  return (
    <Page title="Where do you teach?" at="account" unlisted>
      <div class="stack narrowed">
        <h1>Where do you teach?</h1>
        <p>
          A curator of your school or district confirms it. Until then you can save things and prepare what
          you share; what is for educators only opens afterwards.
        </p>
        <WrongEntry problem={problem} />
        <Form action="/account/school" class="card stack">
          <HiddenFields values={[["back", back]]} />
          <div class={`usa-form-group${fault ? " usa-form-group--error" : ""}`}>
            <label class="usa-label" for="organization">
              Your school, district or institution
            </label>
            <SchoolOptions id="organization" without={mine.map((m) => m.organization)} />
          </div>
          <button class="usa-button" type="submit">
            This is my school
          </button>
        </Form>
        <p>
          <a href={back}>Later</a>
        </p>
      </div>
    </Page>
  );
}

/** Districts with their schools, then partners. A list works in every browser, by typing its first letters. */
export function SchoolOptions({
  id,
  below,
  without = [],
}: {
  id: string;
  below?: string;
  without?: string[];
}) {
  const tree = useSite().reference.organizations;
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "en");
  const top = below ? tree.children(below) : tree.children(tree.state.code);
  const open = (code: string) => !without.includes(code);
  const districts = top.filter((o) => o.kind === "district").toSorted(byName);
  const single = top.filter((o) => o.kind !== "district" && open(o.code)).toSorted(byName);
  return (
    <select class="usa-select" id={id} name={id}>
      <option value="">Choose</option>
      {districts.map((d) => (
        <optgroup key={d.code} label={d.name}>
          {open(d.code) && <option value={d.code}>{d.name}, all schools</option>}
          {tree
            .children(d.code)
            .filter((s) => open(s.code))
            .toSorted(byName)
            .map((s) => (
              <option key={s.code} value={s.code}>
                {s.name}
              </option>
            ))}
        </optgroup>
      ))}
      {single.map((o) => (
        <option key={o.code} value={o.code}>
          {o.name}
        </option>
      ))}
    </select>
  );
}
