import { Icon } from "../../ui/pieces.tsx";
import { COLLECTIONS } from "../rules/addresses.ts";

/** Searches collections, and nothing else. */
export function FindCollections({ words = "" }: { words?: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: older Chromebooks do not know the search element
    <form class="find noprint" role="search" action={COLLECTIONS} method="get" aria-label="Collections">
      <label class="usa-sr-only" for="q">
        Search collections
      </label>
      <div class="field">
        <input
          class="usa-input"
          id="q"
          name="q"
          type="text"
          inputMode="search"
          enterKeyHint="search"
          value={words}
          maxLength={300}
          autoComplete="off"
          placeholder="Topic, skill or standard"
        />
      </div>
      <button class="usa-button" type="submit">
        <Icon name="search" size={3} />
        <span>Search</span>
      </button>
    </form>
  );
}
