import type { AsksChange } from "../../asks/rules/change.ts";
import type { CollectionsChange } from "../../collections/rules/change.ts";
import type { ContributingChange } from "../../contributing/rules/change.ts";
import type { ErasingChange } from "../../erasing/rules/change.ts";
import type { FileChange } from "../../files/rules/change.ts";
import type { ImportsChange } from "../../imports/rules/change.ts";
import type { Needs, Rule } from "../../kernel/facts.ts";
import type { OrganizationsChange } from "../../organizations/rules/change.ts";
import type { PeopleChange } from "../../people/rules/change.ts";
import type { Recipient } from "../../people/rules/facts.ts";
import type { RulesChange } from "../../reach/rules/change.ts";
import type { VocabularyChange } from "../../reference/rules/change.ts";
import type { ReportChange } from "../../reports/rules/change.ts";
import type { ResourcesChange } from "../../resources/rules/change.ts";
import type { ReviewsChange } from "../../reviews/rules/change.ts";
import type { SavedChange } from "../../shelf/rules/change.ts";
import type { FrameworkChange } from "../../standards/rules/change.ts";
import type { NoticeSubject } from "./notice-subject.ts";
import type { Readable } from "./readable.ts";

/** What people may have to be notified of: whatever is committed, but for notices themselves. */
export type Noticed =
  | OrganizationsChange
  | PeopleChange
  | VocabularyChange
  | FrameworkChange
  | RulesChange
  | FileChange
  | ResourcesChange
  | CollectionsChange
  | ReviewsChange
  | ContributingChange
  | ReportChange
  | SavedChange
  | AsksChange
  | ImportsChange
  | ErasingChange;

/** Who is notified of a change, and of what. Each person is notified once. */
export interface Notify {
  to: (Recipient | undefined)[];
  /** Ids of those who know: nobody is notified of what they did themselves. */
  except: (string | undefined)[];
  about: NoticeSubject;
  at: string;
}

/** Who is notified, by the noun of the change it follows from. */
export type RecipientRules = { [N in Noticed["noun"]]?: Rule<Extract<Noticed, { noun: N }>, Needs, Notify> };

/** All there is to say about one kind of notice. */
export interface NoticeDefinition {
  /** True when something waits for who gets it, false when they only need to know. */
  act: boolean;
  recipients: RecipientRules;
  /** One plain sentence. `it` is the title in quotation marks, or empty where there is none to tell. */
  sentence(it: string, place: string): string;
  /** Where one goes on; undefined once it is not true any more, or not theirs to read. */
  readable: Readable;
}
