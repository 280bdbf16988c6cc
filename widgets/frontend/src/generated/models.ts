// Made from the Python models by `python -m widgets.generating`: not to be edited.
import * as v from "../engine/validation.ts";

/** Somebody to be let in, and on what ground; `role` by their profession when empty. */
export interface AddForm {
  readonly circle: string;
  readonly person: string;
  readonly role: string;
  readonly relation?: string;
  readonly ground: string;
}
export const isAddForm: v.Validator<AddForm> = v.record<AddForm>({
  circle: v.string,
  person: v.string,
  role: v.string,
  relation: v.optional(v.string),
  ground: v.string,
});

/** What everybody must see first from now on; `before`: what the page showed. */
export interface AlertsForm {
  readonly circle: string;
  readonly alerts: readonly string[];
  readonly before: readonly string[];
}
export const isAlertsForm: v.Validator<AlertsForm> = v.record<AlertsForm>({
  circle: v.string,
  alerts: v.list(v.string),
  before: v.list(v.string),
});

/** One trait: as the mail says it and as we know it; `word` says how they compare. */
export interface TraitView {
  readonly label: string;
  readonly theirs: string;
  readonly ours: string;
  readonly mark: "same" | "close" | "different" | "unknown";
  readonly word: string;
}
export const isTraitView: v.Validator<TraitView> = v.record<TraitView>({
  label: v.string,
  theirs: v.string,
  ours: v.string,
  mark: v.literal("same", "close", "different", "unknown"),
  word: v.string,
});

/** A patient whom a letter may be about. `name` is empty for one who is gone. */
export interface CandidateView {
  readonly choice: number;
  readonly name: string;
  readonly born: string;
  readonly grade: string;
  readonly traits: readonly TraitView[];
  readonly standing: readonly string[];
  readonly fileable: boolean;
}
export const isCandidateView: v.Validator<CandidateView> = v.record<CandidateView>({
  choice: v.number,
  name: v.string,
  born: v.string,
  grade: v.string,
  traits: v.list(isTraitView),
  standing: v.list(v.string),
  fileable: v.boolean,
});

/** What this browser must sign to go on. */
export interface ChallengeView {
  readonly challenge: string;
}
export const isChallengeView: v.Validator<ChallengeView> = v.record<ChallengeView>({
  challenge: v.string,
});

/** What can be chosen, and how it is called. */
export interface ChoiceView {
  readonly value: string;
  readonly label: string;
}
export const isChoiceView: v.Validator<ChoiceView> = v.record<ChoiceView>({
  value: v.string,
  label: v.string,
});

/** One of one's circles. */
export interface CircleForm {
  readonly circle: string;
}
export const isCircleForm: v.Validator<CircleForm> = v.record<CircleForm>({
  circle: v.string,
});

/** A circle that nobody reads any more. */
export interface ClosedCircleView {
  readonly sentence: string;
  readonly may_reopen: boolean;
}
export const isClosedCircleView: v.Validator<ClosedCircleView> = v.record<ClosedCircleView>({
  sentence: v.string,
  may_reopen: v.boolean,
});

/** A number in E.164, and as one reads it. */
export interface PhoneView {
  readonly number: string;
  readonly shown: string;
}
export const isPhoneView: v.Validator<PhoneView> = v.record<PhoneView>({
  number: v.string,
  shown: v.string,
});

/** How the patient is reached; `route` is for maps. */
export interface ContactView {
  readonly phones: readonly PhoneView[];
  readonly address: string;
  readonly route: string;
}
export const isContactView: v.Validator<ContactView> = v.record<ContactView>({
  phones: v.list(isPhoneView),
  address: v.string,
  route: v.string,
});

/** Something that was sent. `day` is what it is about, `link` where it was shown. `precision` is how much of the day was told. `state` says that it is no more what it was; `opens`: the page gives its file. */
export interface DocumentView {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly day: string;
  readonly precision: "year" | "month" | "day";
  readonly author: string;
  readonly state: string;
  readonly link: string;
  readonly opens: boolean;
  readonly professionals: boolean;
  readonly fresh: boolean;
  readonly alert: boolean;
}
export const isDocumentView: v.Validator<DocumentView> = v.record<DocumentView>({
  id: v.string,
  title: v.string,
  kind: v.string,
  day: v.string,
  precision: v.literal("year", "month", "day"),
  author: v.string,
  state: v.string,
  link: v.string,
  opens: v.boolean,
  professionals: v.boolean,
  fresh: v.boolean,
  alert: v.boolean,
});

/** Who the patient is. `standing` says what this is worth, as it was received. */
export interface IdentityView {
  readonly name: string;
  readonly born: string;
  readonly names: string;
  readonly number: string;
  readonly standing: string;
  readonly cautions: readonly string[];
  readonly alerts: readonly string[];
  readonly doctor: string;
}
export const isIdentityView: v.Validator<IdentityView> = v.record<IdentityView>({
  name: v.string,
  born: v.string,
  names: v.string,
  number: v.string,
  standing: v.string,
  cautions: v.list(v.string),
  alerts: v.list(v.string),
  doctor: v.string,
});

/** What can be chosen where something is filled in. */
export interface OptionsView {
  readonly relations: readonly ChoiceView[];
  readonly grounds: readonly ChoiceView[];
  readonly scopes: readonly ChoiceView[];
  readonly givers: readonly ChoiceView[];
  readonly evidences: readonly ChoiceView[];
  readonly reasons: readonly ChoiceView[];
}
export const isOptionsView: v.Validator<OptionsView> = v.record<OptionsView>({
  relations: v.list(isChoiceView),
  grounds: v.list(isChoiceView),
  scopes: v.list(isChoiceView),
  givers: v.list(isChoiceView),
  evidences: v.list(isChoiceView),
  reasons: v.list(isChoiceView),
});

/** Somebody of the circle. `roles` are those that they may be given by whoever looks. */
export interface MemberView {
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly role_value: string;
  readonly relation_value: string;
  readonly ground: string;
  readonly until: string | null;
  readonly phone: PhoneView | null;
  readonly me: boolean;
  readonly roles: readonly ChoiceView[];
}
export const isMemberView: v.Validator<MemberView> = v.record<MemberView>({
  person: v.string,
  name: v.string,
  role: v.string,
  role_value: v.string,
  relation_value: v.string,
  ground: v.string,
  until: v.oneOf(v.moment, v.nothing),
  phone: v.oneOf(isPhoneView, v.nothing),
  me: v.boolean,
  roles: v.list(isChoiceView),
});

/** A heading of the member card. */
export interface SectionView {
  readonly title: string;
  readonly members: readonly MemberView[];
}
export const isSectionView: v.Validator<SectionView> = v.record<SectionView>({
  title: v.string,
  members: v.list(isMemberView),
});

/** A line of the register. */
export interface StatementView {
  readonly stance: "consent" | "opposition";
  readonly what: string;
  readonly said_at: string;
  readonly giver: string;
  readonly evidence: string;
  readonly recorded_by: string;
  readonly note: string;
}
export const isStatementView: v.Validator<StatementView> = v.record<StatementView>({
  stance: v.literal("consent", "opposition"),
  what: v.string,
  said_at: v.moment,
  giver: v.string,
  evidence: v.string,
  recorded_by: v.string,
  note: v.string,
});

/** Something to do for the patient. */
export interface TaskLineView {
  readonly id: string;
  readonly text: string;
  readonly due: string;
  readonly who: string;
  readonly late: boolean;
  readonly urgent: boolean;
}
export const isTaskLineView: v.Validator<TaskLineView> = v.record<TaskLineView>({
  id: v.string,
  text: v.string,
  due: v.string,
  who: v.string,
  late: v.boolean,
  urgent: v.boolean,
});

/** Who did what. */
export interface TrailLineView {
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly emergency: boolean;
  readonly reason: string;
}
export const isTrailLineView: v.Validator<TrailLineView> = v.record<TrailLineView>({
  at: v.moment,
  who: v.string,
  what: v.string,
  emergency: v.boolean,
  reason: v.string,
});

/** A circle as its members see it; what somebody may not see is not in it. */
export interface OpenCircleView {
  readonly identity: IdentityView;
  readonly contact: ContactView;
  readonly sections: readonly SectionView[];
  readonly tasks: readonly TaskLineView[];
  readonly documents: readonly DocumentView[];
  readonly consents: readonly StatementView[] | null;
  readonly trail: readonly TrailLineView[] | null;
  readonly room: string;
  readonly team_room: string;
  readonly locked: boolean;
  readonly options: OptionsView;
}
export const isOpenCircleView: v.Validator<OpenCircleView> = v.record<OpenCircleView>({
  identity: isIdentityView,
  contact: isContactView,
  sections: v.list(isSectionView),
  tasks: v.list(isTaskLineView),
  documents: v.list(isDocumentView),
  consents: v.oneOf(v.list(isStatementView), v.nothing),
  trail: v.oneOf(v.list(isTrailLineView), v.nothing),
  room: v.string,
  team_room: v.string,
  locked: v.boolean,
  options: isOptionsView,
});

/** One circle. `may`: what the page offers to change; `mine`: one's own lines of the trail. */
export interface CircleView {
  readonly id: string;
  readonly pseudonym: string;
  readonly topics: readonly string[];
  readonly may: readonly ("edit_contact" | "edit_alerts" | "add_members" | "remove_members" | "record_consent" | "meet_professionals" | "close" | "see_trail")[];
  readonly open: OpenCircleView | null;
  readonly closed: ClosedCircleView | null;
  readonly mine: readonly TrailLineView[];
}
export const isCircleView: v.Validator<CircleView> = v.record<CircleView>({
  id: v.string,
  pseudonym: v.string,
  topics: v.list(v.string),
  may: v.list(v.literal("edit_contact", "edit_alerts", "add_members", "remove_members", "record_consent", "meet_professionals", "close", "see_trail")),
  open: v.oneOf(isOpenCircleView, v.nothing),
  closed: v.oneOf(isClosedCircleView, v.nothing),
  mine: v.list(isTrailLineView),
});

/** Why the circle is closed; `words` for another reason. */
export interface CloseForm {
  readonly circle: string;
  readonly reason: string;
  readonly words?: string;
}
export const isCloseForm: v.Validator<CloseForm> = v.record<CloseForm>({
  circle: v.string,
  reason: v.string,
  words: v.optional(v.string),
});

/** A circle that nobody reads any more: nothing of the patient. */
export interface ClosedLineView {
  readonly circle: string;
  readonly pseudonym: string;
  readonly sentence: string;
  readonly closed_at: string | null;
}
export const isClosedLineView: v.Validator<ClosedLineView> = v.record<ClosedLineView>({
  circle: v.string,
  pseudonym: v.string,
  sentence: v.string,
  closed_at: v.oneOf(v.moment, v.nothing),
});

/** How many pages were closed. */
export interface ClosedView {
  readonly closed: number;
}
export const isClosedView: v.Validator<ClosedView> = v.record<ClosedView>({
  closed: v.number,
});

/** What a page must know before anybody is known. `clients` may show it inside themselves. */
export interface ConfigurationView {
  readonly territory: string;
  readonly clients: readonly string[];
}
export const isConfigurationView: v.Validator<ConfigurationView> = v.record<ConfigurationView>({
  territory: v.string,
  clients: v.list(v.string),
});

/** The contact that was shown when it was changed: another's change must not be lost. */
export interface ContactBefore {
  readonly phones: readonly string[];
  readonly address: string;
}
export const isContactBefore: v.Validator<ContactBefore> = v.record<ContactBefore>({
  phones: v.list(v.string),
  address: v.string,
});

/** How the patient is reached from now on; `before`: what the page showed. */
export interface ContactForm {
  readonly circle: string;
  readonly phones: readonly string[];
  readonly address: string;
  readonly before: ContactBefore;
}
export const isContactForm: v.Validator<ContactForm> = v.record<ContactForm>({
  circle: v.string,
  phones: v.list(v.string),
  address: v.string,
  before: isContactBefore,
});

/** A value. `amount` places it on the curve; `mark` says in words that it is not expected. `told` is its day as far as it was told; what was told no day is not drawn. */
export interface PointView {
  readonly day: string;
  readonly told: string;
  readonly value: string;
  readonly amount: number | null;
  readonly usual: string;
  readonly mark: string;
}
export const isPointView: v.Validator<PointView> = v.record<PointView>({
  day: v.string,
  told: v.string,
  value: v.string,
  amount: v.oneOf(v.number, v.nothing),
  usual: v.string,
  mark: v.string,
});

/** An examination; between `low` and `high` is where its last value was expected. */
export interface CurveView {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly points: readonly PointView[];
}
export const isCurveView: v.Validator<CurveView> = v.record<CurveView>({
  code: v.string,
  name: v.string,
  unit: v.string,
  low: v.oneOf(v.number, v.nothing),
  high: v.oneOf(v.number, v.nothing),
  points: v.list(isPointView),
});

/** Every examination, by name. */
export interface CurvesView {
  readonly curves: readonly CurveView[];
}
export const isCurvesView: v.Validator<CurvesView> = v.record<CurvesView>({
  curves: v.list(isCurveView),
});

/** Somebody to whom a task of the circle may be given. */
export interface DayPersonView {
  readonly user_id: string;
  readonly name: string;
}
export const isDayPersonView: v.Validator<DayPersonView> = v.record<DayPersonView>({
  user_id: v.string,
  name: v.string,
});

/** A circle whose tasks one may see, by how its patient is called. */
export interface DayCircleView {
  readonly id: string;
  readonly patient: string;
  readonly team: readonly DayPersonView[];
}
export const isDayCircleView: v.Validator<DayCircleView> = v.record<DayCircleView>({
  id: v.string,
  patient: v.string,
  team: v.list(isDayPersonView),
});

/** Something to do, or done. `day` and `time` are those of the wall; `key` names them. `section` is where it stood when this was told. `seen` holds, by field, the edits that gave it its value. `circle` is empty for what is one's own, `assignee` for what waits for anybody. */
export interface DayItemView {
  readonly task: string;
  readonly key: string;
  readonly text: string;
  readonly notes: readonly string[];
  readonly section: "late" | "today" | "coming" | "undated" | "done";
  readonly day: string;
  readonly time: string;
  readonly repeat: string;
  readonly missed: number;
  readonly theme: string;
  readonly circle: string;
  readonly assignee: string;
  readonly urgent: boolean;
  readonly may: readonly ("finish" | "reopen" | "postpone" | "hand_over" | "edit")[];
  readonly seen: { readonly [key: string]: readonly string[] };
}
export const isDayItemView: v.Validator<DayItemView> = v.record<DayItemView>({
  task: v.string,
  key: v.string,
  text: v.string,
  notes: v.list(v.string),
  section: v.literal("late", "today", "coming", "undated", "done"),
  day: v.string,
  time: v.string,
  repeat: v.string,
  missed: v.number,
  theme: v.string,
  circle: v.string,
  assignee: v.string,
  urgent: v.boolean,
  may: v.list(v.literal("finish", "reopen", "postpone", "hand_over", "edit")),
  seen: v.dict(v.list(v.string)),
});

/** All that somebody has to do. `zone` is that of their wall; `topics` tell of changes. */
export interface DayView {
  readonly me: string;
  readonly zone: string;
  readonly items: readonly DayItemView[];
  readonly circles: readonly DayCircleView[];
  readonly topics: readonly string[];
}
export const isDayView: v.Validator<DayView> = v.record<DayView>({
  me: v.string,
  zone: v.string,
  items: v.list(isDayItemView),
  circles: v.list(isDayCircleView),
  topics: v.list(v.string),
});

/** A letter that somebody decided of lately. */
export interface DecidedView {
  readonly number: number;
  readonly mailbox: string;
  readonly subject: string;
  readonly sentence: string;
  readonly at: string | null;
  readonly undoable: boolean;
}
export const isDecidedView: v.Validator<DecidedView> = v.record<DecidedView>({
  number: v.number,
  mailbox: v.string,
  subject: v.string,
  sentence: v.string,
  at: v.oneOf(v.moment, v.nothing),
  undoable: v.boolean,
});

/** Why it is for nobody, and the error to tell its sender (0: that of what was found). */
export interface DiscardForm {
  readonly number: number;
  readonly reason: string;
  readonly code?: 0 | 900 | 901 | 902 | 903 | 904 | 905 | 906;
}
export const isDiscardForm: v.Validator<DiscardForm> = v.record<DiscardForm>({
  number: v.number,
  reason: v.string,
  code: v.optional(v.literal(0, 900, 901, 902, 903, 904, 905, 906)),
});

/** It was done; `sentence` says so if there is something to say. */
export interface Done {
  readonly sentence: string;
}
export const isDone: v.Validator<Done> = v.record<Done>({
  sentence: v.string,
});

/** What a field is to become, and when it was written, by the browser's clock. `seen`: the edits that had given the field what its author saw. */
export interface FieldForm {
  readonly value: string | boolean | number | null;
  readonly at: string;
  readonly seen?: readonly string[];
}
export const isFieldForm: v.Validator<FieldForm> = v.record<FieldForm>({
  value: v.oneOf(v.string, v.boolean, v.number, v.nothing),
  at: v.moment,
  seen: v.optional(v.list(v.string)),
});

/** One edit. `id` is drawn at random by the page: sent twice, it is done once. */
export interface EditForm {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
  readonly fields: { readonly [key: string]: FieldForm };
}
export const isEditForm: v.Validator<EditForm> = v.record<EditForm>({
  id: v.string,
  kind: v.string,
  target: v.string,
  fields: v.dict(isFieldForm),
});

/** What waited to be sent. `sent_at` is the browser's clock now: it may be wrong. */
export interface EditsForm {
  readonly sent_at: string;
  readonly edits: readonly EditForm[];
}
export const isEditsForm: v.Validator<EditsForm> = v.record<EditsForm>({
  sent_at: v.moment,
  edits: v.list(isEditForm),
});

/** What became of one edit. */
export interface OutcomeView {
  readonly id: string;
  readonly state: "applied" | "merged" | "refused";
  readonly sentence: string;
}
export const isOutcomeView: v.Validator<OutcomeView> = v.record<OutcomeView>({
  id: v.string,
  state: v.literal("applied", "merged", "refused"),
  sentence: v.string,
});

/** What became of each, in the same order. */
export interface EditsView {
  readonly outcomes: readonly OutcomeView[];
  readonly at: string;
}
export const isEditsView: v.Validator<EditsView> = v.record<EditsView>({
  outcomes: v.list(isOutcomeView),
  at: v.moment,
});

/** Whose pages these are. `person` is an opaque name: what is kept offline belongs to it; `pages` are those of use to them. */
export interface MeView {
  readonly name: string;
  readonly person: string;
  readonly pages: readonly string[];
}
export const isMeView: v.Validator<MeView> = v.record<MeView>({
  name: v.string,
  person: v.string,
  pages: v.list(v.string),
});

/** The door is open: `token` goes with every request, for `lasts` seconds. */
export interface EntryView {
  readonly token: string;
  readonly lasts: number;
  readonly session: string;
  readonly page: string;
  readonly me: MeView;
}
export const isEntryView: v.Validator<EntryView> = v.record<EntryView>({
  token: v.string,
  lasts: v.number,
  session: v.string,
  page: v.string,
  me: isMeView,
});

/** What is to be downloaded. */
export interface ExportForm {
  readonly circle: string;
  readonly format: "pdf" | "fhir";
}
export const isExportForm: v.Validator<ExportForm> = v.record<ExportForm>({
  circle: v.string,
  format: v.literal("pdf", "fhir"),
});

/** Into the circle of which of its candidates, from 1. */
export interface FileLetterForm {
  readonly number: number;
  readonly choice: number;
}
export const isFileLetterForm: v.Validator<FileLetterForm> = v.record<FileLetterForm>({
  number: v.number,
  choice: v.number,
});

/** A file to keep on this device; `content` in base64. */
export interface FileView {
  readonly name: string;
  readonly media_type: string;
  readonly content: string;
}
export const isFileView: v.Validator<FileView> = v.record<FileView>({
  name: v.string,
  media_type: v.string,
  content: v.string,
});

/** Words of a name. */
export interface FindForm {
  readonly circle: string;
  readonly typed: string;
}
export const isFindForm: v.Validator<FindForm> = v.record<FindForm>({
  circle: v.string,
  typed: v.string,
});

/** Somebody who may be let in. */
export interface FoundPersonView {
  readonly person: string;
  readonly name: string;
  readonly roles: readonly ChoiceView[];
  readonly relative: boolean;
}
export const isFoundPersonView: v.Validator<FoundPersonView> = v.record<FoundPersonView>({
  person: v.string,
  name: v.string,
  roles: v.list(isChoiceView),
  relative: v.boolean,
});

/** Who may be meant; nobody, one or several. `roles` are those that they may have. */
export interface FoundView {
  readonly people: readonly FoundPersonView[];
}
export const isFoundView: v.Validator<FoundView> = v.record<FoundView>({
  people: v.list(isFoundPersonView),
});

/** A line of the header of a mail in quarantine. */
export interface HeaderView {
  readonly label: string;
  readonly value: string;
}
export const isHeaderView: v.Validator<HeaderView> = v.record<HeaderView>({
  label: v.string,
  value: v.string,
});

/** One of one's circles, and one of one's lists, made if need be. */
export interface InListForm {
  readonly circle: string;
  readonly name: string;
}
export const isInListForm: v.Validator<InListForm> = v.record<InListForm>({
  circle: v.string,
  name: v.string,
});

/** A file of a letter. `kind` says which viewer opens it; others are saved. */
export interface LetterFileView {
  readonly rank: number;
  readonly name: string;
  readonly size: string;
  readonly kind: "pdf" | "picture" | "other";
  readonly document: boolean;
}
export const isLetterFileView: v.Validator<LetterFileView> = v.record<LetterFileView>({
  rank: v.number,
  name: v.string,
  size: v.string,
  kind: v.literal("pdf", "picture", "other"),
  document: v.boolean,
});

/** One letter. */
export interface LetterForm {
  readonly number: number;
}
export const isLetterForm: v.Validator<LetterForm> = v.record<LetterForm>({
  number: v.number,
});

/** Who wrote. `spoofed` is a warning when the name that is shown lies, else empty. */
export interface SenderView {
  readonly name: string;
  readonly address: string;
  readonly verified: boolean;
  readonly spoofed: string;
}
export const isSenderView: v.Validator<SenderView> = v.record<SenderView>({
  name: v.string,
  address: v.string,
  verified: v.boolean,
  spoofed: v.string,
});

/** A document of a letter in a line. */
export interface PaperView {
  readonly label: string;
  readonly cautions: readonly string[];
}
export const isPaperView: v.Validator<PaperView> = v.record<PaperView>({
  label: v.string,
  cautions: v.list(v.string),
});

/** A letter that waits. `says`: what it tells of its patient, when nobody of ours is alike. */
export interface WaitingView {
  readonly number: number;
  readonly mailbox: string;
  readonly quarantined: boolean;
  readonly reason: string;
  readonly subject: string;
  readonly sender: SenderView;
  readonly received_at: string;
  readonly papers: readonly PaperView[];
  readonly says: readonly TraitView[];
  readonly candidates: readonly CandidateView[];
  readonly releasable: boolean;
  readonly circle_possible: boolean;
}
export const isWaitingView: v.Validator<WaitingView> = v.record<WaitingView>({
  number: v.number,
  mailbox: v.string,
  quarantined: v.boolean,
  reason: v.string,
  subject: v.string,
  sender: isSenderView,
  received_at: v.moment,
  papers: v.list(isPaperView),
  says: v.list(isTraitView),
  candidates: v.list(isCandidateView),
  releasable: v.boolean,
  circle_possible: v.boolean,
});

/** One letter to read. `headers` instead of files when it is in quarantine. */
export interface LetterView {
  readonly topics: readonly string[];
  readonly number: number;
  readonly mailbox: string;
  readonly subject: string;
  readonly sender: SenderView;
  readonly received_at: string;
  readonly text: string;
  readonly quoted: string;
  readonly signature: string;
  readonly cautions: readonly string[];
  readonly headers: readonly HeaderView[];
  readonly files: readonly LetterFileView[];
  readonly waiting: WaitingView | null;
  readonly decided: DecidedView | null;
}
export const isLetterView: v.Validator<LetterView> = v.record<LetterView>({
  topics: v.list(v.string),
  number: v.number,
  mailbox: v.string,
  subject: v.string,
  sender: isSenderView,
  received_at: v.moment,
  text: v.string,
  quoted: v.string,
  signature: v.string,
  cautions: v.list(v.string),
  headers: v.list(isHeaderView),
  files: v.list(isLetterFileView),
  waiting: v.oneOf(isWaitingView, v.nothing),
  decided: v.oneOf(isDecidedView, v.nothing),
});

/** The secret of a link, and the public key of this browser (base64url, P-256 point). */
export interface LinkForm {
  readonly secret: string;
  readonly key: string;
}
export const isLinkForm: v.Validator<LinkForm> = v.record<LinkForm>({
  secret: v.string,
  key: v.string,
});

/** One of one's lists. */
export interface ListForm {
  readonly name: string;
}
export const isListForm: v.Validator<ListForm> = v.record<ListForm>({
  name: v.string,
});

/** One of one's mailboxes, and how much of it waits. */
export interface MailboxView {
  readonly address: string;
  readonly name: string;
  readonly waiting: number;
  readonly quarantined: number;
}
export const isMailboxView: v.Validator<MailboxView> = v.record<MailboxView>({
  address: v.string,
  name: v.string,
  waiting: v.number,
  quarantined: v.number,
});

/** One way to understand it. `schedule` goes back as it is; `guesses` are to be said. */
export interface MeaningView {
  readonly text: string;
  readonly when: string;
  readonly schedule: string;
  readonly guesses: readonly string[];
}
export const isMeaningView: v.Validator<MeaningView> = v.record<MeaningView>({
  text: v.string,
  when: v.string,
  schedule: v.string,
  guesses: v.list(v.string),
});

/** What is to be done and when, as it was written. */
export interface MomentForm {
  readonly text: string;
  readonly said: string;
}
export const isMomentForm: v.Validator<MomentForm> = v.record<MomentForm>({
  text: v.string,
  said: v.string,
});

/** No meaning: no moment was told, or `problem` says why it cannot be had. */
export interface MomentView {
  readonly meanings: readonly MeaningView[];
  readonly problem: string;
}
export const isMomentView: v.Validator<MomentView> = v.record<MomentView>({
  meanings: v.list(isMeaningView),
  problem: v.string,
});

/** A question that needs no detail. */
export interface Nothing {
}
export const isNothing: v.Validator<Nothing> = v.record<Nothing>({
});

/** A page that is open somewhere. `here`: it is the one that asks. */
export interface OpenPageView {
  readonly id: string;
  readonly browser: string;
  readonly label: string;
  readonly entrance: "link" | "widget";
  readonly opened_at: string;
  readonly used_at: string;
  readonly expires_at: string;
  readonly here: boolean;
}
export const isOpenPageView: v.Validator<OpenPageView> = v.record<OpenPageView>({
  id: v.string,
  browser: v.string,
  label: v.string,
  entrance: v.literal("link", "widget"),
  opened_at: v.moment,
  used_at: v.moment,
  expires_at: v.moment,
  here: v.boolean,
});

/** One of one's own pages. */
export interface PageForm {
  readonly id: string;
}
export const isPageForm: v.Validator<PageForm> = v.record<PageForm>({
  id: v.string,
});

/** One circle. `names` are all those by which the patient is looked for. */
export interface PatientLineView {
  readonly circle: string;
  readonly pseudonym: string;
  readonly name: string;
  readonly names: string;
  readonly born: string;
  readonly age: string;
  readonly cautions: readonly string[];
  readonly alerts: readonly string[];
  readonly last_at: string;
  readonly unread: number;
  readonly tasks: number;
  readonly late: number;
  readonly phone: PhoneView | null;
  readonly route: string;
  readonly room: string;
  readonly lists: readonly string[];
}
export const isPatientLineView: v.Validator<PatientLineView> = v.record<PatientLineView>({
  circle: v.string,
  pseudonym: v.string,
  name: v.string,
  names: v.string,
  born: v.string,
  age: v.string,
  cautions: v.list(v.string),
  alerts: v.list(v.string),
  last_at: v.moment,
  unread: v.number,
  tasks: v.number,
  late: v.number,
  phone: v.oneOf(isPhoneView, v.nothing),
  route: v.string,
  room: v.string,
  lists: v.list(v.string),
});

/** All one's circles, the latest activity first. */
export interface PatientsView {
  readonly topics: readonly string[];
  readonly patients: readonly PatientLineView[];
  readonly closed: readonly ClosedLineView[];
  readonly lists: readonly string[];
}
export const isPatientsView: v.Validator<PatientsView> = v.record<PatientsView>({
  topics: v.list(v.string),
  patients: v.list(isPatientLineView),
  closed: v.list(isClosedLineView),
  lists: v.list(v.string),
});

/** Somebody of the circle, by the opaque name of their account. */
export interface PersonForm {
  readonly circle: string;
  readonly person: string;
}
export const isPersonForm: v.Validator<PersonForm> = v.record<PersonForm>({
  circle: v.string,
  person: v.string,
});

/** What would leave, to be looked at first. */
export interface PreviewView {
  readonly to: readonly string[];
  readonly sender: string;
  readonly kind: string;
  readonly text: string;
  readonly identity: string;
  readonly size: string;
}
export const isPreviewView: v.Validator<PreviewView> = v.record<PreviewView>({
  to: v.list(v.string),
  sender: v.string,
  kind: v.string,
  text: v.string,
  identity: v.string,
  size: v.string,
});

/** Why there is no answer. `code` is for the page, `sentence` for the person. */
export interface ProblemView {
  readonly code: string;
  readonly sentence: string;
  readonly incident: string;
  readonly wait: number;
}
export const isProblemView: v.Validator<ProblemView> = v.record<ProblemView>({
  code: v.string,
  sentence: v.string,
  incident: v.string,
  wait: v.number,
});

/** Where it is for one recipient. `advice`: what to do, when it did not arrive. */
export interface RecipientView {
  readonly name: string;
  readonly where: string;
  readonly at: string;
  readonly failed: boolean;
  readonly advice: string;
}
export const isRecipientView: v.Validator<RecipientView> = v.record<RecipientView>({
  name: v.string,
  where: v.string,
  at: v.moment,
  failed: v.boolean,
  advice: v.string,
});

/** One of one's lists, and its new name. */
export interface RenameForm {
  readonly name: string;
  readonly new_name: string;
}
export const isRenameForm: v.Validator<RenameForm> = v.record<RenameForm>({
  name: v.string,
  new_name: v.string,
});

/** The words that take the place of a document. */
export interface ReplaceForm {
  readonly sending: string;
  readonly text: string;
}
export const isReplaceForm: v.Validator<ReplaceForm> = v.record<ReplaceForm>({
  sending: v.string,
  text: v.string,
});

/** The challenge, and its signature by the key of this browser (base64url, r then s). */
export interface ResumeForm {
  readonly challenge: string;
  readonly signature: string;
}
export const isResumeForm: v.Validator<ResumeForm> = v.record<ResumeForm>({
  challenge: v.string,
  signature: v.string,
});

/** What somebody is to the patient; `relation` (JDV_J11) for relatives. */
export interface RoleForm {
  readonly circle: string;
  readonly person: string;
  readonly role: string;
  readonly relation?: string;
}
export const isRoleForm: v.Validator<RoleForm> = v.record<RoleForm>({
  circle: v.string,
  person: v.string,
  role: v.string,
  relation: v.optional(v.string),
});

/** One of one's sendings. */
export interface SendingForm {
  readonly sending: string;
}
export const isSendingForm: v.Validator<SendingForm> = v.record<SendingForm>({
  sending: v.string,
});

/** Something that left. `room` is where the circle, or the mailbox's team, speaks of it. `lacking`: some did not get it, and may be sent it again. */
export interface SendingView {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly circle: string;
  readonly patient: string;
  readonly mailbox: string;
  readonly sent_at: string;
  readonly standing: readonly string[];
  readonly failed: boolean;
  readonly recipients: readonly RecipientView[];
  readonly room: string;
  readonly changeable: boolean;
  readonly lacking: boolean;
}
export const isSendingView: v.Validator<SendingView> = v.record<SendingView>({
  id: v.string,
  title: v.string,
  kind: v.string,
  circle: v.string,
  patient: v.string,
  mailbox: v.string,
  sent_at: v.moment,
  standing: v.list(v.string),
  failed: v.boolean,
  recipients: v.list(isRecipientView),
  room: v.string,
  changeable: v.boolean,
  lacking: v.boolean,
});

/** What somebody sent, the newest first. `hidden`: of circles that they read no more. */
export interface SendingsView {
  readonly topics: readonly string[];
  readonly circles: readonly ChoiceView[];
  readonly sendings: readonly SendingView[];
  readonly hidden: number;
}
export const isSendingsView: v.Validator<SendingsView> = v.record<SendingsView>({
  topics: v.list(v.string),
  circles: v.list(isChoiceView),
  sendings: v.list(isSendingView),
  hidden: v.number,
});

/** Who somebody is to us, and where their pages are open. `topic` changes when these do. */
export interface SessionView {
  readonly name: string;
  readonly user_id: string;
  readonly topic: string;
  readonly pages: readonly OpenPageView[];
}
export const isSessionView: v.Validator<SessionView> = v.record<SessionView>({
  name: v.string,
  user_id: v.string,
  topic: v.string,
  pages: v.list(isOpenPageView),
});

/** What the patient agreed to, or opposes; `day` (today when empty) is when it was said. */
export interface StatementForm {
  readonly circle: string;
  readonly stance: "consent" | "opposition";
  readonly scope: string;
  readonly person?: string;
  readonly giver: string;
  readonly evidence: string;
  readonly day?: string | null;
  readonly note?: string;
}
export const isStatementForm: v.Validator<StatementForm> = v.record<StatementForm>({
  circle: v.string,
  stance: v.literal("consent", "opposition"),
  scope: v.string,
  person: v.optional(v.string),
  giver: v.string,
  evidence: v.string,
  day: v.optional(v.oneOf(v.string, v.nothing)),
  note: v.optional(v.string),
});

/** What waits in one's mailboxes, the oldest first, and what was decided of lately. `left`: how many more wait. */
export interface TriageView {
  readonly topics: readonly string[];
  readonly mailboxes: readonly MailboxView[];
  readonly waiting: readonly WaitingView[];
  readonly left: number;
  readonly decided: readonly DecidedView[];
}
export const isTriageView: v.Validator<TriageView> = v.record<TriageView>({
  topics: v.list(v.string),
  mailboxes: v.list(isMailboxView),
  waiting: v.list(isWaitingView),
  left: v.number,
  decided: v.list(isDecidedView),
});

/** What the page wants to hear of, and the last it heard. */
export interface WatchForm {
  readonly topics: readonly string[];
  readonly last?: number | null;
}
export const isWatchForm: v.Validator<WatchForm> = v.record<WatchForm>({
  topics: v.list(v.string),
  last: v.optional(v.oneOf(v.number, v.nothing)),
});

/** The OpenID token that the Matrix client gave, the room it shows, the session before. */
export interface WidgetForm {
  readonly token: string;
  readonly server: string;
  readonly room?: string;
  readonly previous?: string;
}
export const isWidgetForm: v.Validator<WidgetForm> = v.record<WidgetForm>({
  token: v.string,
  server: v.string,
  room: v.optional(v.string),
  previous: v.optional(v.string),
});
