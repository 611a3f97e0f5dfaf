import { Page } from "../../doorway/layout.tsx";
import type { Problem } from "../../kernel/problem.ts";
import { organizationAddress } from "../../organizations/rules/addresses.ts";
import type { Organization } from "../../organizations/rules/organization.ts";
import type { OrganizationRules, ReachRule } from "../../organizations/rules/sharing-rule.ts";
import { rulesAddress } from "../../reach/rules/addresses.ts";
import { Checkbox, Radio } from "../../ui/checkbox.views.tsx";
import { ErrorSummary, Form, HiddenFields } from "../../ui/form.tsx";
import { Crumbs, Note } from "../../ui/pieces.tsx";

export interface RulesShown {
  organization: Organization;
  rules: OrganizationRules;
  choices: ReachRule[];
  maySet: boolean;
  /** Who can be trusted, for curators. */
  members: { id: string; name: string; place: string }[];
  said?: string | undefined;
  problem?: Problem | undefined;
}

const WORDS: Record<ReachRule, (name: string) => { words: string; means: string }> = {
  "at-once": (name) => ({
    words: "At once",
    means: `What its teachers share reaches all of ${name} at once, marked not reviewed.`,
  }),
  "trusted-at-once": (name) => ({
    words: "Trusted members at once",
    means: `Those named below reach all of ${name} at once. Everyone else is reviewed first.`,
  }),
  "after-review": (name) => ({
    words: "After a review",
    means: `Nothing reaches all of ${name} before a curator has said yes.`,
  }),
  "after-endorsement": () => ({
    words: "After a district's endorsement",
    means: "Every educator of the state sees what a district has endorsed.",
  }),
};

/** How far members share without asking, and whom the organization trusts. */
export function RulesPage(p: RulesShown) {
  const { organization: o, rules } = p;
  const chosen = WORDS[rules.sharing](o.name);
  return (
    <Page title={`Rules of ${o.name}`} unlisted>
      <Crumbs crumbs={[{ words: o.name, href: organizationAddress(o.code) }, { words: "Rules" }]} />
      <div class="stack measure">
        <h1>Sharing with {o.name}</h1>
        {p.problem && <ErrorSummary sentence={p.problem.message} faults={p.problem.faults} />}
        {p.said && (
          <Note icon="check_circle" kind="good">
            <p role="status">{p.said}</p>
          </Note>
        )}
        {!p.maySet && (
          <p>
            <strong>{chosen.words}.</strong> {chosen.means}
          </p>
        )}
        {p.maySet && <Setting {...p} />}
        <p class="soft">
          Within one's own school sharing is at once, always. Everyone, also outside of schools, sees what the
          state has accepted.
        </p>
      </div>
    </Page>
  );
}

function Setting({ organization: o, rules, choices, members }: RulesShown) {
  return (
    <Form action={rulesAddress(o.code)} class="card stack">
      <HiddenFields values={[["revision", String(rules.revision)]]} />
      <fieldset class="scores stack near" id="sharing">
        <legend>
          <b>When a teacher shares with all of {o.name}</b>
        </legend>
        {choices.map((c) => (
          <div class="chance" key={c}>
            <Radio id={`sharing-${c}`} name="sharing" value={c} checked={rules.sharing === c}>
              <b>{WORDS[c](o.name).words}</b>
              <br />
              <span class="small">{WORDS[c](o.name).means}</span>
            </Radio>
          </div>
        ))}
      </fieldset>
      {choices.includes("trusted-at-once") && (
        <fieldset class="scores stack near" id="trusted">
          <legend>
            <b>Trusted members</b>
          </legend>
          {members.length === 0 && <p class="soft">Nobody belongs here yet.</p>}
          {members.map((m) => (
            <Checkbox
              key={m.id}
              id={`trusted-${m.id}`}
              name="trusted"
              value={m.id}
              checked={rules.trusted.includes(m.id)}
            >
              {m.name}, {m.place}
            </Checkbox>
          ))}
        </fieldset>
      )}
      <button class="usa-button" type="submit">
        Save the rules
      </button>
    </Form>
  );
}
