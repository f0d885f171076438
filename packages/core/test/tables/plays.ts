import { DAY, fromIso, type RulebookId, type SettingsInput } from '../../src/index.ts'
import { startOfLocalDay } from '../../src/time.ts'
import type { DecisionTable, Outcome, Row, Stories } from './table.ts'

/** A row in the form in which it is played: a story with hour 0 at `zero`, and what it must come to. */
export interface Play {
  readonly title: string
  readonly zero: number
  readonly story: string
  readonly settings: SettingsInput
  readonly tierUsed: number
  /** The rulebook that the row is about, where it names one. */
  readonly rulebook: RulebookId | null
  readonly category: string
  readonly type: Outcome
  /** Clauses that the engine must cite. */
  readonly cites: string
  /** Clauses that the row illustrates. */
  readonly about: string
}

/** Noon of a day on which a rulebook has been in force for a while: its tenth, unless that says too little. */
const noonUnder = (rulebook: RulebookId): number => {
  const named = special[rulebook]
  return named === undefined ? (fromIso(`${rulebook}T12:00:00Z`) ?? NaN) + 9 * DAY : (fromIso(named) ?? NaN)
}

const special: Readonly<Partial<Record<RulebookId, string>>> = {
  // Calls open the window since the fifteenth.
  '2025-07-01': '2025-08-10T12:00:00Z',
  // Another one follows after three days.
  '2026-09-28': '2026-09-30T12:00:00Z',
}

/** The instant that a text like `2026-10-01 Asia/Kolkata` names. */
export const midnight = (from: string): { readonly zero: number; readonly timeZone: string } => {
  const [date = '', timeZone = 'UTC'] = from.split(' ')
  const day = fromIso(`${date}T00:00:00Z`)
  if (day === null) throw new Error(`${from} is no date`)
  return { zero: startOfLocalDay(localDateOf(date), timeZone), timeZone }
}

const localDateOf = (text: string): `${number}-${number}-${number}` => {
  const [year = '', month = '', day = ''] = text.split('-')
  return `${year}-${month}-${day}` as `${number}-${number}-${number}`
}

/** The plays of stories. */
export const playsOfStories = ({ title, settings = {}, tierUsed = 0, rows }: Stories): readonly Play[] =>
  rows.map(([from, story, category, type, cites, about = '']) => {
    const { zero, timeZone } = midnight(from)
    return {
      title: `${title}, from ${from}`,
      zero,
      story,
      settings: { timeZone, ...settings },
      tierUsed,
      rulebook: null,
      category,
      type,
      cites,
      about,
    }
  })

/** The plays of a decision table: each row under each rulebook, with the words that stand for several spelled out. */
export const playsOfTable = (table: DecisionTable): readonly Play[] =>
  table.rulebooks.flatMap((rulebook) =>
    table.rows.flatMap(spelledOut).map((row) => {
      const [message, , , , category, type, cites, about = ''] = row
      return {
        title: `${table.title} under ${rulebook}`,
        zero: noonUnder(rulebook),
        story: storyOf(row),
        settings: table.settings ?? {},
        tierUsed: table.tierUsed ?? 0,
        rulebook,
        category: category === 'own' ? message : category,
        type,
        cites,
        about,
      }
    }),
  )

const spelledOut = ([message, window, ...rest]: Row): readonly Row[] => {
  const messages = message === 'template' ? ['marketing', 'utility', 'authentication'] : [message]
  const windows = window === 'any' ? (['open', 'closed'] as const) : [window]
  return messages.flatMap((one) => windows.map((state): Row => [one, state, ...rest]))
}

const others: Readonly<Record<string, string>> = {
  marketing: 'utility',
  utility: 'authentication',
  authentication: 'marketing',
  marketing_lite: 'marketing',
  authentication_international: 'authentication',
}

/** What must have happened for a row to be as it says. */
const storyOf = ([message, window, entryPoint, open, , type]: Row): string => {
  const conversations = open === 'nothing' ? [] : open.split(', ').map((one) => openedBy(one, message))
  return [
    ...(conversations.includes('service') ? ['says@-30'] : []),
    ...conversations.map((one, index) => `${one}@${index - 12}`),
    ...arrivals[`${entryPoint}, ${window === 'open' ? 'open' : 'closed'}`],
    type === 'refused' ? `${message}@0>failed0/131047` : `${message}@0`,
  ].join(' ')
}

const openedBy = (conversation: string, message: string): string => {
  switch (conversation) {
    case 'same':
      return message
    case 'other':
      return others[message] ?? 'marketing'
    case 'user_initiated':
      return 'service'
    case 'business_initiated':
      return 'marketing'
    default:
      return conversation
  }
}

const arrivals: Readonly<Record<`${Row[2]}, ${'open' | 'closed'}`, readonly string[]>> = {
  'none, open': ['says@-2'],
  'none, closed': [],
  'clicked, open': ['clicks@-2'],
  'clicked, closed': [],
  'late, open': ['clicks@-30', 'says@-2'],
  'late, closed': ['clicks@-30'],
  'open, open': ['clicks@-5', 'service@-3'],
  'open, closed': ['clicks@-30', 'service@-10'],
}
