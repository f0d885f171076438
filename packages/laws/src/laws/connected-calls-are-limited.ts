import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { MessageJson } from '../protocol.ts'
import { berlin, refusing, until } from '../script/refusing.ts'
import { scene } from '../script/episodes.ts'
import { DAY } from '../script/stories.ts'
import { mistakes } from '../spoil/spoil.ts'

const call: MessageJson = { kind: 'call' }

/** The days from which a limit holds, and it. */
const limits: readonly (readonly [number, number])[] = [
  [Date.UTC(2025, 6, 15), 5],
  [Date.UTC(2025, 9, 13), 10],
  [Date.UTC(2025, 11, 19), 100],
]

const limitAt = (at: number): number => limits.findLast(([from]) => from <= at)?.[1] ?? Infinity

export const connectedCallsAreLimited: Law = refusing({
  id: 'connected-calls-are-limited',
  sentence:
    'Calls are refused while five of the business to the customer were picked up in the last 24 hours: ten since 13 October 2025, a hundred since 19 December.',
  cites: ['CALL-9', 'POS-41'],
  code: 'call-limit-reached',
  stories: fc
    .tuple(
      fc.constantFrom(...limits),
      fc.constantFrom(-1, 0, 1),
      fc.constantFrom(DAY, 12 * 3_600_000),
      fc.constantFrom(0, 1, 2),
    )
    .map(([[from, limit], more, before, missed]) => {
      const calls = Array.from({ length: limit + more }, (_, index): Event => ({
        type: 'call-ended',
        id: `e${index}`,
        at: from + DAY - before + index * 1000,
        ...berlin,
        direction: 'business',
        connected: true,
      }))
      const others = Array.from({ length: missed }, (_, index): Event => ({
        type: 'call-ended',
        id: `o${index}`,
        at: from + DAY - 1,
        ...berlin,
        direction: index === 0 ? 'user' : 'business',
        connected: index === 0,
      }))
      const events = [...calls, ...others].sort((a, b) => a.at - b.at)
      const newest = events.at(-1)?.at ?? from
      const asked = [newest, from + DAY, ...calls.slice(0, 3).map(({ at }) => at + DAY)]
      const instants = new Set(asked.flatMap((at) => [at - 1, at, at + 1]))
      return scene(events, { asked: [...instants].sort((a, b) => a - b) })
    }),
  asks: () => call,
  refuses: (story, at) =>
    until(story, at).filter(
      (event) =>
        event.type === 'call-ended' &&
        event.connected &&
        event.direction === 'business' &&
        at < event.at + DAY,
    ).length >= limitAt(at),
  mutants: [
    {
      defect: 'one call more is allowed',
      spoil: mistakes((event, before) =>
        before.length === 0 && event['direction'] === 'business' ? [] : [event],
      ),
    },
    {
      defect: 'calls of the customer count, too',
      spoil: mistakes((event) => [{ ...event, direction: 'business' }]),
    },
    {
      defect: 'calls that nobody picked up count, too',
      spoil: mistakes((event) => [{ ...event, connected: true }]),
    },
  ],
})
