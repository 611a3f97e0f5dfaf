/** Forms that no rule of endings leads back to the word they belong to. Folded words, each line `word forms`. */
const IRREGULAR = `
mouse mice
louse lice
goose geese
tooth teeth
foot feet
child children childrens
man men mens
woman women womens
people person persons peoples
ox oxen
die dice
leaf leaves
loaf loaves
knife knives
wife wives
wolf wolves
half halves
calf calves
shelf shelves
thief thieves
elf elves
scarf scarves
hoof hooves
self selves
phenomenon phenomena
criterion criteria
polyhedron polyhedra
mitochondrion mitochondria
analysis analyses
hypothesis hypotheses
synthesis syntheses
photosynthesis photosyntheses
thesis theses
parenthesis parentheses
diagnosis diagnoses
crisis crises
oasis oases
axis axes
matrix matrices
vertex vertices
index indices
appendix appendices
vortex vortices
cactus cacti
fungus fungi
nucleus nuclei
radius radii
stimulus stimuli
locus loci
alumnus alumni
bacterium bacteria
stratum strata
curriculum curricula
spectrum spectra
ovum ova
taxon taxa
larva larvae
pupa pupae
alga algae
antenna antennae
vertebra vertebrae
formula formulae
nebula nebulae
write wrote
teach taught
draw drew
sing sang sung
freeze froze frozen
choose chose chosen
build built
sell sold
buy bought
facil faceis
dificil dificeis
util uteis
fossil fosseis
reptil repteis
projetil projeteis
homem homens
jovem jovens
nuvem nuvens
ordem ordens
item itens
jardim jardins
comum comuns
album albuns
flor flores
pao paes
cao caes
alemao alemaes
capitao capitaes
leao leoes
azul azuis
caracol caracois
girassol girassois
espanhol espanhois
lencol lencois
farol farois
luz luces luzes
voz voces vozes
pez peces
vez veces vezes
cruz cruces cruzes
raiz raices raizes
lapiz lapices
feliz felices felizes
actriz actrices
cicatriz cicatrices
arroz arroces
juez jueces
nuez nueces
capaz capaces capazes
`;

const SINGULAR = new Map(
  IRREGULAR.trim()
    .split("\n")
    .flatMap((line) => {
      const [word = "", ...forms] = line.split(" ");
      return forms.map((form): [string, string] => [form, word]);
    }),
);

/** Portuguese words on -ão (lições, regiões, questões), and the English ones on -o that end alike. */
const ON_OES =
  /(?:[csxie]|lh|st|rd|dr|lm)oes$|^(?:baloes|botoes|limoes|meloes|tubaroes|trovoes|dragoes|veroes)$/;
const ENGLISH_OES =
  /^(?:calico|fiasco|fresco|portico|stucco|tobacco|proviso|virtuoso|studio|radio|video|rodeo)es$/;
/** Portuguese words on -al, -el and -agem, and French ones that end alike. */
const ON_IS = /ais$|(?:v|ap|ot|inc|past|ix|arr)eis$/;
const FRENCH_IS = /^(?:jamais|mauvais|palais|marais|relais|harnais|anglais|francais|japonais|portugais)$/;
/** Spanish words on -al, and the English ones whose plural ends alike. */
const ON_ALES = /[^aeo]ales$/;
const ENGLISH_ALES =
  /^(?:(?:time|gray|up|down)?scale|(?:fairy|folk|tell)?tale|(?:fe)?male|(?:whole|re)?sale|(?:in|ex)?hale|whale|(?:nightin)?gale|vale|bale|dale|pale|finale|rationale|locale|chorale)s$/;

/**
 * The singular of a folded word where no English rule of endings finds it: irregular English plurals and a few
 * strong verbs, the plurals of Portuguese (-ão, -al, -el, -agem) and of Spanish words on -al. Other words stay.
 */
export function singularOf(token: string): string {
  const irregular = SINGULAR.get(token);
  if (irregular !== undefined) return irregular;
  if (!token.endsWith("s") || token.length < 6) return token;
  if (ON_OES.test(token) && !ENGLISH_OES.test(token)) return `${token.slice(0, -3)}ao`;
  if (ON_IS.test(token) && !FRENCH_IS.test(token)) return `${token.slice(0, -2)}l`;
  if (/(?:[^tl]|nt)agens$/.test(token)) return `${token.slice(0, -2)}m`;
  return ON_ALES.test(token) && !ENGLISH_ALES.test(token) ? token.slice(0, -2) : token;
}

/** Arabic endings: of feminine and of plural words, and what stands before a noun that is a certain one. */
const BEFORE = /^(?:[وفبك]?ال|لل)(?=.{3})/;
const AFTER = /(?<=.{3})(?:ات|ون|ين|ه)$/;

/** An Arabic word without article and ending: القراءة and قراءة, معلمون and معلمين meet. */
export const arabicStemOf = (token: string): string => token.replace(BEFORE, "").replace(AFTER, "");
