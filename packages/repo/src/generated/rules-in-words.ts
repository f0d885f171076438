import type { FreeTier, Rulebook } from '@guichet/core'

/** The rules in which a rulebook differs from its predecessor, as a person would say them; all of them for the first. */
export const changesOf = ({ rules }: Rulebook, before: Rulebook | undefined): readonly string[] => {
  const earlier: ReadonlyMap<string, unknown> = new Map(Object.entries(before?.rules ?? {}))
  return Object.entries(rules)
    .filter(([name, value]) => JSON.stringify(earlier.get(name)) !== JSON.stringify(value))
    .map(([name, value]) => inWords(name, value))
}

const inWords = (name: string, value: Rulebook['rules'][keyof Rulebook['rules']]): string =>
  `${ruleNames.get(name) ?? name}: ${value === null ? (nothingNames.get(name) ?? 'no') : valueInWords(value)}`

const valueInWords = (value: Rulebook['rules'][keyof Rulebook['rules']]): string => {
  if (value === true) return 'yes'
  if (value === false || value === null) return 'no'
  if (typeof value === 'object') return tierInWords(value)
  return valueNames.get(String(value)) ?? String(value)
}

/** A number with its thousands set off. */
export const inThousands = (amount: number): string => new Intl.NumberFormat('en-US').format(amount)

/** Like "1,000 service messages a phone number and month". */
const tierInWords = ({ amount, counts, per }: FreeTier): string =>
  `${inThousands(amount)} ${valueNames.get(counts) ?? counts} ${per === 'account' ? 'an account' : 'a phone number'} and month`

const valueNames: ReadonlyMap<string, string> = new Map([
  ['conversation-by-initiator', 'the conversation, by who begins it'],
  ['conversation-by-category', 'the conversation, by its category'],
  ['message', 'each delivered message'],
  ['service-conversations', 'service conversations'],
  ['service-messages', 'service messages'],
])

/** How to say of a rule that there is nothing of the kind. */
const nothingNames: ReadonlyMap<string, string> = new Map([
  ['callsOpenWindowSince', 'never'],
  ['exemptionEnds', 'never'],
  ['freeTier', 'nothing'],
])

const ruleNames: ReadonlyMap<string, string> = new Map([
  ['serviceWindowHours', 'hours of the customer service window'],
  ['conversationHours', 'hours of a conversation'],
  ['callsOpenWindowSince', 'calls open the window since'],
  ['entryPointReplyHours', 'hours in which to answer an entry point'],
  ['entryPointHours', 'hours of a free entry point, at least'],
  ['entryPointLongestHours', 'hours of a free entry point, at most'],
  ['chargedBy', 'what is charged'],
  ['decisionTable', 'the clause that says who pays'],
  ['billedConversationHours', 'hours of a conversation as it is charged'],
  ['entryPointEndsConversations', 'a free entry point ends all other conversations as they are charged'],
  ['serviceIsFree', 'service is free without limit'],
  ['utilityIsFreeInWindow', 'a utility template in the window is free'],
  ['reactionsAreCharged', 'a reaction counts like any service message'],
  ['freeTier', 'free in each month'],
  ['exemptionEnds', 'exempt organisations have service free before'],
  ['entryPointStartsAt', 'a free entry point begins when the reply is'],
  ['chargedAsOf', 'rules and month of a charge are those of the instant when it is'],
  ['utilityWindowTestedAt', 'where the window makes utility free, it must be open when that is'],
  ['groupMarketingIsFreeInWindow', 'marketing to a group in its window is free'],
  ['entryPointServiceUsesTier', 'service in a free entry point is counted to the free ones of the month'],
  ['reactionOpensWindow', 'a reaction opens the window'],
  ['unsupportedOpensWindow', 'an unsupported message opens the window'],
  ['carryWindowOnIdentityChange', 'the window moves along to a new number'],
  ['safetyMarginSeconds', 'seconds before the end from which nothing is sent'],
])
