import { ASK, askAddress } from "../asks/rules/addresses.ts";
import { type Ask, KEPT_DAYS, MOST_WORDS } from "../asks/rules/ask.ts";
import type { AskSent } from "../asks/rules/read-ask.ts";
import type { Fault } from "../kernel/problem.ts";
import type { OrganizationTree } from "../organizations/rules/organization.ts";
import { nameOfLanguage } from "../reference/rules/language.ts";
import type { Vocabulary } from "../reference/rules/vocabulary.ts";
import { nameOf, shortCode } from "../standards/rules/framework.ts";
import type { Reference } from "../standards/rules/reference.ts";
import { Checkbox, Explanation } from "../ui/checkbox.views.tsx";
import { Select, Words } from "../ui/field.views.tsx";
import { Form } from "../ui/form.tsx";
import { signInAddress } from "./addresses.ts";
import { dateInWords, useSite } from "./site.ts";

export interface AskFormProps {
  /** What the fields hold. */
  typed: AskSent;
  tell?: boolean;
  /** Code of the organization whose curators will see it. */
  place: string;
  faults?: Fault[] | undefined;
  /** The same person's earlier ask for something close to it. */
  before?: Ask | undefined;
  /** Set where an ask is changed. */
  change?: { action: string };
  /** Where signing in leads back to. */
  here: string;
}

/** "Central Falls and at the state", or "the state" alone: whose curators see an ask of this place. */
export function curatorsOfPlace(place: string, tree: OrganizationTree): string {
  const name = tree.get(place)?.name;
  return name && place !== tree.state.code ? `Curators in ${name} and at the state` : "Curators at the state";
}

/** The form of an ask, wherever it stands. What is seen of it is said before the button. */
export function AskForm({ typed, tell = true, place, faults, before, change, here }: AskFormProps) {
  const { reference, visitor } = useSite();
  const signedIn = visitor?.caller.person !== undefined;
  return (
    <>
      {before && <AskedBefore ask={before} />}
      <p>
        {curatorsOfPlace(place, reference.organizations)} see it today. They can look for one, or ask a
        teacher to make it.
      </p>
      <Form action={change?.action ?? ASK} label="Ask for it">
        <Words
          name="words"
          label="What do you need?"
          hint="One sentence. Please name no student."
          value={typed.words}
          rows={2}
          most={MOST_WORDS}
          faults={faults}
        />
        <Choices typed={typed} faults={faults} />
        {signedIn ? (
          <Checkbox id="tell" name="tell" value="yes" checked={tell}>
            <Explanation
              words="Tell me when something is shared"
              more="In your notices, and by e-mail if you chose that"
            />
          </Checkbox>
        ) : (
          <p>
            <a href={signInAddress(here)}>Sign in to hear about it</a>
          </p>
        )}
        <div class="row">
          <button class="usa-button" type="submit">
            {change ? "Save the change" : "Ask for it"}
          </button>
          <p class="small soft">
            They see your words, these choices and your district. Never your name. It is kept for {KEPT_DAYS}{" "}
            days.
          </p>
        </div>
      </Form>
    </>
  );
}

function Choices({ typed, faults }: Pick<AskFormProps, "typed" | "faults">) {
  const { reference } = useSite();
  const { grade, level, language } = reference.vocabularies;
  const standard = standardOptions(typed.standard, reference);
  return (
    <div class="deck areas">
      <Select
        name="grade"
        label="Grade"
        options={optionsOf(grade, typed.grade)}
        chosen={typed.grade}
        faults={faults}
      />
      <Select
        name="level"
        label="Level"
        options={optionsOf(level, typed.level)}
        chosen={typed.level}
        faults={faults}
      />
      <Select
        name="language"
        label="Language"
        options={optionsOf(language, typed.language, nameOfLanguage)}
        chosen={typed.language}
        faults={faults}
      />
      {standard && (
        <Select name="standard" label="Standard" options={standard} chosen={typed.standard} faults={faults} />
      )}
    </div>
  );
}

const ANY = { value: "", label: "Any" };

/** Any, each term, and what is chosen where it is no term. */
function optionsOf({ terms }: Vocabulary, chosen: string | undefined, name = (id: string) => id) {
  const known = terms.map((term) => ({ value: term.id, label: term.label }));
  const other =
    chosen && !known.some((o) => o.value === chosen) ? [{ value: chosen, label: name(chosen) }] : [];
  return [ANY, ...known, ...other];
}

function standardOptions(chosen: string | undefined, { standards }: Reference) {
  const item = chosen ? standards.item(chosen) : undefined;
  if (!item) return undefined;
  const label = [shortCode(item.code), nameOf(item)]
    .filter((w, i, all) => w && all.indexOf(w) === i)
    .join(" · ");
  return [ANY, { value: item.id, label }];
}

function AskedBefore({ ask }: { ask: Ask }) {
  return (
    <div class="note row ends">
      <p>
        You asked on {dateInWords(ask.at)}: <a href={askAddress(ask.id)}>{ask.words}</a>
      </p>
      <TakeBack ask={ask} />
    </div>
  );
}

/** Takes an ask back; `token` belongs to one that was made signed out. */
export function TakeBack({ ask, token }: { ask: Ask; token?: string | undefined }) {
  return (
    <Form action={`${askAddress(ask.id)}/take-back`} class="inline">
      {token && <input type="hidden" name="token" value={token} />}
      <button class="usa-button usa-button--outline" type="submit">
        Take it back<span class="usa-sr-only">: {ask.words}</span>
      </button>
    </Form>
  );
}
