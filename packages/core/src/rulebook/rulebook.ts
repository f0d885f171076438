import type { LocalDate } from '../time/instant.ts'
import type { Citation, Reasoned } from './citation.ts'

/** A rulebook is named by the local date from which it is in force. */
export type RulebookId = LocalDate

/** The rules in force from midnight of a date in the account's time zone until the next rulebook. */
export interface Rulebook {
  readonly id: RulebookId
  /** What is new in it, in a sentence. */
  readonly summary: string
  /** The clauses that the novelty rests on. */
  readonly clauses: readonly Citation[]
  readonly rules: Rules
}

/** A rule and its reason are one value: what holds, and the clauses that it rests on. */
export type Rule<A> = Readonly<A> & Reasoned

/** Everything a rulebook says about windows, conversations, entry points and charges. */
export interface Rules extends WindowRules, ConversationRules, MessageRules, OpenRules {
  /** What is charged: conversations distinguished by who began them or by their category, or each message (G8). */
  readonly charging: Rule<{ by: 'conversation-by-initiator' | 'conversation-by-category' | 'message' }>
  /** Are service messages, or the conversations that they open, free without limit? */
  readonly service: Rule<{ isFree: boolean }>
  /** What is free in each month; `null` where nothing is counted. */
  readonly freeTier: FreeTier | null
}

/** When a window, a conversation or an entry point is open. */
interface WindowRules {
  /** Length of the customer service window. */
  readonly serviceWindow: Rule<{ hours: number }>
  /** Time from the latest opening message, or the first response, to a conversation's end (G3). */
  readonly conversation: Rule<{ hours: number }>
  /** The local date from which calls open the window; `null` before there was one. */
  readonly calls: Rule<{ openWindowSince: LocalDate | null }>
  /** Time in which the business must answer a customer who came through an entry point. */
  readonly entryPointReply: Rule<{ hours: number }>
  /** Does an answer that comes later than that open the entry point, too? */
  readonly lateReply: Rule<{ opensEntryPoint: boolean }>
  /**
   * Length of a free entry point, where Meta grants more the guaranteed minimum; and the longest that Meta may
   * keep it open.
   */
  readonly entryPointLength: Rule<{ hours: number; longestHours: number }>
}

/** Who pays for conversations, and for what is sent in an entry point. */
interface ConversationRules {
  /** Length of a conversation as it is billed; no message extends it. */
  readonly billedConversation: Rule<{ hours: number }>
  /** What a conversation is billed as that opens while the customer service window is open. */
  readonly begunInWindow: Rule<{ as: Initiator }>
  /** What it is billed as otherwise. */
  readonly begunOutsideWindow: Rule<{ as: Initiator }>
  /** Which open conversation a template is paid with. */
  readonly templateRides: Rule<{ conversation: 'any' | 'own-category' }>
  /** Which open conversation a free-form message is paid with. */
  readonly serviceRides: Rule<{ conversation: 'any' | 'own-category' }>
  /** Does a template open a conversation of its own while one of service is open? */
  readonly templateBesideService: Rule<{ opens: boolean }>
  /** With which conversation a message is paid that may be paid with several. */
  readonly severalOpen: Rule<{ joins: 'earliest' | 'latest' }>
  /** Which categories of messages are still paid with a conversation that an earlier rulebook opened. */
  readonly carriedOver: Rule<{ by: readonly string[] }>
  /** A free entry point: does its opening end all other billed conversations? */
  readonly entryPoint: Rule<{ endsConversations: boolean }>
  /** Are messages free in an entry point that is open when the customer service window is not? */
  readonly entryPointOutsideWindow: Rule<{ isFree: boolean }>
}

/** How a billed conversation is named by who began it. */
export type Initiator = 'user_initiated' | 'business_initiated'

/** Who pays for messages. */
interface MessageRules {
  /** Is every template free, whatever its category and wherever it is sent? */
  readonly templates: Rule<{ areFree: boolean }>
  /** Is a marketing template free while the customer service window is open? */
  readonly marketingInWindow: Rule<{ isFree: boolean }>
  /** Is a utility template? */
  readonly utilityInWindow: Rule<{ isFree: boolean }>
  /** Is an authentication template? */
  readonly authenticationInWindow: Rule<{ isFree: boolean }>
  /** Are reactions charged like any service message? */
  readonly reactions: Rule<{ areCharged: boolean }>
  /** Is a free-form message charged that Meta reports as charged to an AI provider? */
  readonly aiProviders: Rule<{ payAsReported: boolean }>
  /** Are messages to groups free inside an entry point? */
  readonly groups: Rule<{ haveEntryPoints: boolean }>
  /** The local date from which exempt organisations pay for service too; `null` where nobody is exempt. */
  readonly exemption: Rule<{ endsOn: LocalDate | null }>
}

/** A monthly allowance, counted from midnight of the first in the account's time zone. */
export type FreeTier = Rule<{
  amount: number
  counts: 'conversations' | 'service-conversations' | 'service-messages'
  /** Whose messages are counted together. */
  per: 'account' | 'phone-number'
}>

/** What Meta leaves open. Each has a stated default that a deployment may override. */
export interface OpenQuestions {
  /** Does a customer's reaction open the window? (POS-3) */
  readonly reactionOpensWindow: boolean
  /** Does a message that the Cloud API cannot show, or a type not known today, open it? (POS-4) */
  readonly unsupportedOpensWindow: boolean
  /** Does an open window move with a customer to a new number or user id? (POS-26) */
  readonly carryWindowOnIdentityChange: boolean
  /** Stop sending this many seconds before the window closes (POS-1). */
  readonly safetyMarginSeconds: number
  /** Does a free entry point begin when the reply was sent, or when it was delivered? (POS-8) */
  readonly entryPointStartsAt: 'sent' | 'delivered'
  /** Which instant of a message chooses the rulebook and the month of its charge? (POS-14) */
  readonly chargedAsOf: 'sent' | 'delivered'
  /** At which instant must the window be open for a template to be free in it? (POS-15) */
  readonly utilityWindowTestedAt: 'sent' | 'delivered'
  /** Is marketing to a group free while the group's window is open? (POS-7) */
  readonly groupMarketingIsFreeInWindow: boolean
  /** Do service messages inside a free entry point count to the free tier? (POS-11) */
  readonly entryPointServiceUsesTier: boolean
}

/** The open questions as rules: the answer, and the position that gives it. */
export type OpenRules = { readonly [K in keyof OpenQuestions]: Rule<{ is: OpenQuestions[K] }> }

/** A change of the rules: everything that it does not name stays as it was. */
export interface Amendment {
  readonly effective: RulebookId
  readonly summary: string
  readonly clauses: readonly Citation[]
  readonly changes: Partial<Rules>
}
