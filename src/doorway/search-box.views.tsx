import { Icon } from "../ui/pieces.tsx";

/** One search box per page. `keep` holds what a new search should go on with: the filters in use. */
export function SearchBox({
  words = "",
  big,
  keep = [],
}: {
  words?: string;
  big?: boolean;
  keep?: [string, string][];
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: older Chromebooks do not know the search element
    <form class="find noprint" role="search" action="/search" method="get">
      <label class={big ? undefined : "usa-sr-only"} for="q">
        Topic, skill or standard
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
          spellcheck={false}
          data-suggest="/api/v1/suggest"
        />
      </div>
      {keep.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <button class="usa-button" type="submit">
        <Icon name="search" size={3} />
        <span>Search</span>
      </button>
    </form>
  );
}
