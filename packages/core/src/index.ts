/**
 * WhatsApp's conversation and window rules as a pure reducer. `engine()` makes it, `evolve` folds events,
 * `view` and `ask` answer, `explain` puts an answer into words. This is the door for a bot or a service; what a
 * store, an adapter, a printer or a page of rules needs stands on a subpath of its own.
 *
 * @module
 */
export { engine } from './engine.ts'
export type { Circumstances, Engine, Known, StateSettled, ThreadEngine } from './engine-functions.ts'
export { defaultSettings, settings, type Settings, type SettingsInput } from './settings.ts'

export type {
  AccountEvent,
  AccountReleased,
  AccountRestricted,
  AuthenticationRateChanged,
  BusinessCallAccepted,
  BusinessMessaged,
  CallEnded,
  CallPermissionChanged,
  CallPermissionRequested,
  Content,
  CustomerCalled,
  CustomerMessaged,
  CustomerRenamed,
  DeliveryStatus,
  EntryPointOrigin,
  Event,
  GroupChanged,
  ListedTemplate,
  MarketingPreference,
  MessageStatus,
  MessagingLimitChanged,
  ReactionContent,
  ReportedConversation,
  ReportedPricing,
  Restriction,
  ServiceContent,
  TemplateChanged,
  TemplateContent,
  TemplateEvent,
  TemplatesListed,
  ThreadEvent,
  ThroughputChanged,
} from './event/event.ts'
export { isThreadEvent } from './event/event.ts'
export { EventCodec, parseEvent } from './event/event-codec.ts'
export { problemsInWords, reasonsInWords, type Problem } from './problem.ts'

export { canonicalKey, phoneNumbersOf, threadsOf, type StateAbsorbed } from './state/state.ts'
export type { State } from './state/parts.ts'
export { customerId, type ThreadKey } from './state/identity.ts'
export { readState, writeState } from './state/snapshot.ts'
export type { Absorbed, Outcome } from './thread/absorb.ts'
export type { Thread } from './thread/thread.ts'
export type { EntryPointView, Phase, View } from './thread/view.ts'
export type { EntryPoint } from './conversation/entry-point.ts'
export type { Conversation } from './conversation/conversation.ts'
export type { Settlement } from './thread/settlement.ts'
export type { JudgedMessage, History } from './thread/fold.ts'
export type { MessageFate } from './message/fate-at.ts'
export type { ChargesChanged } from './charge/charge.ts'
export {
  isWindowRefusal,
  type Fate,
  type Message,
  type MessageContent,
  type Share,
} from './message/message.ts'
export type { TemplateName } from './template/category-of.ts'
export type { KnownTemplates } from './template/known.ts'

export {
  parseQuestion,
  type CallQuestion,
  type MessageQuestion,
  type Question,
  type TemplateQuestion,
} from './ask/question.ts'
export type { Allowed, Answer, Reason, Refusal, RefusalCode, Remedy, TooOld } from './ask/answer.ts'
export type { InternationalRate } from './account/international-rate.ts'
export type { AccountAt, LimitAt, ThroughputAt } from './account/account-at.ts'
export type { InForce } from './account/restrictions.ts'
export type { PhoneNumberSettings } from './settings-of-limits.ts'
export type { Positions } from './positions.ts'
export type { NotKnown } from './ask/matters.ts'
export type { Forecast, Opened } from './ask/forecast.ts'
export type { TierUse } from './tier/count.ts'
export type { Need, Plan, PlanOption } from './plan/plan.ts'
export type { Joined, Together } from './plan/together.ts'
export type { PlanRequest, Prices } from './plan/request.ts'
export { weigh, type Cost, type Weighed } from './ask/weigh.ts'
export { explain, explainView, messageInWords, type Wording } from './ask/explain.ts'
export { answerToJson, chargeToJson, viewToJson, type Json } from './json.ts'

export { agreementOf, type Agreement } from './charge/agreement.ts'
export {
  isPaid,
  type BilledConversation,
  type Charge,
  type ChargeType,
  type Claim,
  type Ruling,
} from './charge/charge.ts'
export type { ThreadCharge } from './state/charges.ts'

export type { ClauseId } from './rulebook/clause-id.ts'
export type { Citation, OwnClauseId, Reasoned } from './rulebook/citation.ts'
export type { Calendar, RulesInForce } from './rulebook/calendar.ts'
export type {
  Amendment,
  FreeTier,
  OpenQuestions,
  Rule,
  Rulebook,
  RulebookId,
  Rules,
} from './rulebook/rulebook.ts'
export { parseAmendments } from './rulebook/parse-amendments.ts'
export type { AmendmentInput, OwnAmendment, OwnClause } from './rulebook/own-amendment.ts'
export { isRulebookId, rulebooks, rulebooksWith } from './rulebook/rulebooks.ts'

export {
  DAY,
  HOUR,
  MINUTE,
  fromIso,
  parseInstant,
  toIso,
  type Duration,
  type Instant,
  type Interval,
  type LocalDate,
  type Month,
} from './time/instant.ts'

export { isLeft, isRight, match, pipe, type Either, type Left, type Right } from './prelude.ts'
