import fc from 'fast-check'
import { expect, test } from 'vitest'
import { engine, isThreadEvent, type ThreadEvent } from '@guichet/core'
import { emptyRegistry } from '@guichet/core/store'
import { holds } from '../../core/test/support/check.ts'
import { wild } from '../../laws/src/generators/wild.ts'
import { threadsIn, type Story } from '../../laws/src/story.ts'
import type { Command } from '../src/decide/command.ts'
import { decide } from '../src/decide/decide.ts'
import { nameOfIntent } from '../src/decide/intents.ts'
import type { Known } from '../src/decide/known.ts'
import { readAgain } from '../src/decide/done.ts'
import { unreadSends } from '../src/threads/sends.ts'

const guichet = engine()

/** A store in which nothing is; the claims' intents were looked for under any id. */
const nothing = (commands: readonly Command[]): Known => ({
  threads: [],
  phoneNumbers: [],
  templates: { registry: emptyRegistry, length: 0 },
  sends: unreadSends,
  intents: [],
  lookedUpIntents: new Set(
    commands.flatMap((command) =>
      command.do === 'claim'
        ? idsIn(commands).map((recipient) => nameOfIntent({ ...command.request, recipient }))
        : [],
    ),
  ),
  erasedAt: () => null,
  lookedUp: new Set(),
  elsewhere: [],
  counted: new Map(),
  passed: () => [],
})

const idsIn = (commands: readonly Command[]): readonly string[] =>
  commands.flatMap((command) =>
    command.do === 'take-in'
      ? command.events.flatMap(({ event }) => (isThreadEvent(event) ? idsOf(event) : []))
      : [],
  )

const idsOf = (event: ThreadEvent): readonly string[] => [
  event.customer,
  ...(event.aliases ?? []),
  ...(event.type === 'customer-renamed' ? [event.previous, event.current] : []),
]

/** What came in, in several commands, and messages to the customers of it. */
const commandsOf = (story: Story): readonly Command[] => {
  const at = Math.max(...story.events.map((event) => event.at))
  const takeIns = story.arrivals.map((event, index): Command => ({
    do: 'take-in',
    source: `body-${index}`,
    events: [{ index: 0, event }],
    echoes: [],
    unread: index % 5 === 0 ? [{ index: 1, text: '{}' }] : [],
    journal: { id: `body-${index}`, receivedAt: at, body: `${index}` },
  }))
  const claims = threadsIn(story).map(({ phoneNumberId, customer }, index): Command => ({
    do: 'claim',
    request: {
      phoneNumberId,
      recipient: customer,
      content: index % 2 === 0 ? { kind: 'service' } : { kind: 'template', name: 'promo', language: 'en' },
      body: { to: customer, type: 'text' },
      key: `key-${index}`,
    },
    at,
    countsAhead: 60_000,
    claim: `claim-${index}`,
    newId: `id-${index}`,
    until: at + 60_000,
    tierUsed: 0,
    remembered: [],
  }))
  return [...takeIns, ...claims]
}

const inJson = (commands: readonly Command[]): readonly Command[] => JSON.parse(JSON.stringify(commands))

/** What a batch comes to, as text; threads are what the change says of them. */
const comesTo = (commands: readonly Command[], at: number): string => {
  const decision = decide(guichet, nothing(commands), commands, at)
  return decision === readAgain ? readAgain : JSON.stringify([decision.change, decision.results])
}

const stories = wild.filter(({ events }) => events.some(isThreadEvent))

test('commands are data, and what they come to follows from them', () => {
  holds(
    [stories],
    (story) => {
      const commands = commandsOf(story)
      const at = 1_900_000_000_000
      const once = comesTo(commands, at)
      return comesTo(commands, at) === once && comesTo(inJson(commands), at) === once
    },
    100,
  )
})

test('mutant: the instant of recording counts', () => {
  const [story] = fc.sample(stories, { numRuns: 1, seed: 1 })
  if (story === undefined) throw new Error('there is no story')
  const commands = commandsOf(story)
  expect(comesTo(commands, 1)).not.toBe(comesTo(commands, 2))
})
