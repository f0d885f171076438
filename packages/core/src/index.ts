/**
 * WhatsApp's conversation and window rules as a pure reducer. `engine()` makes it, `evolve` folds events,
 * `view` and `ask` answer, `explain` puts an answer into words.
 *
 * @module
 */
export { engine, type Circumstances, type Engine, type StateSettled, type ThreadEngine } from './engine.ts'
export { defaultSettings, settings, type Settings, type SettingsInput } from './settings.ts'

export type {
  BusinessCallAccepted,
  BusinessMessaged,
  Content,
  CustomerCalled,
  CustomerMessaged,
  CustomerRenamed,
  DeliveryStatus,
  EntryPointOrigin,
  Event,
  ListedTemplate,
  MarketingPreference,
  MessageStatus,
  ReactionContent,
  ReportedConversation,
  ReportedPricing,
  ServiceContent,
  TemplateChanged,
  TemplateContent,
  TemplateEvent,
  TemplatesListed,
  ThreadEvent,
} from './event/event.ts'
export { isThreadEvent } from './event/event.ts'
export { ContentCodec, EventCodec, parseEvent } from './event/codec.ts'
export { misuse, type Misuse } from './door/misuse.ts'
export { unknownKeys } from './unknown-keys.ts'
export { problemsInWords, reasonsInWords, type Problem } from './problem.ts'
export { parseQuestion } from './ask/question.ts'
export { isUserId } from './event/ids.ts'
export { compareFacts } from './event/order.ts'
export { isReadable } from './event/readable.ts'
export { isKnownKind, knownKinds } from './event/kind.ts'

export { assembleState, registryOf, type PhoneNumberParts } from './state/assemble.ts'
export {
  canonicalKey,
  emptyState,
  ownThread,
  phoneNumbersOf,
  templatesOf,
  threadOf,
  threadsOf,
  type State,
  type StateAbsorbed,
} from './state/state.ts'
export { customerId, type OwnThread, type ThreadKey } from './state/identity.ts'
export type { Regrouped } from './state/rederive.ts'
export { readState, writeState } from './state/snapshot.ts'
export { type Absorbed, type Outcome } from './thread/absorb.ts'
export { sendingOf } from './thread/sending.ts'
export { emptyThread, type Thread } from './thread/thread.ts'
export { holderAt, type Holder } from './thread/roots.ts'
export { readThread, writeThread } from './thread/snapshot.ts'
export type { EntryPointView, Phase, View } from './thread/view.ts'
export type { EntryPoint } from './conversation/entry-point.ts'
export type { Conversation } from './conversation/conversation.ts'
export type { Settlement } from './thread/settlement.ts'
export type { JudgedMessage, History } from './thread/fold.ts'
export type { ChargesChanged } from './charge/charge.ts'
export { isWindowRefusal, type Message, type MessageContent } from './message/message.ts'

export { emptyRegistry, registerChange, type Registry } from './template/registry.ts'
export {
  noTemplates,
  templatesAt,
  templatesFor,
  type KnownTemplates,
  type OwnedTemplate,
  type SendsOf,
} from './template/known.ts'
export { isTemplateFailure, learnFromSends, noSends, withAccounts, type Sends } from './template/sends.ts'
export { piecesBetween, sendsOfPieces, type OwnedPiece, type SendPiece } from './template/send-pieces.ts'
export { sameLanguage } from './template/language.ts'
export type { Sendability } from './template/status.ts'
export { sendabilityOf, type Template } from './template/template.ts'

export type { Forecast, Opened } from './ask/forecast.ts'
export type { TierUse } from './tier/count.ts'
export { weigh, type Cost, type Weighed } from './ask/weigh.ts'
export { agreementOf, agrees, type Agreement } from './charge/agreement.ts'
export {
  beyondTier,
  isPaid,
  type BilledConversation,
  type Charge,
  type ChargeType,
  type Claim,
  type Ruling,
} from './charge/charge.ts'
export { cover, type Covered } from './tier/allowance.ts'
export { compareDeliveries, type Placed } from './charge/placed.ts'
export type { ThreadCharge } from './state/charges.ts'
export { tierHolder } from './state/charges.ts'
export { admit, allotTiers, coveredBy, noTiers, type Admitted, type Tiers } from './tier/allot.ts'
export type { Allowed, Answer, Reason, Refusal, RefusalCode, Remedy, TooOld } from './ask/answer.ts'
export type { Question } from './ask/question.ts'
export type { NotKnown } from './ask/not-known.ts'
export { explain, explainView, messageInWords, type Wording } from './ask/explain.ts'
export { answerToJson, chargeToJson, viewToJson, type Json } from './json.ts'

export { clauseOf, clauses, isClauseId, type Clause } from './rulebook/clauses.ts'
export type { ClauseId } from './rulebook/clause-id.ts'
export type { Citation, OwnClauseId, Reasoned } from './rulebook/citation.ts'
export { lastingRules } from './rulebook/lasting-rules.ts'
export { wireClauses } from './rulebook/wire-clauses.ts'
export type { Calendar, RulesInForce } from './rulebook/calendar.ts'
export { opensServiceWindow, type Opening } from './rulebook/openers.ts'
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
  EARLIEST,
  HOUR,
  InstantCodec,
  LATEST,
  MINUTE,
  fromIso,
  isPlausible,
  parseInstant,
  toIso,
  within,
  type Duration,
  type Instant,
  type Interval,
  type LocalDate,
  type Month,
} from './time/instant.ts'
export { isTimeZone, localDate, offsetMinutes, startOfLocalDay } from './time/zone.ts'
export { formatterFamily } from './time/formatter.ts'
export { clockInWords, durationInWords, instantInWords } from './time/words.ts'

export { isLeft, isRight, left, match, pipe, right, type Either } from './prelude.ts'
