import { Page } from "../../doorway/layout.tsx";
import { useSite } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import { organizationAddress } from "../../organizations/rules/addresses.ts";
import type { Organization } from "../../organizations/rules/organization.ts";
import { filterAddress } from "../../search/rules/addresses.ts";
import { Field, Select } from "../../ui/field.views.tsx";
import { ErrorSummary, Form, HiddenFields } from "../../ui/form.tsx";
import { Crumbs, Note } from "../../ui/pieces.tsx";
import { curriculaAddress } from "../rules/addresses.ts";
import type { Term } from "../rules/vocabulary.ts";

/** One entry as it is typed. */
export interface CurriculumTyped {
  /** Set when one that is there is changed. */
  id?: string | undefined;
  label: string;
  broader: string;
  /** Other names, with commas between them. */
  others: string;
}

export interface CurriculaShown {
  organization: Organization;
  mayKeep: boolean;
  typed: CurriculumTyped;
  said?: string | undefined;
  problem?: Problem | undefined;
}

/** What an organization has adopted, and the units of it, as its teachers and sheets name them. */
export function CurriculaPage(p: CurriculaShown) {
  const { organization: o } = p;
  const { curriculum } = useSite().reference.vocabularies;
  const own = curriculum.terms.filter((t) => t.organization === o.code);
  return (
    <Page title={`${p.problem ? "Error: " : ""}Curricula of ${o.name}`} unlisted>
      <Crumbs crumbs={[{ words: o.name, href: organizationAddress(o.code) }, { words: "Curricula" }]} />
      <div class="stack measure">
        <h1>Curricula of {o.name}</h1>
        {p.problem && <ErrorSummary sentence={p.problem.message} faults={p.problem.faults} />}
        {p.said && (
          <Note icon="check_circle" kind="good">
            <p role="status">{p.said}</p>
          </Note>
        )}
        <p>Resources name the curriculum and the unit they go with, so that teachers find them there.</p>
        {own.length === 0 && <p class="soft">Nothing is listed yet.</p>}
        <Tree terms={own} all={own} mayKeep={p.mayKeep} />
        {p.mayKeep && <Keep {...p} />}
      </div>
    </Page>
  );
}

/** Units below the curriculum they are a part of. */
function Tree({ terms, all, mayKeep }: { terms: Term[]; all: Term[]; mayKeep: boolean }) {
  const { curriculum } = useSite().reference.vocabularies;
  const inList = (id: string | undefined) => all.some((t) => t.id === id);
  const top = terms === all ? all.filter((t) => !inList(t.broader)) : terms;
  if (top.length === 0) return null;
  return (
    <ul class={terms === all ? "plain card stack near" : "stack near"}>
      {top.map((t) => (
        <li key={t.id}>
          <a href={filterAddress({ curriculum: [t.id] })}>{t.label}</a>{" "}
          {t.broader && !inList(t.broader) && (
            <span class="small soft">part of {curriculum.labelOf(t.broader)} </span>
          )}
          {mayKeep && (
            <a class="small" href={`${curriculaAddress(t.organization ?? "")}?change=${t.id}#label`}>
              Change<span class="usa-sr-only"> {t.label}</span>
            </a>
          )}
          <Tree terms={all.filter((below) => below.broader === t.id)} all={all} mayKeep={mayKeep} />
        </li>
      ))}
    </ul>
  );
}

function Keep({ organization: o, typed, problem }: CurriculaShown) {
  const { curriculum } = useSite().reference.vocabularies;
  const { tree, id } = { tree: useSite().reference.organizations, id: typed.id };
  const above = curriculum.terms.filter(
    (t) => tree.path(o.code).some((place) => place.code === t.organization) && t.id !== id,
  );
  const options = [
    { value: "", label: "Nothing: it stands by itself" },
    ...above.map((t) => ({ value: t.id, label: t.label })),
  ];
  return (
    <section class="stack">
      <h2>{id ? "Change it" : "Add one"}</h2>
      <Form action={curriculaAddress(o.code)} class="card stack" label="Curriculum">
        {id && <HiddenFields values={[["id", id]]} />}
        <Field name="label" label="Curriculum or unit" value={typed.label} faults={problem?.faults} />
        <Select id="broader" name="broader" label="Part of" options={options} chosen={typed.broader} />
        <Field
          name="others"
          label="Other names"
          hint="As sheets write it, with commas between them. Leave it empty when there are none"
          value={typed.others}
          faults={problem?.faults}
        />
        <button class="usa-button" type="submit">
          {id ? "Save it" : "Add it"}
        </button>
      </Form>
    </section>
  );
}
