import { Icon } from "../ui/pieces.tsx";

interface SearchBoxProps {
  words?: string;
  big?: boolean;
  /** What a new search should go on with: the filters in use. */
  keep?: [string, string][];
  /** What is searched, where it is not resources: what the label says of it, and the page that answers. */
  among?: { label: string; action: string };
}

/** One search box per page. While one types it offers titles, topics, standards and collections; `among` offers nothing. */
export function SearchBox({ words = "", big, keep = [], among }: SearchBoxProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: older Chromebooks do not know the search element
    <form class="find noprint" role="search" action={among?.action ?? "/search"} method="get">
      <label class={big ? undefined : "usa-sr-only"} for="q">
        {among?.label ?? "Topic, skill or standard"}
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
          data-suggest={among ? undefined : "/api/v1/suggest"}
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
