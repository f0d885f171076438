import fc from 'fast-check'
import type { Law } from '../law.ts'
import { allBooks, scene, sends, serviceContent, startUnder, thread, writes } from '../script/episodes.ts'
import { dig, instantOf, isOk } from '../script/replies.ts'
import { viewAt } from '../script/requests.ts'
import { DAY, HOUR } from '../script/stories.ts'
import { misspeaks } from '../spoil/spoil.ts'
import { absorb, iso, reset } from '../story.ts'

export const firstResponseStartsTheConversation: Law = {
  id: 'first-response-starts-the-conversation',
  sentence:
    'A conversation that the customer opened is pending until the business first responds; it closes 24 hours after that response or the customer’s last message, and further responses do not prolong it.',
  cites: ['G3', 'G4'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      book: fc.constantFrom(...allBooks),
      first: fc.integer({ min: 1, max: DAY - 2 }),
      second: fc.integer({ min: 1, max: 20 * HOUR }),
    })
    .chain(({ book, first, second }) =>
      startUnder(book).map((at) =>
        scene([
          writes('c1', at),
          sends('b1', at + first, serviceContent),
          // Within the window or without: what counts is that it was sent.
          sends('b2', at + first + second, serviceContent),
        ]),
      ),
    ),
  script: (story) => [
    reset(story),
    absorb(story.events),
    ...story.events.flatMap(({ at }) => [viewAt(thread, at - 1), viewAt(thread, at)]),
  ],
  holds: (story, replies) => {
    const [opened, responded] = story.events.map(({ at }) => at)
    const shown = replies.slice(2).map((reply) => dig(reply, 'conversation'))
    if (opened === undefined || responded === undefined || shown.length !== 6) return false
    const is = (conversation: unknown, startedAt: number | null, closesAt: number): boolean =>
      instantOf(dig(conversation, 'openedAt')) === opened &&
      instantOf(dig(conversation, 'closesAt')) === closesAt &&
      (startedAt === null
        ? dig(conversation, 'startedAt') === null
        : instantOf(dig(conversation, 'startedAt')) === startedAt)
    return (
      replies.every(isOk) &&
      shown[0] === null &&
      shown.slice(1, 3).every((one) => is(one, null, opened + DAY)) &&
      shown.slice(3).every((one) => is(one, responded, responded + DAY))
    )
  },
  situations: {
    'the second response came after the window had closed': ({ events }) =>
      (events[2]?.at ?? 0) >= (events[0]?.at ?? 0) + DAY,
    'the second response came within the window': ({ events }) =>
      (events[2]?.at ?? 0) < (events[0]?.at ?? 0) + DAY,
  },
  mutants: [
    {
      defect: 'every response prolongs the conversation',
      spoil: misspeaks((reply, request, told) => {
        const conversation = dig(reply, 'conversation')
        if (request.op !== 'view' || typeof conversation !== 'object' || conversation === null) return reply
        const sent = told.filter(({ type, at }) => type === 'business-messaged' && at <= request.at)
        const latest = Math.max(...sent.map(({ at }) => Date.parse(at)))
        return Number.isFinite(latest)
          ? { ...reply, conversation: { ...conversation, closesAt: iso(latest + DAY) } }
          : reply
      }),
    },
    {
      defect: 'every conversation starts as it opens',
      spoil: misspeaks((reply) => {
        const conversation = dig(reply, 'conversation')
        return typeof conversation === 'object' && conversation !== null
          ? { ...reply, conversation: { ...conversation, startedAt: dig(conversation, 'openedAt') } }
          : reply
      }),
    },
  ],
}
