import type { OpenQuestions, Rules } from './rulebook.ts'
import { isLocalDate } from '../time/local-date.ts'

/** What a field of a rule may hold: the test, and how to say what is expected. */
export type Expected = readonly [isOne: (value: unknown) => boolean, inWords: string]

/** The fields of a rule beside its reason, each with what it may hold. */
export type RuleShape = Readonly<Record<string, Expected>>

const oneOf = (...words: readonly string[]): Expected => [
  (value) => words.some((word) => word === value),
  words.join(' or '),
]
const whole = (least: number, most: number): Expected => [
  (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  `a whole number from ${least} to ${most}`,
]
const flag: Expected = [(value) => typeof value === 'boolean', 'true or false']
const sentOrDelivered = oneOf('sent', 'delivered')
/** Two weeks: so long an entry point is remembered. */
const hours = whole(1, 14 * 24)
const dateOrNull: Expected = [
  (value) => value === null || isLocalDate(value),
  'a date like 2027-04-01, or null',
]
const texts: Expected = [
  (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  'a list of categories',
]

/** What each open question may be answered with. */
export const answersTo: Readonly<Record<keyof OpenQuestions, Expected>> = {
  reactionOpensWindow: flag,
  unsupportedOpensWindow: flag,
  carryWindowOnIdentityChange: flag,
  safetyMarginSeconds: whole(0, 86_399),
  entryPointStartsAt: sentOrDelivered,
  chargedAsOf: sentOrDelivered,
  utilityWindowTestedAt: sentOrDelivered,
  groupMarketingIsFreeInWindow: flag,
  entryPointServiceUsesTier: flag,
}

const isFree: RuleShape = { isFree: flag }
const rides: RuleShape = { conversation: oneOf('any', 'own-category') }
const begun: RuleShape = { as: oneOf('user_initiated', 'business_initiated') }

/** The fields of each rule. */
export const ruleShapes: Readonly<Record<keyof Rules, RuleShape>> = {
  serviceWindow: { hours },
  conversation: { hours },
  calls: { openWindowSince: dateOrNull },
  entryPointReply: { hours },
  lateReply: { opensEntryPoint: flag },
  entryPointLength: { hours, longestHours: hours },
  charging: { by: oneOf('conversation-by-initiator', 'conversation-by-category', 'message') },
  service: isFree,
  freeTier: {
    amount: whole(0, 1_000_000_000),
    counts: oneOf('conversations', 'service-conversations', 'service-messages'),
    per: oneOf('account', 'phone-number'),
  },
  billedConversation: { hours },
  begunInWindow: begun,
  begunOutsideWindow: begun,
  templateRides: rides,
  serviceRides: rides,
  templateBesideService: { opens: flag },
  severalOpen: { joins: oneOf('earliest', 'latest') },
  carriedOver: { by: texts },
  entryPoint: { endsConversations: flag },
  entryPointOutsideWindow: isFree,
  templates: { areFree: flag },
  marketingInWindow: isFree,
  utilityInWindow: isFree,
  authenticationInWindow: isFree,
  reactions: { areCharged: flag },
  aiProviders: { payAsReported: flag },
  groups: { haveEntryPoints: flag },
  exemption: { endsOn: dateOrNull },
  reactionOpensWindow: { is: answersTo.reactionOpensWindow },
  unsupportedOpensWindow: { is: answersTo.unsupportedOpensWindow },
  carryWindowOnIdentityChange: { is: answersTo.carryWindowOnIdentityChange },
  safetyMarginSeconds: { is: answersTo.safetyMarginSeconds },
  entryPointStartsAt: { is: answersTo.entryPointStartsAt },
  chargedAsOf: { is: answersTo.chargedAsOf },
  utilityWindowTestedAt: { is: answersTo.utilityWindowTestedAt },
  groupMarketingIsFreeInWindow: { is: answersTo.groupMarketingIsFreeInWindow },
  entryPointServiceUsesTier: { is: answersTo.entryPointServiceUsesTier },
}

/** Is this the name of a rule? */
export const isRuleName = (name: string): name is keyof Rules => Object.hasOwn(ruleShapes, name)
