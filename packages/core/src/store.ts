/**
 * For code that keeps threads, templates or free tiers one by one: a store, the runtime, books over a stream. A bot
 * that folds events into one state needs none of it.
 *
 * @module
 */
export { assembleState, registryOf, threadsOfOne, type PhoneNumberParts } from './state/assemble.ts'
export { emptyState, registryIn, withRegistry, withSends } from './state/parts.ts'
export {
  accountOfNumber,
  newestAccountFact,
  sharedLimits,
  sharesAccount,
  type NumberAndCustomer,
  type Numbered,
  type SharedLimits,
} from './state/number-at.ts'
export { withDisplay } from './state/learn-numbers.ts'
export { ownThread, templatesOf, threadOf } from './state/state.ts'
export { beforeSending } from './state/before-sending.ts'
export type { OwnThread } from './state/identity.ts'
export type { Regrouped } from './state/rederive.ts'

export { longestBurst, type Burst } from './thread/burst.ts'
export type { CallRequest, Calls, Permission } from './thread/calls.ts'
export { emptyThread } from './thread/thread.ts'
export type { Fact, Facts } from './thread/facts.ts'
export type { Remembered } from './message/message.ts'
export type { Contested, Part, Roots } from './thread/roots.ts'
export type { KnownId, KnownIds } from './thread/replaced-ids.ts'
export type { Preference, Standing } from './thread/standing.ts'
export type { Billing } from './charge/billing.ts'
export type { Delivery } from './charge/delivery.ts'
export type { CategoryOf } from './template/category-of.ts'
export type { ConversationReport } from './charge/conversation-report.ts'
export type { MonthOfUse } from './tier/settled-use.ts'
export { readThread, writeThread } from './thread/snapshot.ts'
export { sendingOf } from './thread/sending.ts'
export { holderAt, type Holder } from './thread/roots.ts'

export { ContentCodec } from './event/codec.ts'
export { compareFacts } from './event/order.ts'
export { isReadable } from './event/readable.ts'
export { opensServiceWindow, type Opening } from './rulebook/openers.ts'

export { emptyRegistry, registerChange, type Registry } from './template/registry.ts'
export { noTemplates, templatesAt, templatesFor, type OwnedTemplate, type SendsOf } from './template/known.ts'
export { isTemplateFailure, learnFromSends, noSends, withAccounts, type Sends } from './template/sends.ts'
export { piecesBetween, sendsOfPieces, type OwnedPiece, type SendPiece } from './template/send-pieces.ts'
export { sameLanguage } from './template/language.ts'
export type { Sendability } from './template/status.ts'
export { sendabilityOf, type Template } from './template/template.ts'

export { agrees } from './charge/agreement.ts'
export { beyondTier } from './charge/charge.ts'
export { cover, type Covered } from './tier/allowance.ts'
export { compareDeliveries, type Placed } from './charge/placed.ts'
export {
  admit,
  allotTiers,
  noTiers,
  undecidedIn,
  type Admitted,
  type HolderOf,
  type Tiers,
} from './tier/allot.ts'
export { tierHolder } from './state/charges.ts'
export type { Initiator } from './rulebook/rulebook.ts'
