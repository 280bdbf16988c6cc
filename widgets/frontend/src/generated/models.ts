// Made from the Python models by `python -m widgets.generating`: not to be edited.
import * as v from "../engine/validation.ts";

/** What this browser must sign to go on. */
export interface ChallengeView {
  readonly challenge: string;
}
export const isChallengeView: v.Validator<ChallengeView> = v.record<ChallengeView>({
  challenge: v.string,
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

/** Whose pages these are. `person` is an opaque name: what is kept offline belongs to it. */
export interface MeView {
  readonly name: string;
  readonly person: string;
}
export const isMeView: v.Validator<MeView> = v.record<MeView>({
  name: v.string,
  person: v.string,
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

/** The secret of a link, and the public key of this browser (base64url, P-256 point). */
export interface LinkForm {
  readonly secret: string;
  readonly key: string;
}
export const isLinkForm: v.Validator<LinkForm> = v.record<LinkForm>({
  secret: v.string,
  key: v.string,
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

/** The challenge, and its signature by the key of this browser (base64url, r then s). */
export interface ResumeForm {
  readonly challenge: string;
  readonly signature: string;
}
export const isResumeForm: v.Validator<ResumeForm> = v.record<ResumeForm>({
  challenge: v.string,
  signature: v.string,
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
