import { ASK } from "../../asks/rules/addresses.ts";
import { listed } from "../../kernel/words.ts";
import { searchAddress } from "../rules/addresses.ts";
import type { SearchAnswer } from "../rules/answer.ts";
import { type Query, writeQuery } from "../rules/query.ts";
import { apart, asWord, withoutMinus } from "../rules/rewording.ts";
import { isRespelled } from "./heading.ts";
import { ReadLine, Words } from "./read-line.views.tsx";

/** More of a long text than this tells nobody more. */
const MOST_SHOWN = 80;
/** Of many words read in the place of one, those that are named. */
const MOST_READ = 3;

const reworded = (query: Query, words: string): string => searchAddress({ ...query, words, page: 1 });

/** A word that stands in no resource: named first, with what was found in its place. */
export function Corrected({ answer, at }: { answer: SearchAnswer; at: SearchAnswer["corrected"][number] }) {
  const { query } = answer;
  const { typed, as } = at;
  const only = reworded(query, asWord(query.words, typed));
  const said = (
    <strong>
      No resource says <em>{typed}</em>.
    </strong>
  );
  if (isRespelled(at)) {
    return (
      <ReadLine ways={[{ words: "Keep my spelling", href: only }]}>
        {said} We read it as <Words words={as.slice(0, MOST_READ)} />.
      </ReadLine>
    );
  }
  const ask = { words: "Ask for it", href: `${ASK}?${writeQuery({ ...query, page: 1 })}` };
  const ways = as.length > 0 ? [{ words: `Search only for ${typed}`, href: only }, ask] : [ask];
  return (
    <ReadLine ways={answer.total > 0 ? ways : []}>
      {said}
      {as.length > 0 && answer.total > 0 && (
        <>
          {" "}
          These say <Words words={as.slice(0, MOST_READ)} />.
        </>
      )}
    </ReadLine>
  );
}

/** Some have this, others that: never said to have it all. */
export const Partial = () => <ReadLine>No resource has all of this. These have some, best first.</ReadLine>;

/** Words that gave way. */
export function LeftOut({ words, query }: { words: string[]; query: Query }) {
  const [first, ...others] = words;
  const only = { words: `Only those with ${first}`, href: reworded(query, asWord(query.words, first ?? "")) };
  return (
    <ReadLine ways={others.length === 0 ? [only] : []}>
      No resource has all your words. Left out: <Words words={words} last="and" />.
    </ReadLine>
  );
}

/** Quotes and a minus are obeyed, and that is said. */
export function Signs({ answer: { query, phrases, excluded } }: { answer: SearchAnswer }) {
  const quoted = (all: string[][]) => all.map((words) => `“${words.join(" ")}”`);
  const [together, single] = [phrases.filter((p) => p.length > 1), phrases.filter((p) => p.length === 1)];
  const parts = [
    ...(together.length > 0 ? [`with the words ${listed(quoted(together))} together`] : []),
    ...(single.length > 0 ? [`with ${listed(quoted(single))} just so`] : []),
    ...(excluded.length > 0 ? [`without ${listed(excluded.map((words) => words.join(" ")))}`] : []),
  ];
  const ways = [
    ...(phrases.length > 0
      ? [{ words: "Search without quotes", href: reworded(query, apart(query.words)) }]
      : []),
    ...(excluded.length > 0
      ? [{ words: "Leave nothing out", href: reworded(query, withoutMinus(query.words)) }]
      : []),
  ];
  return <ReadLine ways={ways}>Only resources {listed(parts)}.</ReadLine>;
}

/** What cannot be searched for, and what to type instead. */
export function NotSearched({ at: { why, typed } }: { at: SearchAnswer["notSearched"][number] }) {
  const shown = typed.length > MOST_SHOWN ? `${typed.slice(0, MOST_SHOWN)}…` : typed;
  if (why === "signs") {
    return (
      <ReadLine>
        Signs alone cannot be searched for, and <em>{shown}</em> has no letters. Type a word for it.
      </ReadLine>
    );
  }
  if (why === "prefix") {
    return (
      <ReadLine>
        A search has no fields, so <em>{shown}</em> was read as plain words. Narrow down with the filters
        instead.
      </ReadLine>
    );
  }
  return (
    <ReadLine>
      The question was too long to read whole. Left out: <em>{shown}</em>
    </ReadLine>
  );
}
