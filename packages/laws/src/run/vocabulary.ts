import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { Request, Subject, Younger } from '../protocol.ts'
import { dig, isOk, listOf } from '../script/replies.ts'
import { keep } from '../script/stories.ts'
import { absorb, horizonHours, type Story } from '../story.ts'
import type { CorpusStory } from './corpus.ts'

/** What an engine does not speak: it is left out of histories, and laws that need it do not judge the engine. */
export type Unspoken = ReadonlySet<Younger>

const begin: Request = { op: 'reset', rulebook: 'auto', timeZone: 'UTC', horizonHours }
const list = absorb([
  { type: 'templates-listed', id: 'list', at: Date.UTC(2026, 9, 1), account: 'A', templates: [] },
])
/** It changes nothing; an engine that takes it names it among its rulebooks. */
const amended: Request = { ...begin, amendments: [{ effective: '2099-01-01', changes: {} }] }

/** Which younger parts of the protocol an engine does not speak. */
export const unspokenBy = async (subject: Subject): Promise<Unspoken> => {
  // The laws find out what is wrong with an engine that falls silent or does not even begin.
  const asked = [begin, list, amended]
  const [begun, told, own] = await Promise.resolve(subject.answer(asked)).catch(() => [])
  if (!isOk(begun)) return new Set()
  return new Set<Younger>([
    ...(dig(begun, 'protocol') === 2 ? [] : (['version-2'] as const)),
    ...(dig(told, 'ok') === false ? (['templates-listed'] as const) : []),
    ...(listOf(dig(own, 'rulebooks')).includes('2099-01-01') ? [] : (['amendments'] as const)),
  ])
}

/** The law without what is not spoken in its histories. */
export const without = (law: Law, unspoken: Unspoken): Law =>
  unspoken.size === 0 ? law : { ...law, stories: law.stories.map((story) => leftOut(story, unspoken)) }

const ofVersion2: ReadonlySet<string> = new Set([
  'messaging-limit-changed',
  'throughput-changed',
  'account-restricted',
  'account-released',
  'call-permission-changed',
  'call-permission-requested',
  'call-ended',
  'group-changed',
  'authentication-rate-changed',
])

/** The histories of the corpus without it. */
export const corpusWithout = (corpus: readonly CorpusStory[], unspoken: Unspoken): readonly CorpusStory[] =>
  unspoken.size === 0 ? corpus : corpus.map((one) => ({ ...one, story: leftOut(one.story, unspoken) }))

/** Version 1 knows no members of groups. */
const isOfMember = (event: Event): boolean =>
  event.type === 'message-status' && event.participant !== undefined

const leftOut = (story: Story, unspoken: Unspoken): Story => {
  const { amendments, settings, ...told } = story
  return keep(
    {
      ...told,
      ...(amendments === undefined || unspoken.has('amendments') ? {} : { amendments }),
      ...(settings === undefined || unspoken.has('version-2') ? {} : { settings }),
    },
    (event) =>
      !(event.type === 'templates-listed' && unspoken.has(event.type)) &&
      !(unspoken.has('version-2') && (ofVersion2.has(event.type) || isOfMember(event))),
  )
}
