import { SearchBox } from "../../doorway/search-box.views.tsx";
import { COLLECTIONS } from "../rules/addresses.ts";

/** Searches collections, and nothing else. */
export const FindCollections = ({ words = "" }: { words?: string }) => (
  <SearchBox words={words} among={{ label: "Search collections", action: COLLECTIONS }} />
);
