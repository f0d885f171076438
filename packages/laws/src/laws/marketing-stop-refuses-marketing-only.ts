import { plausible } from '../generators/plausible.ts'
import type { Event, Instant } from '@guichet/core'
import type { Law } from '../law.ts'
import type { Key, MessageJson } from '../protocol.ts'
import { dig, codesOf, isAllowed, isOk, isRefused } from '../script/replies.ts'
import { askAt, placesIn, service, template } from '../script/requests.ts'
import { happened, sawAllowed, sawCode } from '../script/situations.ts'
import { HOUR, eventsOf, keep, newestOf, plain, unhurried } from '../script/stories.ts'
import { mishears, mistakes, wavers } from '../spoil/spoil.ts'
import { absorb, reset, threadsIn, type Story } from '../story.ts'

const messages: readonly MessageJson[] = [
  template('promo_of_today', 'marketing'),
  template('news_of_today', 'utility'),
  template('code_of_today', 'authentication'),
  service,
]

/** Whether the customer has stopped marketing by then; of two wishes at one instant, the stop is believed. */
const hasStopped = (story: Story, key: Key, at: Instant): boolean => {
  const wishes = eventsOf(story, key).flatMap((event) =>
    event.type === 'marketing-preference' && event.at <= at ? [event] : [],
  )
  const latest = Math.max(...wishes.map((wish) => wish.at))
  return wishes.some((wish) => wish.at === latest && wish.value === 'stop')
}

/** The story with a stop near its end, a resumption, or both, in one of its threads. */
const withWishes = (story: Story): Story => {
  const [key] = threadsIn(story)
  if (key === undefined) return story
  const wish = (value: 'stop' | 'resume', before: number): Event => ({
    type: 'marketing-preference',
    id: `wish-${value}`,
    at: newestOf(story) - before,
    ...key,
    value,
  })
  const both = [wish('stop', 2 * HOUR), wish('resume', HOUR)]
  const wishes = both.filter((_, index) => story.dice % 3 !== index)
  const events = [...story.events, ...wishes].sort((a, b) => a.at - b.at)
  return { ...story, events, arrivals: [...story.arrivals, ...wishes] }
}

export const marketingStopRefusesMarketingOnly: Law = {
  id: 'marketing-stop-refuses-marketing-only',
  sentence:
    'A customer who stopped marketing gets no marketing template until they resume it, and everything else as before.',
  cites: ['LIM-14', 'TPL-8'],
  judgesFrom: 'decision',
  // Of registered templates other laws speak.
  stories: plausible.map((story) =>
    withWishes(unhurried(keep(plain(story), ({ type }) => type !== 'template-changed'))),
  ),
  script: (story) => [
    reset(story),
    absorb(story.events),
    ...placesIn(story).flatMap(([key, at]) => messages.map((message) => askAt(key, message, at))),
    reset(story),
    absorb(keep(story, ({ type }) => type !== 'marketing-preference').events),
    ...placesIn(story).flatMap(([key, at]) => messages.map((message) => askAt(key, message, at))),
  ],
  holds: (story, replies) => {
    const count = placesIn(story).length * messages.length
    return (
      replies.length === 4 + 2 * count &&
      replies.every(isOk) &&
      placesIn(story).every(([key, at], index) => {
        const from = 2 + index * messages.length
        const [marketing, ...others] = replies.slice(from, from + messages.length)
        const unwished = replies.slice(from + count + 3, from + count + 2 + messages.length)
        return (
          (hasStopped(story, key, at)
            ? isRefused(marketing) && codesOf(marketing).join() === 'marketing-stopped'
            : isAllowed(marketing)) &&
          others.every((other, which) => {
            const answer = dig(other, 'answer')
            return typeof answer === 'string' && answer === dig(unwished[which], 'answer')
          })
        )
      })
    )
  },
  situations: {
    'marketing was stopped': sawCode('marketing-stopped'),
    'marketing was resumed': happened(
      (event) => event.type === 'marketing-preference' && event.value === 'resume',
    ),
    'something was allowed': sawAllowed,
  },
  mutants: [
    {
      defect: 'a stop is not read',
      spoil: mistakes((event) => (event['value'] === 'stop' ? [] : [event])),
    },
    {
      defect: 'a stop lasts forever',
      spoil: mistakes((event) => (event['value'] === 'resume' ? [] : [event])),
    },
    {
      defect: 'a stop refuses every template',
      spoil: wavers(
        mishears((conversation) =>
          conversation.map((request) =>
            request.op === 'ask' && request.message.kind === 'template'
              ? { ...request, message: { ...request.message, category: 'marketing' } }
              : request,
          ),
        ),
        (right, other) => (isRefused(other) ? other : right),
      ),
    },
  ],
}
