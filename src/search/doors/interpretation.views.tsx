import type { ComponentChildren } from "preact";
import { counted } from "../../kernel/words.ts";
import { searchAddress } from "../rules/addresses.ts";
import type { SearchAnswer } from "../rules/answer.ts";
import { isRespelled } from "./heading.ts";
import { clearCodes, ReadCode, UnclearCodes } from "./read-codes.views.tsx";
import { isUnmet, MetWishes, openWishes, TakenWishes, UnmetWish } from "./read-wishes.views.tsx";
import { Corrected, LeftOut, NotSearched, Partial, Signs } from "./read-words.views.tsx";

/** Lines of their own; whatever else was read goes on in the last of them. */
const MOST_LINES = 3;

/** How the registry understood the words, with the way out of each: codes, then the rest in a few lines. */
export function HowItWasRead({ answer }: { answer: SearchAnswer }) {
  return (
    <>
      <UnclearCodes answer={answer} />
      <ReadLines answer={answer} />
    </>
  );
}

/** What was read and not as it was typed, most telling first. */
export function ReadLines({ answer }: { answer: SearchAnswer }) {
  const lines =
    answer.total > 0
      ? [...linesOfCodes(answer), ...linesOfWords(answer), ...linesOfWishes(answer)]
      : linesOfWords(answer);
  if (lines.length === 0) return null;
  const own = lines.slice(0, lines.length > MOST_LINES ? MOST_LINES - 1 : MOST_LINES);
  const rest = lines.slice(own.length);
  return (
    <div class={`read${isWarning(answer) ? " note" : ""}`} role="note" aria-label="How we read your words">
      {own.map((line, i) => (
        <p key={i}>{line}</p>
      ))}
      {rest.length > 0 && <p>{rest}</p>}
    </div>
  );
}

const linesOfCodes = (answer: SearchAnswer): ComponentChildren[] =>
  clearCodes(answer).map((code) => <ReadCode code={code} answer={answer} />);

const isWarning = ({ codes, corrected, partial, leftOut, notSearched }: SearchAnswer): boolean =>
  codes.length + corrected.length + leftOut.length + notSearched.length > 0 || partial;

function linesOfWords(answer: SearchAnswer): ComponentChildren[] {
  const { query, corrected, leftOut, notSearched, partial, phrases, excluded, codes } = answer;
  const said = [...codes, ...corrected].map(({ typed }) => typed.toLowerCase());
  const without = leftOut.filter((w) => !said.includes(w.toLowerCase()));
  const someMissing = partial && answer.total > 0 && corrected.every(isRespelled);
  return [
    ...corrected.map((at) => <Corrected answer={answer} at={at} />),
    ...notSearched.map((at) => <NotSearched at={at} />),
    ...(someMissing ? [<Partial />] : []),
    ...(without.length > 0 && !partial && answer.total > 0
      ? [<LeftOut words={without} query={query} />]
      : []),
    ...(phrases.length + excluded.length > 0 ? [<Signs answer={answer} />] : []),
    ...answer.suggestions
      .filter((s) => s.kind === "spelling" && answer.total > 0)
      .map((s) => (
        <span key={s.text}>
          Did you mean <a href={searchAddress(s.query)}>{s.text}</a>?{" "}
          <span class="soft">{counted(s.total)}</span>
        </span>
      )),
  ];
}

function linesOfWishes(answer: SearchAnswer): ComponentChildren[] {
  if (Object.keys(answer.taken).length > 0) return [<TakenWishes answer={answer} />];
  const open = openWishes(answer);
  const unmet = open.filter((w) => isUnmet(w, answer));
  const met = open.filter((w) => !unmet.includes(w));
  return [
    ...(met.length > 0 ? [<MetWishes answer={answer} wishes={met} />] : []),
    ...unmet.map((wish) => <UnmetWish wish={wish} query={answer.query} />),
  ];
}
