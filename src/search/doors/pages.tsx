import { type Request, Router } from "express";
import { askedBefore, placeOfAsk } from "../../asks/actions/reading.ts";
import { askOfSearch } from "../../asks/rules/from-search.ts";
import type { AskFormProps } from "../../doorway/ask-form.views.tsx";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { visitorOf } from "../../doorway/session-auth.ts";
import type { Caller } from "../../people/rules/person.ts";
import { savedAmong } from "../../shelf/actions/saved-among.ts";
import type { Assets } from "../../ui/assets.ts";
import { countSearch, districtOf } from "../../usage/jobs/count-search.ts";
import { searchAddress } from "../rules/addresses.ts";
import { lastPage, type SearchAnswer } from "../rules/answer.ts";
import { gaveWay } from "../rules/narrowest.ts";
import { type Parameters, readQuery } from "../rules/query.ts";
import { unclearStandards } from "../rules/standard-filter.ts";
import { ResultsPage } from "./views.tsx";

export function searchPages(parts: Parts, assets: Assets): Router {
  const { store, finder, counter } = parts;
  const router = Router();
  router.get("/search", async (req: Request, res) => {
    const [reference, { caller }] = [await store.reference(), await visitorOf(req, parts)];
    const { query, faults } = readQuery(req.query as Parameters, reference);
    const swapped = req.get("HX-Request") !== undefined;
    // What is kept or passed on is the address of what is shown.
    if (!swapped && faults.length === 0 && gaveWay(req.query as Parameters, query))
      return res.redirect(302, searchAddress(query));
    const answer = await finder.find(query, caller);
    const last = lastPage(answer);
    if (query.page > last) return res.redirect(302, searchAddress({ ...query, page: last }));
    countSearch(answer, districtOf(caller, reference.organizations), counter);
    if (swapped) res.set("HX-Push-Url", searchAddress(query));
    res.set("X-Search-Engine", answer.engine);
    const saved = await savedAmong(
      answer.hits.map((h) => h.resource),
      caller,
      store,
    );
    const unclear = faults.some((f) => f.pointer === "/standard")
      ? unclearStandards((req.query as Parameters).standard, reference)
      : [];
    const site = { ...(await siteNow(parts, assets)), saved };
    const asking = answer.total === 0 ? await askingFor(answer, caller, req.originalUrl, parts) : undefined;
    sendPage(res, <ResultsPage answer={answer} faults={faults} unclear={unclear} asking={asking} />, site);
  });
  return router;
}

/** The search as an ask, ready to be sent. */
async function askingFor(
  { query, impliedFilters, codes }: SearchAnswer,
  caller: Caller,
  here: string,
  parts: Parts,
): Promise<AskFormProps> {
  const { organizations } = await parts.store.reference();
  const typed = askOfSearch(query.words, query.filters, { impliedFilters, codes });
  const before = typed.words ? await askedBefore(typed, caller, parts) : undefined;
  return { typed, place: placeOfAsk(caller, organizations), before, here };
}
