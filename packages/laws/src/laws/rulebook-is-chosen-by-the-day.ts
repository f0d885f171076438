import fc from 'fast-check'
import type { RulebookId } from '@guichet/core'
import type { Law } from '../law.ts'
import { allBooks, scene, sends, becomes, templateOf, thread, writes } from '../script/episodes.ts'
import { chargeOf, dig, isOk } from '../script/replies.ts'
import { charges, viewAt } from '../script/requests.ts'
import { HOUR, MINUTE } from '../script/stories.ts'
import { mishearsEach, mistakes } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

/** Zones that have not changed their clocks since 2022, and their minutes east of Greenwich. */
const zones: Readonly<Record<string, number>> = {
  UTC: 0,
  'Asia/Kolkata': 330,
  'Africa/Lagos': 60,
  'Asia/Tokyo': 540,
  'America/Bogota': -300,
}

const zoneNames: readonly string[] = Object.keys(zones)

/** The midnight at which a rulebook comes into force, in a zone. */
const beginOf = (book: RulebookId, zone: string): number =>
  Date.parse(`${book}T00:00:00Z`) - (zones[zone] ?? 0) * MINUTE

/** The rulebook in force at an instant. */
const inForce = (at: number, zone: string): RulebookId =>
  allBooks.findLast((book) => beginOf(book, zone) <= at) ?? '2022-02-01'

const later: readonly RulebookId[] = allBooks.slice(1)

export const rulebookIsChosenByTheDay: Law = {
  id: 'rulebook-is-chosen-by-the-day',
  sentence:
    'A rulebook is in force from midnight of its day in the account’s time zone; a message is charged by the one in force when it is delivered.',
  cites: ['POS-14', 'POS-30', 'G8'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      book: fc.constantFrom(...later),
      zone: fc.constantFrom(...zoneNames),
      sent: fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -9 * HOUR, max: 9 * HOUR })),
      underway: fc.integer({ min: 0, max: 9 * HOUR }),
    })
    .map(({ book, zone, sent, underway }) => {
      const at = beginOf(book, zone) + sent
      return scene(
        [
          writes('c1', at - 8 * HOUR),
          sends('b1', at, templateOf('utility')),
          becomes('b1', 'delivered', at + underway),
        ],
        {
          timeZone: zone,
          asked: [at - 8 * HOUR, beginOf(book, zone) - 1, beginOf(book, zone), at + underway],
        },
      )
    }),
  script: (story) => [
    reset(story),
    absorb(story.events),
    ...story.asked.map((at) => viewAt(thread, at)),
    charges,
  ],
  holds: (story, replies) => {
    const delivered = story.events.find(({ type }) => type === 'message-status')?.at ?? 0
    const charge = chargeOf(replies[2 + story.asked.length], 'b1')
    return (
      replies.length === 3 + story.asked.length &&
      replies.every(isOk) &&
      story.asked.every((at, index) => dig(replies[2 + index], 'rulebook') === inForce(at, story.timeZone)) &&
      dig(charge, 'rulebook') === inForce(delivered, story.timeZone)
    )
  },
  situations: {
    'it was sent under one and delivered under the next': (story) => isCrossing(story),
    'it was sent and delivered under one': (story) => !isCrossing(story),
    'the zone was not UTC': ({ timeZone }) => timeZone !== 'UTC',
  },
  mutants: [
    {
      defect: 'days begin at midnight in UTC, wherever the account is',
      spoil: mishearsEach((request) => (request.op === 'reset' ? { ...request, timeZone: 'UTC' } : request)),
    },
    {
      defect: 'the newest rulebook is in force always',
      spoil: mishearsEach((request) =>
        request.op === 'reset' ? { ...request, rulebook: '2026-10-01' } : request,
      ),
    },
    {
      defect: 'a message is charged as of its sending',
      spoil: mistakes((event, before) => [
        event['status'] === 'delivered' ? { ...event, at: before.at(-1)?.at ?? event.at } : event,
      ]),
    },
  ],
}

const isCrossing = ({ events, timeZone }: Story): boolean => {
  const [, sent, delivered] = events.map(({ at }) => inForce(at, timeZone))
  return sent !== delivered
}
