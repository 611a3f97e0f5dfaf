/** A band of grades by its name: what it is called, folded, and from which grade to which. */
export interface Band {
  called: RegExp;
  from: string;
  to: string;
}

/** What is primary or secondary beside a school: sources, colors, elections. */
const NO_SCHOOL =
  "(?!\\s+(?:sources?|documents?|texts?|accounts?|colou?rs?|elections?|succession|consumers?|producers?|producti\\w*|care|sectors?|industr\\w*|keys?|groups?|structures?|market|character|data|research|battery|memory|stress|rays?|cells?|waves?|trauma|infection)\\b)";
const NO_SOURCE = "(?<!\\bfuentes? )(?<!\\bfontes? )";

const band = (called: string, from: string, to: string): Band => ({
  called: new RegExp(`\\b(?:${called})\\b`, "g"),
  from,
  to,
});

const OF_SCHOOL = "(?:\\s+(?:schools?|grades?|students?|years|level))?";

/** The longer name of two that begin alike comes first. */
export const BANDS: Band[] = [
  band("transitional kindergarten|tk", "TK", "TK"),
  band(
    "pre-?\\s?k(?:indergarten(?:ers)?|inder)?|pk|preschool(?:ers)?|pre-?escola(?:r)?|nursery school|educacao infantil",
    "PK",
    "PK",
  ),
  band("(?:lower|early) elementary(?:\\s+(?:school|grades|students))?", "KG", "02"),
  band("upper elementary(?:\\s+(?:school|grades|students))?|late elementary|intermediate grades", "03", "05"),
  band("lower primary|infant school", "KG", "02"),
  band("upper primary", "03", "05"),
  band(
    `elementary(?!\\s+(?:row|matrix|particles?|charge))${OF_SCHOOL}|grade school|escuela primaria|primary school`,
    "KG",
    "05",
  ),
  band(`primary${NO_SCHOOL}(?:\\s+(?:grades?|students?|years))?`, "KG", "02"),
  band(`${NO_SOURCE}(?:educacion )?primaria`, "01", "05"),
  band(
    "kindergart[eo]n(?:ers?)?|kindergarden|kinder|kinders|jardim de infancia|jardin (?:de ninos|infantil|de infancia)",
    "KG",
    "KG",
  ),
  band(
    "middle\\s*school(?:ers?)?|middle grades|junior\\s+high(?:\\s+school)?|escuela (?:inter)?media",
    "06",
    "08",
  ),
  band(
    "high\\s*school(?:ers?)?|senior high(?:\\s+school)?|hs|escuela secundaria|preparatoria|bachillerato|ensino medio",
    "09",
    "12",
  ),
  band(`secondary${NO_SCHOOL}${OF_SCHOOL}`, "06", "12"),
  band("ensino fundamental", "01", "08"),
  band("k\\s?-?\\s?12", "KG", "12"),
  band("freshm[ae]n", "09", "09"),
  band("sophomores?", "10", "10"),
  band("juniors|junior year", "11", "11"),
  band("seniors|senior year", "12", "12"),
  band("undergraduates?|post-?secondary|college (?:students?|level)", "PS", "PS"),
  band("adult education|adult basic education|adult learners", "AE", "AE"),
  band("ks1|key\\s+stage\\s+1", "KG", "01"),
  band("ks2|key\\s+stage\\s+2", "02", "05"),
  band("ks3|key\\s+stage\\s+3", "06", "08"),
  band("ks4|key\\s+stage\\s+4", "09", "10"),
];
