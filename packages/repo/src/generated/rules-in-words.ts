import type { Rulebook } from '@guichet/core'

/** The rules in which a rulebook differs from its predecessor, as a person would say them; all of them for the first. */
export const changesOf = ({ rules }: Rulebook, before: Rulebook | undefined): readonly string[] => {
  const earlier: ReadonlyMap<string, Rule> = new Map(Object.entries(before?.rules ?? {}))
  return Object.entries(rules)
    .filter(([name, rule]) => valueOf(earlier.get(name)) !== valueOf(rule))
    .map(([name, rule]) => inWords(name, rule))
}

type Rule = Rulebook['rules'][keyof Rulebook['rules']]
type Value = string | number | boolean | null | readonly string[]

const fieldsOf = (rule: Rule): readonly (readonly [string, Value])[] =>
  Object.entries(rule ?? {}).flatMap(([field, value]) =>
    field === 'because' ? [] : [[field, value] as const],
  )

/** What holds, without the reason. */
const valueOf = (rule: Rule | undefined): string | undefined =>
  rule === undefined ? undefined : JSON.stringify(fieldsOf(rule))

const inWords = (name: string, rule: Rule): string => {
  if (rule === null) return `${ruleNames.get(name) ?? name}: nothing`
  const words =
    'amount' in rule
      ? tierInWords(rule)
      : 'longestHours' in rule
        ? `${rule.hours} at least, ${rule.longestHours} at most`
        : fieldsOf(rule)
            .map(([, value]) => valueInWords(name, value))
            .join(', ')
  return `${ruleNames.get(name) ?? name}: ${words}${rule.because.length === 0 ? '' : ` (${rule.because.join(', ')})`}`
}

const valueInWords = (name: string, value: Value): string => {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (value === null) return nothingNames.get(name) ?? 'no'
  if (typeof value === 'object') return value.length === 0 ? 'none' : value.join(', ')
  return valueNames.get(String(value)) ?? String(value)
}

/** A number with its thousands set off. */
export const inThousands = (amount: number): string => new Intl.NumberFormat('en-US').format(amount)

/** Like "1,000 service messages a phone number and month". */
const tierInWords = ({ amount, counts, per }: { amount: number; counts: string; per: string }): string =>
  `${inThousands(amount)} ${valueNames.get(counts) ?? counts} ${per === 'account' ? 'an account' : 'a phone number'} and month`

const valueNames: ReadonlyMap<string, string> = new Map([
  ['conversation-by-initiator', 'the conversation, by who begins it'],
  ['conversation-by-category', 'the conversation, by its category'],
  ['message', 'each delivered message'],
  ['service-conversations', 'service conversations'],
  ['service-messages', 'service messages'],
  ['user_initiated', 'user-initiated'],
  ['business_initiated', 'business-initiated'],
  ['any', 'any that is open'],
  ['own-category', 'one of its own category'],
  ['latest', 'the latest'],
  ['earliest', 'the earliest'],
])

/** How to say of a rule that there is nothing of the kind. */
const nothingNames: ReadonlyMap<string, string> = new Map([
  ['calls', 'never'],
  ['exemption', 'never'],
])

const ruleNames: ReadonlyMap<string, string> = new Map([
  ['serviceWindow', 'hours of the customer service window'],
  ['conversation', 'hours of a conversation'],
  ['calls', 'calls open the window since'],
  ['entryPointReply', 'hours in which to answer an entry point'],
  ['lateReply', 'a later answer opens it, too'],
  ['entryPointLength', 'hours of a free entry point'],
  ['charging', 'what is charged'],
  ['service', 'service is free without limit'],
  ['freeTier', 'free in each month'],
  ['billedConversation', 'hours of a conversation as it is charged'],
  ['begunInWindow', 'what opens in the window is charged as'],
  ['begunOutsideWindow', 'what opens outside the window is charged as'],
  ['templateRides', 'the conversation with which a template is paid'],
  ['serviceRides', 'the conversation with which a free-form message is paid'],
  ['templateBesideService', 'a template opens its own conversation beside one of service'],
  ['severalOpen', 'of several open conversations a message joins'],
  ['carriedOver', 'what is still paid with a conversation that the rulebook before it opened'],
  ['entryPoint', 'a free entry point ends all other conversations as they are charged'],
  ['entryPointOutsideWindow', 'a free entry point frees messages outside the window, too'],
  ['templates', 'all templates are free'],
  ['marketingInWindow', 'a marketing template in the window is free'],
  ['utilityInWindow', 'a utility template in the window is free'],
  ['authenticationInWindow', 'an authentication template in the window is free'],
  ['reactions', 'a reaction counts like any service message'],
  ['aiProviders', 'an AI provider pays for what Meta reports as charged'],
  ['groups', 'groups have free entry points'],
  ['exemption', 'exempt organisations have service free before'],
  ['entryPointStartsAt', 'a free entry point begins when the reply is'],
  ['chargedAsOf', 'rules and month of a charge are those of the instant when it is'],
  ['utilityWindowTestedAt', 'where the window makes a template free, it must be open when that is'],
  ['groupMarketingIsFreeInWindow', 'marketing to a group in its window is free'],
  ['entryPointServiceUsesTier', 'service in a free entry point is counted to the free ones of the month'],
  ['reactionOpensWindow', 'a reaction opens the window'],
  ['unsupportedOpensWindow', 'an unsupported message opens the window'],
  ['carryWindowOnIdentityChange', 'the window moves along to a new number'],
  ['safetyMarginSeconds', 'seconds before the end from which nothing is sent'],
])
