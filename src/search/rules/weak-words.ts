/** Words that tell little about what is looked for, in English, Spanish and Portuguese. */
const WEAK = new Set(
  (
    "a an the of and or to in for on with is are be how what do does at by from as that this i my kids kid students " +
    "student teach teaching activity activities lesson lessons about using use where who which when can you your " +
    "together each other more through it its we our me them their they if some any help need want ideas idea resource resources " +
    "why have has had did was were there so not without than then into out get make people someone difference between " +
    "happen happens reason reasons beginner beginners introduction intro basics overview good great best fun easy " +
    "el la los las un una unos unas de del y en para con como que por sobre se su al lo " +
    "o os as do da dos das em no na nos nas um uma com ao"
  ).split(" "),
);

export const isWeak = (token: string): boolean => WEAK.has(token);

/** An expression without them: what a record must have of it. All of it where it has no others. */
export function tellingOf(words: string[]): string[] {
  const telling = words.filter((word) => !isWeak(word));
  return telling.length > 0 ? telling : words;
}
