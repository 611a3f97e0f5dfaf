/**
 * Words that stand in the labels of topics and standards and say nothing of their own there ("using models to show
 * change"): alone they are no topic. In a whole label they are part of it.
 */
const GENERAL = new Set(
  (
    "able about academic accounts across act action active activities activity add added adds affect affects after against age ages aid " +
    "aim alike all aloud also among amount amounts an analysis and another answer answering answers any apply applying around ask asking " +
    "asks at awareness back background based basic basics be become becoming began begin beginning being belong best better between beyond " +
    "big bit blend both break bring bringing build building builds built but by can care carry carrying case cause causes center central " +
    "challenge challenges change changed changes changing check checks choice choices choose choosing claim clarify class classes classroom " +
    "clear clearly close closely clues collection combine come coming common compare compared comparing complete complex concept concepts " +
    "connect connecting connections context core correct create creating current deal deciding decision decisions deep depends depth describe " +
    "describing description design detail details develop developed developing development device devices differ difference differences " +
    "different differs digital direction directions discuss discussing diverse do doing down drawn drill each early easy effect effects end " +
    "ending endings engagement enough equal equals equally plus minus enrichment error evaluate evaluating even event events every everyday exact exactly example examples " +
    "expanding expected experience explain explaining explains explanations explore exploring fact facts fair features few fewer field fields " +
    "find finding findings first fit fits fitting five five five follow following follows for form formal formats forms found foundational " +
    "foundations four free from full further future gain gained gather gathering general get getting give given giving go goal goals going " +
    "good grade grades graduation great greater greatest group groups grow growing grows guide half happened happens hard have head heading " +
    "headings hear help helping high hold how idea ideas identify identifying impact important improve improving independent information " +
    "inside interact interpret interpreting into introduce introduced introducing involved is it join joining judge judging keep keeping key " +
    "kind kinds know knowledge known large larger last lead leading learn learner learners learning least less lesson lessons let level levels " +
    "like likely line lines link linking list literal little live long longer look looking looks low made main make makes making manage " +
    "managing many material materials matter matters mean meaning means meant medium meet meeting method methods middle mind minute minutes " +
    "missing mixed model modeling models modern more most move moves moving much multiple must name names naming near need needs new next no " +
    "not notes notice noticing now object objects observe observed of off often old on one ones online open opposite or order other others " +
    "our out outcomes over own page pages pair pairs part parts pass passed passes past path people person personal piece pieces place plan " +
    "planning point points possible power practice practices prepare prepared present presenting print problem problems procedure process " +
    "processes produce product project projects protect prove purpose put putting question questions read reader reading ready real really " +
    "reason reasons recognize recognizing record recording report reporting reports resource resources respect respond responding rest result " +
    "review rewriting right role roles rough round rule rules run same sample say saying school search searching second secondary sections see " +
    "seeing self sense set sets several share shared shares sharing short shorter show showing shows side sides sign signs similar simple " +
    "since size sizes skill skilled skills small smaller solve solving some special stage standard standards start starting state stay stays " +
    "step steps straight strategies strategy strong structure structures student students study studying style subject subjects such summary " +
    "support supporting table take taking task team technique techniques tell telling terms test testing tests text than that the their them " +
    "theme there these they thing things think thinking third this thorough three through time times to today together told tool tools topic " +
    "topics transfer treat trouble true try turn two type types typical understand understanding unit units unknown unlike until up us use " +
    "used useful uses using usual value values vary version view views visual wants was watching way ways we well were what when where which " +
    "who whole why will with without word words work working works world write written year years yes young your " +
    "algo aprender con cómo crear cuando da das de del do dos el em en entre es estudio estudo explorar hacia la las los más mover na no o " +
    "os para partes pessoas por primeros primeiros principal que se ser seres todo trabajo trabalho um un una uma y"
  ).split(/\s+/),
);

/** Whether a word says too little to be a topic by itself. */
export const isGeneral = (token: string): boolean =>
  GENERAL.has(token) || token.length < 2 || /^\d+$/.test(token);
