import type { Word } from "../tokens.ts";

/** Little words that stand in one of the languages and not in English or the other one. */
const LITTLE: Record<string, ReadonlySet<string>> = {
  es: new Set(
    "el los las del y una con al lo su sus cómo qué donde dónde cuando cuándo muy más hay sin según hacia desde".split(
      " ",
    ),
  ),
  pt: new Set(
    "da dos das em um uma ao aos nas nos são não também até pela pelo mais sem com você".split(" "),
  ),
};
/** They stand in both; beside another sign they count. */
const SHARED = new Set("de para que por se la como sobre entre e o a".split(" "));
/** Words of the classroom that stand in one of them. */
const SCHOOL: Record<string, ReadonlySet<string>> = {
  es: new Set(
    (
      "fracción suma sumas sumar resta restas multiplicar dividir lectura lecturas cuento cuentos ciencias matemáticas escritura escribir juego juegos " +
      "hoja hojas lección niños niñas grado tercer primero agua tierra energía animales plantas historia poesía poema poemas números número contar fotosíntesis " +
      "ecosistemas células fuerzas gobierno ecuación álgebra geometría perímetro ángulos decimales porcentajes vocabulario ortografía " +
      "oraciones verbos sustantivos adjetivos mapas ciudadanía derechos guerra mundo clima volcanes planetas espacio salud música arte pintura tarea práctica " +
      "evaluación maestros maestra alfabeto letras sonidos vocales sílabas cuerpo humano familia comunidad medición medida medidas formas figuras patrones datos " +
      "gráficas probabilidad estadística leer aprender enseñar imprimible gratis comprensión lectora ciclo"
    ).split(" "),
  ),
  pt: new Set(
    (
      "fração frações soma somas subtração multiplicação divisão leitura leituras escrita escrever ciências matemática jogo jogos aula aulas " +
      "atividades atividade lição crianças ano série água terra energia animais plantas história poesia números contagem fotossíntese ecossistemas células " +
      "forças governo equação equações geometria perímetro ângulos decimais porcentagem porcentagens vocabulário ortografia orações verbos substantivos mapas " +
      "cidadania direitos guerra mundo tempo vulcões planetas espaço saúde exercícios exercício folha tarefa avaliação professores professora letras sons vogais sílabas corpo " +
      "família comunidade medição formas padrões dados gráficos probabilidade estatística ler aprender ensinar imprimível grátis ciclo equivalentes"
    ).split(" "),
  ),
};
/** Endings and letters that only one of them has. */
const SHAPE: Record<string, RegExp> = {
  es: /ñ|ción$|ciones$|sión$|siones$|miento$|idades$|illos?$/,
  pt: /ã|õ|ç|lh[aoe]s?$|agem$|agens$|idade$|ência$/,
};
/** One of these, and the question is in English, with a word from elsewhere in it. */
const ENGLISH = new Set(
  "the of and for with to is are what how in on from about at by lesson lessons worksheet worksheets grade activity activities".split(
    " ",
  ),
);

const isStrong = (word: string, language: string): boolean =>
  SHAPE[language]?.test(word) === true || SCHOOL[language]?.has(word) === true;

/**
 * Spanish or Portuguese, when the words are so: a little word of its own beside any other sign, or a word that only
 * stands in that language. Undefined for everything else.
 */
export function languageOfQuestion(text: string, words: Word[]): "es" | "pt" | undefined {
  const written = words.map((w) => text.slice(w.start, w.end).normalize("NFC").toLowerCase());
  if (written.length === 0 || written.some((w) => ENGLISH.has(w))) return undefined;
  const signs = { es: signsOf(written, "es"), pt: signsOf(written, "pt") };
  if (/[¿¡]/.test(text)) signs.es += 2;
  if (signs.es === signs.pt || Math.max(signs.es, signs.pt) < 2) return undefined;
  return signs.es > signs.pt ? "es" : "pt";
}

/** Each sign counts; little words of both languages only where another one stands. */
function signsOf(written: string[], language: "es" | "pt"): number {
  const strong = written.filter((w) => isStrong(w, language)).length;
  const little = written.filter((w) => LITTLE[language]?.has(w)).length;
  const shared = written.filter((w) => SHARED.has(w)).length;
  const own = strong * 2 + little;
  return own === 0 ? 0 : own + shared * 0.5;
}
