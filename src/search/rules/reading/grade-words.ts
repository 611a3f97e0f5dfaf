/** How single grades are written, folded: the words with their place from first to twelfth. */
const LISTS = [
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
  "one two three four five six seven eight nine ten eleven twelve",
  "primer segundo tercer cuarto quinto sexto septimo octavo noveno decimo undecimo duodecimo",
  "primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo",
  "primera segunda tercera cuarta quinta sexta septima octava novena decima",
  "primeiro segundo terceiro quarto quinto sexto setimo oitavo nono decimo",
  "primeira segunda terceira quarta quinta sexta setima oitava nona decima",
].map((list) => list.split(" "));

const [ORDINALS = [], NUMBERS = []] = LISTS;

export const NUMBER_WORD = NUMBERS.join("|");
/** "third", "tercer", "terceiro"; not "three". */
export const ORDINAL_WORD = [...new Set(LISTS.filter((l) => l !== NUMBERS).flat())]
  .sort((a, b) => b.length - a.length)
  .join("|");
export const LITTLE_ONES = "pre-?\\s?k(?:indergarten|inder)?|pk|tk|k(?:indergarten|inder(?:garden)?)?";
/** 3, 3rd, 3er, 3º, 3.º. */
export const DIGITS =
  "(?:1[0-2]|0?[1-9])(?:\\.?(?:st|nd|rd|th|er|ro|do|to|vo|mo|no|[oaºª°]))?(?![\\d.]\\d|[a-z])";

/** The CEDS grade of one of these; undefined when it is none. */
export function gradeOf(written: string): string | undefined {
  const text = written.trim();
  if (/^p/.test(text) && /^(pk|pre)/.test(text)) return "PK";
  if (text === "tk") return "TK";
  if (/^k/.test(text)) return "KG";
  const place = Math.max(...LISTS.map((list) => list.indexOf(text)));
  return gradeOfNumber(place >= 0 ? place + 1 : Number.parseInt(text, 10));
}

export const gradeOfNumber = (n: number): string | undefined =>
  n === 0 ? "KG" : n >= 1 && n <= 12 ? String(n).padStart(2, "0") : undefined;

export { ORDINALS };
