import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRight, parseEvent } from '@guichet/core'
import type { Event } from '@guichet/core'
import { busy } from '../src/generators/busy.ts'
import { plausible } from '../src/generators/plausible.ts'
import { wild } from '../src/generators/wild.ts'
import { day, hour, rulebookIds, startOfLocalDay } from '../src/reading/calendar.ts'
import { readCharges } from '../src/reading/charges.ts'
import { readView } from '../src/reading/view.ts'
import { readAsk } from '../src/reading/ask.ts'
import { absorb, eventToJson, horizonHours, reset, threadsIn, type Story } from '../src/story.ts'
import { coreSubject } from './support/core-subject.ts'
import { fixedSeed, freshSeed, holds } from '../../core/test/support/check.ts'

type Situation = (story: Story) => boolean

const customersFacts = ({ events }: Story): readonly Event[] =>
  events.filter(({ type }) => type === 'customer-messaged')

const asksAfterCustomer =
  (length: number): Situation =>
  (story) =>
    customersFacts(story).some(({ at }) => story.asked.includes(at + length))

const views = (story: Story): readonly ReturnType<typeof readView>[] =>
  threadsIn(story).flatMap((key) => story.asked.map((at) => readView(story, key, at)))

const charged =
  (type: string): Situation =>
  (story) =>
    readCharges(story).some((charge) => charge.type === type)

const refused =
  (code: string): Situation =>
  (story) =>
    threadsIn(story).some((key) =>
      story.asked.some((at) =>
        [{ kind: 'service' as const }, ...['promo', 'order', 'nameless'].map(template)].some((message) => {
          const answer = readAsk(story, key, at, message)
          return answer.answer === 'refused' && answer.reasons.some((reason) => reason.code === code)
        }),
      ),
    )

const template = (name: string): { kind: 'template'; name: string; language: string; category: string } => ({
  kind: 'template',
  name,
  language: 'en_US',
  category: 'marketing',
})

const statusesOf = (story: Story, status: string): readonly string[] =>
  story.events.flatMap((event) =>
    event.type === 'message-status' && event.status === status ? [event.message] : [],
  )

const clockChanges = ['2026-11-01', '2026-10-25', '2026-09-06']

/** What both generators must bring about, as far as likely life does. */
const situations: Readonly<Record<string, Situation>> = {
  'asked just before a window closes': asksAfterCustomer(day - 1),
  'asked as a window closes': asksAfterCustomer(day),
  'asked just after a window closed': asksAfterCustomer(day + 1),
  'asked as an entry point ends': asksAfterCustomer(3 * day),
  'asked as the longest entry point ends': asksAfterCustomer(7 * day),
  'a message exactly a day after another': ({ events }) =>
    events.some(({ at }) => events.some((other) => other.at === at + day)),
  'a message just short of a day after another': ({ events }) =>
    events.some(({ at }) => events.some((other) => other.at === at + day - 1)),
  'arrived out of order': ({ arrivals }) =>
    arrivals.some(({ at }, index) => arrivals.slice(0, index).some((before) => before.at > at)),
  'arrived days late': ({ arrivals }) =>
    arrivals.some(({ at }, index) => arrivals.slice(0, index).some((before) => before.at > at + 2 * day)),
  'arrived twice': ({ arrivals, events }) => arrivals.length > events.length,
  'two phone numbers': (story) =>
    new Set(threadsIn(story).map(({ phoneNumberId }) => phoneNumberId)).size > 1,
  'two customers': (story) => new Set(threadsIn(story).map(({ customer }) => customer)).size > 1,
  'a forced rulebook': ({ rulebook }) => rulebook !== 'auto',
  'across the midnight of a rulebook': ({ timeZone, events }) =>
    rulebookIds.some((id) => {
      const midnight = startOfLocalDay(id, timeZone)
      return events.some(({ at }) => at < midnight) && events.some(({ at }) => at >= midnight)
    }),
  'exactly at the midnight of a rulebook': ({ timeZone, events }) =>
    rulebookIds.some((id) => events.some(({ at }) => at === startOfLocalDay(id, timeZone))),
  'just before the midnight of a rulebook': ({ timeZone, events }) =>
    rulebookIds.some((id) => events.some(({ at }) => at === startOfLocalDay(id, timeZone) - 1)),
  'on a day on which the clocks change': ({ timeZone, events }) =>
    clockChanges.some((date) => {
      const midnight = startOfLocalDay(date, timeZone)
      return events.some(({ at }) => at >= midnight && at < midnight + day)
    }),
  'a failure after the delivery': (story) =>
    statusesOf(story, 'failed').some((message) => statusesOf(story, 'delivered').includes(message)),
  'a message that is known by its statuses only': ({ events }) => {
    const logged = new Set(events.flatMap(({ type, id }) => (type === 'business-messaged' ? [id] : [])))
    return events.some((event) => event.type === 'message-status' && !logged.has(event.message))
  },
  'phase open': (story) => views(story).some(({ phase }) => phase === 'open'),
  'phase awaiting-customer': (story) => views(story).some(({ phase }) => phase === 'awaiting-customer'),
  'phase closed': (story) => views(story).some(({ phase }) => phase === 'closed'),
  'a pending conversation': (story) =>
    views(story).some(({ conversation }) => conversation !== null && conversation.startedAt === null),
  'an entry point waits': (story) =>
    views(story).some(({ entryPoint }) => entryPoint?.state === 'awaiting-reply'),
  'an entry point is open': (story) => views(story).some(({ entryPoint }) => entryPoint?.state === 'open'),
  'an entry point answered too late': ({ events }) =>
    events.some(
      (click) =>
        click.type === 'customer-messaged' &&
        click.entryPoint !== undefined &&
        events.some(({ type, at }) => type === 'business-messaged' && at >= click.at + 24 * hour),
    ),
  'billed conversations are open': (story) =>
    views(story).some(({ billedConversations }) => billedConversations.length > 0),
  'charged regular': charged('regular'),
  'charged free_customer_service': charged('free_customer_service'),
  'charged free_entry_point': charged('free_entry_point'),
  'charged free_tier': charged('free_tier'),
  'charged rides_open_conversation': charged('rides_open_conversation'),
  'charged not_charged': charged('not_charged'),
  'refused service-window-closed': refused('service-window-closed'),
  'refused template-paused': refused('template-paused'),
  'refused marketing-stopped': refused('marketing-stopped'),
}

/** What only the wild generator brings about. */
const wildSituations: Readonly<Record<string, Situation>> = {
  ...situations,
  // Only a list makes a template unknown.
  'refused template-unknown': refused('template-unknown'),
  'refused template-disabled': refused('template-disabled'),
  'refused template-not-approved': refused('template-not-approved'),
  'refused customer-unknown': refused('customer-unknown'),
  'an unknown kind': ({ events }) =>
    events.some((event) => event.type === 'customer-messaged' && event.kind === 'poll_vote'),
  'two ids of a customer': ({ events }) => events.some((event) => 'aliases' in event),
  'a hostile id': ({ events }) => events.some(({ id }) => id === '__proto__'),
}

describe.each([
  ['wild', wild, wildSituations],
  ['plausible', plausible, situations],
] as const)('%s stories', (_, stories, expected) => {
  test('bring about every situation', () => {
    const told = fc.sample(stories, { seed: fixedSeed, numRuns: 2500 })
    const missing = Object.entries(expected).flatMap(([name, occurs]) => (told.some(occurs) ? [] : [name]))
    expect(missing).toEqual([])
  })

  test('are taken in whole, whatever their order, and every instant is answered', () => {
    holds([stories], (story) => {
      const answers = coreSubject.answer([
        reset(story),
        absorb(story.arrivals),
        ...threadsIn(story).flatMap((key) =>
          story.asked.map((at) => ({ op: 'view' as const, ...key, at: new Date(at).toISOString() })),
        ),
      ])
      return answers.every(({ ok, late = 0 }) => ok && late === 0)
    })
  })

  test('hold what the protocol carries', () => {
    holds(
      [stories],
      ({ events, arrivals, asked }) =>
        events.every((event) => isRight(parseEvent(eventToJson(event)))) &&
        new Set(arrivals).size === events.length &&
        events.every((event, index) => (events[index - 1]?.at ?? 0) <= event.at) &&
        asked.every((at) => at >= (events.at(-1)?.at ?? 0) - horizonHours * hour),
    )
  })

  test('are small on average', () => {
    const sizes = fc.sample(stories, { seed: freshSeed, numRuns: 300 }).map(({ events }) => events.length)
    expect(sizes.reduce((sum, size) => sum + size) / sizes.length).toBeLessThan(18)
  })
})

test('busy stories use a free tier up, to the last one and beyond', () => {
  const told = fc.sample(busy, { seed: fixedSeed, numRuns: 6 })
  const spent = told.map((story) =>
    readCharges(story).some(
      ({ type, category, customer }) =>
        customer === '15550100001' && type === 'regular' && ['service', 'user_initiated'].includes(category),
    ),
  )
  expect(spent).toContain(true)
  expect(spent).toContain(false)
})
