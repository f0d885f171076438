import type { ChargeType, RulebookId, SettingsInput } from '../../src/index.ts'

/** What a table expects: who pays, `refused` where it may not be sent, `nothing` where no charge arises. */
export type Outcome = ChargeType | 'refused' | 'nothing'

/**
 * A row of a decision table, about one message that is sent and delivered at noon.
 *
 * - message: `template` stands for marketing, utility and authentication, each by itself.
 * - window: is the customer service window open? `any` stands for both.
 * - entry point: `none`; `clicked`, answered by this very message; `late`, clicked more than a day ago and never
 *   answered; `open`, answered by an earlier message.
 * - open: the billed conversations that are open, oldest first; `same` is one of the message's own category,
 *   `other` one of another.
 * - category: `own` is the message's.
 * - cites: clauses that the engine must cite for it.
 * - about: clauses that the row illustrates, for who reads it; nothing is checked.
 */
export type Row = readonly [
  message: string,
  window: 'open' | 'closed' | 'any',
  entryPoint: 'none' | 'clicked' | 'late' | 'open',
  open: string,
  category: string,
  type: Outcome,
  cites: string,
  about?: string,
]

/** A decision table: each row holds under each of these rulebooks. */
export interface DecisionTable {
  readonly title: string
  readonly rulebooks: readonly RulebookId[]
  readonly settings?: SettingsInput
  /** How much of the month's free tier is used up; nothing unless told. */
  readonly tierUsed?: number
  readonly rows: readonly Row[]
}

/**
 * A story and what its last message costs. Hours count from midnight of a date, in UTC unless a zone is named.
 *
 * `says@1` the customer writes at hour 1, `clicks@1` comes through an ad, `calls@1` calls. `marketing@2` the
 * business sends that, delivered at once; `>5` delivered at 5, `>never`, `>read5` read at 5 with no delivery
 * reported, `>failed5/131042` failed at 5 with that code. `ends@72` Meta says with the message before that the
 * entry point ends at 72, `shown-free` that the message went through an entry point, `fails@3` that it failed
 * after all. `marketing@2#c1..24` goes out in a conversation that Meta calls c1 and lets end at 24. `app@1` is a message from the WhatsApp Business app.
 * `got@1=anna` the message before reached the member anna of a group, `lost@1=anna` it failed for that one. `template` has a category that nobody told,
 * `offer` the registered one: `registered@-9=utility`, `paused@-1`; `offer@2=marketing` is sent as something else.
 */
export type StoryRow = readonly [
  from: string,
  story: string,
  category: string,
  type: Outcome,
  cites: string,
  about?: string,
]

/** Stories under common circumstances. */
export interface Stories {
  readonly title: string
  readonly settings?: SettingsInput
  readonly tierUsed?: number
  readonly rows: readonly StoryRow[]
}

/** What Meta reports of a story's last message, and whether that agrees with the charge. */
export type ReportRow = readonly [
  from: string,
  story: string,
  reported: string,
  agreement: string,
  about: string,
]

/** The month that a story's last message is billed in. */
export type MonthRow = readonly [from: string, story: string, month: string, cites: string, about?: string]

/** The clauses of a row. */
export const clausesIn = (text: string): readonly string[] => text.split(' ').filter((id) => id !== '')
