import type fc from 'fast-check'
import type { Event, Instant } from '@guichet/core'
import type { Law, Mutant } from '../law.ts'
import type { Key, MessageJson } from '../protocol.ts'
import { absorb, reset, type Story } from '../story.ts'
import { scene } from './episodes.ts'
import { codesOf, isAllowed, isOk, isRefused } from './replies.ts'
import { askAt } from './requests.ts'

/** Laws about one refusal of version 2: scenes in which nothing else stands against what is asked for. */

/** A thread of a customer in Germany; no rule of a country concerns it. */
export const berlin: Key = { phoneNumberId: '100', customer: '4915550100001' }
/** Another customer of the same number. */
export const neighbour: Key = { phoneNumberId: '100', customer: '4915550100002' }

/** Where such scenes begin. */
export const begin: Instant = Date.UTC(2026, 10, 10, 12)

/** A scene that is asked about a millisecond to either side of everything that may change the answer. */
export const askedAround = (
  events: readonly Event[],
  lengths: readonly number[],
  more: Partial<Story> = {},
): Story => {
  const newest = Math.max(...events.map(({ at }) => at))
  const instants = events.flatMap(({ at }) => [0, ...lengths].map((length) => at + length))
  const asked = new Set(instants.flatMap((at) => [at - 1, at, at + 1]))
  return scene(events, {
    asked: [...asked].filter((at) => at >= newest - 7 * 86_400_000).sort((a, b) => a - b),
    ...more,
  })
}

/** A permission to call is given in the profile; then each of these happens, so many milliseconds after the last. */
export const callsAfter = (
  permission: 'temporary' | 'permanent',
  happened: readonly (readonly [what: Partial<Event>, wait: number])[],
): readonly Event[] => {
  let at = begin
  const given: Event = {
    type: 'call-permission-changed',
    id: 'p',
    at,
    ...berlin,
    permission,
    source: 'profile',
  }
  const events = happened.map(([what, wait], index) => {
    at += wait
    const event = { ...what, id: `e${index}`, at, ...berlin }
    return event as Event
  })
  return [given, ...events]
}

/** What such a law says. */
interface Refusing extends Pick<Law, 'id' | 'sentence' | 'cites'> {
  readonly code: string
  readonly stories: fc.Arbitrary<Story>
  readonly asks: (story: Story) => MessageJson
  /** Is it refused at an instant? By the events alone. */
  readonly refuses: (story: Story, at: Instant) => boolean
  readonly mutants: readonly [Mutant, ...Mutant[]]
}

/** What is asked for is refused for that reason where the law says so, and allowed everywhere else. */
export const refusing = ({ code, stories, asks, refuses, mutants, ...law }: Refusing): Law => ({
  ...law,
  judgesFrom: 'decision',
  needs: 'version-2',
  stories,
  script: (story) => [
    reset(story),
    // The newest first: the order in which things are known changes nothing.
    absorb(story.events.toReversed()),
    ...story.asked.map((at) => askAt(berlin, asks(story), at)),
  ],
  holds: (story, replies) =>
    replies.length === 2 + story.asked.length &&
    replies.slice(0, 2).every(isOk) &&
    story.asked.every((at, index) => {
      const reply = replies[2 + index]
      return refuses(story, at) ? isRefused(reply) && codesOf(reply).join() === code : isAllowed(reply)
    }),
  situations: {
    'it was refused': (story) => story.asked.some((at) => refuses(story, at)),
    'it was allowed': (story) => story.asked.some((at) => !refuses(story, at)),
  },
  mutants,
})

/** What happened by an instant. */
export const until = ({ events }: Story, at: Instant): readonly Event[] =>
  events.filter((event) => event.at <= at)
