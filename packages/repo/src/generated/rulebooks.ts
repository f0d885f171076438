import { rulebooks, type Rulebook } from '@guichet/core'
import { tableOf } from './table.ts'

/** All rulebooks, oldest first: what is new in each, the rules that it changes, its clauses. */
export const rulebookTable = (): string =>
  tableOf(
    ['in force from', 'what is new', 'rules that change', 'clauses'],
    rulebooks.map((book, index) => [
      `\`${book.id}\``,
      book.summary,
      changesOf(book, rulebooks[index - 1]),
      book.clauses.join(', '),
    ]),
  )

/** A rule as a person would say it. */
const inWords = (name: string, value: unknown): string => {
  const said = ruleNames.get(name) ?? name
  const yes = value === true ? 'yes' : value === false || value === null ? 'no' : String(value)
  return `${said}: ${yes}`
}

const ruleNames: ReadonlyMap<string, string> = new Map([
  ['serviceWindowHours', 'hours of the customer service window'],
  ['conversationHours', 'hours of a conversation'],
  ['callsOpenWindowSince', 'calls open the window since'],
  ['entryPointReplyHours', 'hours in which to answer an entry point'],
  ['entryPointHours', 'hours of a free entry point, at least'],
  ['entryPointLongestHours', 'hours of a free entry point, at most'],
  ['entryPointStartsAt', 'a free entry point begins when the reply is'],
  ['reactionOpensWindow', 'a reaction opens the window'],
  ['unsupportedOpensWindow', 'an unsupported message opens the window'],
  ['carryWindowOnIdentityChange', 'the window moves along to a new number'],
  ['safetyMarginSeconds', 'seconds before the end from which nothing is sent'],
])

/** The rules in which a rulebook differs from its predecessor; all of them for the first. */
const changesOf = ({ rules }: Rulebook, before: Rulebook | undefined): string => {
  const earlier: ReadonlyMap<string, unknown> = new Map(Object.entries(before?.rules ?? {}))
  const changes = Object.entries(rules)
    .filter(([name, value]) => earlier.get(name) !== value)
    .map(([name, value]) => inWords(name, value))
  return changes.length === 0 ? 'none' : changes.join('<br>')
}
