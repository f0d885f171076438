import type { Citation } from '../rulebook/citation.ts'
import type { RulebookId } from '../rulebook/rulebook.ts'
import type { Forecast } from './forecast.ts'
import type { NotKnown } from './matters.ts'
import type { Conversation } from '../conversation/conversation.ts'
import type { Instant } from '../time/instant.ts'
import type { Either, ReadonlyNonEmptyArray } from '../prelude.ts'
import type { Restriction, TemplateContent } from '../event/event.ts'
import type { Question } from './question.ts'

/** May this be sent? Right: yes, and until when. Left: no, with every reason; or the instant is too old. */
export type Answer = Either<Refusal | TooOld, Allowed>

export interface Allowed {
  readonly answer: 'allowed'
  readonly message: Question
  /** The instant from which on it is refused; `null` when no deadline is known. */
  readonly validUntil: Instant | null
  /** The conversation that it joins; `null` when it opens one. */
  readonly conversation: Conversation | null
  /** What it would cost. */
  readonly charge: Forecast
  /** What would count for the answer, and is not known. */
  readonly notKnown: readonly NotKnown[]
  readonly rulebook: RulebookId
  readonly because: ReadonlyNonEmptyArray<Citation>
}

export interface Refusal {
  readonly answer: 'refused'
  readonly message: Question
  /** Every reason that stands against it, not only the first. */
  readonly reasons: ReadonlyNonEmptyArray<Reason>
  /** Ways that lead to an allowed message; asking again afterwards gets "allowed". */
  readonly remedies: readonly Remedy[]
  /** What would count for the answer, and is not known. */
  readonly notKnown: readonly NotKnown[]
  readonly rulebook: RulebookId
}

/**
 * The question lies further back than the facts are kept; or what it names is no instant that can be asked about,
 * such as `NaN`.
 */
export interface TooOld {
  readonly answer: 'too-old' | 'no-instant'
  /** The earliest instant that can be asked about. */
  readonly earliest: Instant
}

/** One reason against sending, with the instants that decided. */
export type Reason = { readonly because: ReadonlyNonEmptyArray<Citation> } & (
  | {
      readonly code: 'service-window-closed'
      /** The customer's latest opener; `null` when none is known. */
      readonly openedAt: Instant | null
      readonly closedAt: Instant | null
    }
  | { readonly code: 'template-unknown'; readonly name: string; readonly language: string | null }
  | {
      readonly code: 'template-not-approved' | 'template-paused' | 'template-disabled'
      readonly name: string
      readonly language: string
      /** Meta's word for it. */
      readonly status: string
      readonly since: Instant | null
    }
  | { readonly code: 'marketing-stopped'; readonly since: Instant }
  | {
      /** This id of the customer was replaced by another. */
      readonly code: 'customer-unknown'
      readonly current: string
      readonly since: Instant
    }
  | LimitReason
  | CallReason
)

/** Reasons of limits and restrictions; `until` and `freesAt` say when they end if nothing else happens. */
type LimitReason =
  | {
      readonly code: 'account-restricted'
      readonly restriction: Restriction
      /** `null`: until further notice. */
      readonly until: Instant | null
    }
  | { readonly code: 'marketing-not-delivered'; readonly country: string }
  | { readonly code: 'marketing-cap-reached'; readonly until: Instant }
  | {
      readonly code: 'messaging-limit-reached'
      readonly limit: number
      /** When the first customer leaves the count; `null` where the limit is nought. */
      readonly freesAt: Instant | null
    }
  | { readonly code: 'pair-rate-reached'; readonly until: Instant }
  | { readonly code: 'throughput-reached'; readonly until: Instant | null }
  | { readonly code: 'group-suspended'; readonly group: string }

/** Reasons against calls, and against requests for permission to call. */
type CallReason =
  | {
      readonly code: 'call-not-permitted'
      /** When the last permission ended. */
      readonly since: Instant | null
    }
  | { readonly code: 'call-limit-reached'; readonly limit: number; readonly freesAt: Instant }
  | { readonly code: 'calls-not-offered'; readonly country: string }
  | { readonly code: 'call-permission-requested-lately'; readonly until: Instant }
  | { readonly code: 'call-permission-is-permanent' }

/** The codes that a refusal can have. */
export type RefusalCode = Reason['code']

/** What to do instead. */
export type Remedy =
  | {
      readonly do: 'send-template' | 'choose-another-template'
      /** Templates that would be allowed now; `null` when none is known, but not all of the account's are known. */
      readonly templates: readonly TemplateContent[] | null
      /** How many more there are: the first twenty-five by name are listed. */
      readonly more: number
      /** Categories that would be refused. */
      readonly except: readonly string[]
    }
  | { readonly do: 'wait-for-customer' }
  | { readonly do: 'wait-until'; readonly at: Instant }
  | { readonly do: 'ask-for-call-permission'; readonly by: 'service' | 'template' }
