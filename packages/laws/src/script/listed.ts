import fc from 'fast-check'
import type { Event, Instant } from '@guichet/core'
import type { MessageJson, Request } from '../protocol.ts'
import { absorb, reset, type Story } from '../story.ts'
import { scene, thread, writes } from './episodes.ts'
import { askAt } from './requests.ts'
import { HOUR } from './stories.ts'

/** The template that is asked for, and others. */
export const wanted: Extract<MessageJson, { kind: 'template' }> & { readonly language: string } = {
  kind: 'template',
  name: 'hello',
  language: 'en_US',
}

/** The account of the thread's phone number. */
export const account = 'A'

const start = Date.UTC(2026, 10, 3, 9)

type Told = (id: string, at: Instant) => Event

const changed =
  (name: string, status: string, of: string | null): Told =>
  (id, at) => ({
    type: 'template-changed',
    id,
    at,
    name,
    language: 'en_US',
    status,
    ...(of === null ? {} : { account: of }),
  })

const listed =
  (of: string, names: readonly string[]): Told =>
  (id, at) => ({
    type: 'templates-listed',
    id,
    at,
    account: of,
    templates: names.map((name) => ({ name, language: 'en_US' })),
  })

const sent =
  (name: string): Told =>
  (id, at) => ({
    type: 'business-messaged',
    id,
    at,
    ...thread,
    content: { kind: 'template', name, language: 'en_US' },
  })

const happenings: fc.Arbitrary<Told> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom(changed('promo', 'APPROVED', null), changed('promo', 'PAUSED', 'A')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(changed('hello', 'APPROVED', null), changed('hello', 'APPROVED', 'A')),
  },
  { weight: 1, arbitrary: fc.constantFrom(changed('hello', 'APPROVED', 'B'), sent('hello'), sent('promo')) },
  { weight: 3, arbitrary: fc.constantFrom(listed('A', ['promo']), listed('A', []), listed('A', ['hello'])) },
  { weight: 1, arbitrary: fc.constantFrom(listed('B', ['promo']), listed('B', ['hello'])) },
)

/** Two accounts, their lists, changes and sends, a millisecond apart or hours; asked on either side of each. */
export const listedStories: fc.Arbitrary<Story> = fc
  .array(fc.tuple(happenings, fc.constantFrom(0, 1, 1, HOUR)), { minLength: 1, maxLength: 5 })
  .map((told) => {
    let at = start
    const events = told.map(([tell, wait], index) => tell(`e${index}`, (at += wait)))
    // What names the phone number's account, long before.
    const known: Event = { ...writes('c', start - HOUR), account }
    const asked = new Set(events.flatMap((event) => [event.at - 1, event.at, event.at + 1]))
    return scene([known, ...events], { asked: [...asked].sort((a, b) => a - b) })
  })

/** Is the wanted template asked for at each of the instants? */
export const askingForIt = (story: Story): readonly Request[] => [
  reset(story),
  absorb(story.events.toReversed()),
  ...story.asked.map((at) => askAt(thread, wanted, at)),
]

/** The instant from which on all templates of the account are known; `null` while there is no list. */
export const listedAt = ({ events }: Story, at: Instant): Instant | null =>
  events.findLast((event) => isList(event) && event.at <= at)?.at ?? null

const isList = (event: Event): event is Extract<Event, { type: 'templates-listed' }> =>
  event.type === 'templates-listed' && event.account === account

/** Does anything tell of the wanted template that counts at an instant: the newest list, or what came after it? */
export const isTold = (story: Story, at: Instant): boolean => {
  const from = listedAt(story, at)
  const lists = story.events.filter((event) => isList(event) && event.at === from)
  if (lists.length > 0 && lists.every((list) => isList(list) && list.templates.some(isWanted))) return true
  return story.events.some((event) => event.at <= at && event.at > (from ?? -Infinity) && speaksOfIt(event))
}

const isWanted = ({ name }: { readonly name: string }): boolean => name === wanted.name

const speaksOfIt = (event: Event): boolean =>
  event.type === 'template-changed'
    ? isWanted(event) && (event.account ?? account) === account
    : event.type === 'business-messaged' && event.content.kind === 'template' && isWanted(event.content)
