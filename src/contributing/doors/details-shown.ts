import { confirmedPlaces } from "../../people/rules/may.ts";
import { create } from "../../resources/rules/lifecycle.ts";
import { homeOf } from "../../resources/rules/place.ts";
import { BLANK, HttpUrl } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { type ContributionContext, fileNames, findDuplicates } from "../actions/contribute.ts";
import { formAuthorOf } from "../actions/form-author.ts";
import type { Draft, FormValues } from "../rules/draft.ts";
import { reachChoices } from "../rules/form-choices.ts";
import { likelyRows } from "../rules/suggested-rows.ts";
import { allValues, firstValue } from "../rules/typed-values.ts";
import type { DetailsShown } from "./views.tsx";

/** All the form shows: what was typed, what is likely, and how far it can go. */
export async function detailsShown(
  given: { id: string; typed: FormValues; page?: Draft["page"] | undefined; uploadFirst: boolean },
  by: ContributionContext,
  reference: Reference,
): Promise<DetailsShown> {
  const { store, at } = by;
  const { typed, page, id } = given;
  const tree = reference.organizations;
  const { as: caller, awaits } = (await formAuthorOf(by.caller, store)) ?? { as: by.caller };
  const actor = { caller, at, tree };
  const names = await fileNames(typed, caller.person?.id ?? "", store);
  const places = confirmedPlaces(caller).flatMap((code) => tree.get(code) ?? []);
  const home = homeOf(caller, tree);
  const organization = places.find((p) => p.code === firstValue(typed, "organization"))?.code ?? home;
  const title = firstValue(typed, "title");
  const candidate = create({ id, description: BLANK, organization, reach: "private" }, actor).after;
  const url = HttpUrl.safeParse(firstValue(typed, "link")).data;
  const similar =
    title || url
      ? await findDuplicates({ title, url, publisher: firstValue(typed, "publisher") }, by, id)
      : [];
  const order = [home, ...places.map((p) => p.code).filter((c) => c !== home)];
  return {
    ...given,
    faults: [],
    files: allValues(typed, "file").map((hash) => ({ hash, name: names.get(hash) ?? "A file" })),
    ...likelyRows(typed, page, reference),
    choices: reachChoices(candidate, "private", actor),
    places: order.map((code) => ({ code, name: tree.get(code)?.name ?? code })),
    awaits: awaits === undefined ? undefined : tree.get(awaits)?.name,
    similar: firstValue(typed, "different") ? [] : similar,
    asksAboutSimilar: false,
  };
}
