import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  MINUTE,
  isLeft,
  settings,
  type BusinessMessaged,
  type Event,
  type MessageStatus,
  type SettingsInput,
} from '../src/index.ts'
import { templatesOf } from '../src/store.ts'
import { engineOf } from './support/engine-of.ts'
import { key } from './support/names.ts'

/** What becomes of a message that nobody gets: its time to live ends, or pacing drops it (TPL-9, TPL-12 to TPL-17, POS-43). */

const sentAt = Date.UTC(2026, 9, 5, 9)
const SECOND = 1000
/** Ten minutes of an authentication template, and the buffer. */
const short = 15 * MINUTE

const sends = (category: string | null, more: Partial<BusinessMessaged> = {}): BusinessMessaged => ({
  type: 'business-messaged',
  id: 'w',
  at: sentAt,
  content:
    category === null ? { kind: 'service' } : { kind: 'template', name: 'a', language: 'fr', category },
  ...key,
  ...more,
})

const becomes = (
  status: MessageStatus['status'],
  after: number,
  more: Partial<MessageStatus> = {},
): MessageStatus => ({
  type: 'message-status',
  id: `w/${status}`,
  at: sentAt + after,
  message: 'w',
  status,
  ...key,
  ...more,
})

const fateOf = (
  events: readonly Event[],
  after: number,
  input: SettingsInput = {},
): readonly [is: string, at: number] => {
  const subject = engineOf(input)
  const state = events.reduce(subject.evolve, subject.initial)
  const known = { templates: templatesOf(state, key.phoneNumberId) }
  const ofThread = events.filter((event) => event.type !== 'template-changed')
  const [message] = subject.history(ofThread as readonly (BusinessMessaged | MessageStatus)[], known).messages
  if (message === undefined) throw new Error('there is no message')
  const fate = subject.fateOf(message, sentAt + after, known)
  expect(subject.charges(state)).toHaveLength(
    events.some((one) => 'status' in one && one.status === 'delivered') ? 1 : 0,
  )
  return [fate.is, ('until' in fate ? fate.until : fate.at) - sentAt]
}

describe('a message without a word', () => {
  const thirtyDays = 30 * DAY + 5 * MINUTE
  test.each<[category: string | null, lasts: number, settings: SettingsInput]>([
    ['authentication', short, {}],
    ['AUTHENTICATION', short, {}],
    ['authentication_international', short, {}],
    ['utility', thirtyDays, {}],
    ['marketing', thirtyDays, {}],
    [null, thirtyDays, {}],
    ['authentication', 60 * SECOND, { authenticationLifeSeconds: 60, expiryBufferSeconds: 0 }],
    ['utility', 12 * HOUR + SECOND, { utilityLifeSeconds: 43_200, expiryBufferSeconds: 1 }],
    ['marketing_lite', 12 * HOUR, { marketingLifeSeconds: 43_200, expiryBufferSeconds: 0 }],
    ['group_utility', 30 * SECOND, { utilityLifeSeconds: 30, expiryBufferSeconds: 0 }],
    [null, 30 * DAY, { utilityLifeSeconds: 30, expiryBufferSeconds: 0 }],
  ])('of category %s expires after %d ms with %j', (category, lasts, input) => {
    const events = [sends(category), becomes('sent', 0)]
    expect(fateOf(events, lasts - 1, input)).toEqual(['under-way', lasts])
    expect(fateOf(events, lasts, input)).toEqual(['expired', lasts])
  })

  test('has the category that was registered when it was sent', () => {
    const registered = (category: string, at: number): Event => ({
      type: 'template-changed',
      id: `t${at}`,
      at,
      name: 'a',
      language: 'fr',
      status: 'APPROVED',
      category,
    })
    const unnamed = sends(null, { content: { kind: 'template', name: 'a', language: 'fr' } })
    const before = registered('authentication', sentAt - DAY)
    expect(fateOf([before, unnamed], DAY)).toEqual(['expired', short])
    expect(fateOf([before, registered('utility', sentAt), unnamed], DAY)[0]).toBe('under-way')
    expect(fateOf([unnamed], DAY)[0]).toBe('under-way')
  })

  test('of an authentication template that was sent before 23 October 2024 is tried for 30 days', () => {
    const day = Date.UTC(2024, 9, 23)
    const fate = (at: number): string => {
      const subject = engineOf()
      const [message] = subject.history([sends('authentication', { at })]).messages
      return message === undefined ? '' : subject.fateOf(message, at + DAY).is
    }
    expect([fate(day - 1), fate(day)]).toEqual(['under-way', 'expired'])
  })
})

describe('a word comes', () => {
  test.each<[statuses: readonly MessageStatus[], after: number, is: string, at: number]>([
    [[becomes('delivered', HOUR)], HOUR - 1, 'expired', short],
    // What was delivered was delivered, however late.
    [[becomes('delivered', HOUR)], HOUR, 'delivered', HOUR],
    [[becomes('delivered', MINUTE), becomes('read', HOUR)], HOUR - 1, 'delivered', MINUTE],
    [[becomes('delivered', MINUTE), becomes('read', HOUR)], HOUR, 'read', HOUR],
    [[becomes('failed', MINUTE, { errorCode: 131026 })], MINUTE - 1, 'under-way', short],
    [[becomes('failed', MINUTE, { errorCode: 131026 })], MINUTE, 'failed', MINUTE],
  ])('%j: after %d ms it is %s', (statuses, after, is, at) => {
    expect(fateOf([sends('authentication'), ...statuses], after)).toEqual([is, at])
  })
})

describe('pacing', () => {
  const held = { held: true }
  test.each<[more: Partial<BusinessMessaged>, code: number, after: number, is: string]>([
    [held, 132015, HOUR, 'dropped-by-pacing'],
    [held, 135000, HOUR, 'dropped-by-pacing'],
    [held, 132015, 0, 'dropped-by-pacing'],
    [held, 131026, HOUR, 'failed'],
    // Accepted and then paused: it was held, although no answer said so.
    [{}, 132015, HOUR, 'dropped-by-pacing'],
    [{ held: false }, 132015, 1, 'dropped-by-pacing'],
    // Refused at once.
    [{}, 132015, 0, 'failed'],
    // The code explains nothing by itself.
    [{}, 135000, HOUR, 'failed'],
  ])('%j that failed with %d after %d ms is %s', (more, errorCode, after, is) => {
    expect(fateOf([sends('marketing', more), becomes('failed', after, { errorCode })], DAY)).toEqual([
      is,
      after,
    ])
  })

  test('holds a message until there is a word, or its time to live is over', () => {
    const end = 30 * DAY + 5 * MINUTE
    expect(fateOf([sends('marketing', held)], HOUR)).toEqual(['held', end])
    expect(fateOf([sends('marketing', held)], end)).toEqual(['expired', end])
    expect(fateOf([sends('marketing', held), becomes('delivered', HOUR)], HOUR)).toEqual(['delivered', HOUR])
  })

  test('and each fate says by which clauses', () => {
    const subject = engineOf()
    const because = (events: readonly (BusinessMessaged | MessageStatus)[]): readonly string[] =>
      subject.history(events).messages.flatMap((message) => subject.fateOf(message, sentAt + DAY).because)
    expect(because([sends('marketing', held)])).toEqual(['TPL-12'])
    expect(because([sends('authentication')])).toEqual(['TPL-9', 'TPL-17'])
    expect(because([sends('marketing'), becomes('failed', 1, { errorCode: 132015 })])).toEqual([
      'TPL-13',
      'TPL-14',
      'POS-43',
    ])
  })
})

describe('one member of a group', () => {
  test('has a fate of its own', () => {
    const subject = engineOf()
    const [message] = subject.history([
      sends('utility'),
      becomes('delivered', HOUR, { participant: '1', id: 'a' }),
      becomes('failed', HOUR, { participant: '2', id: 'b', errorCode: 131026 }),
    ]).messages
    if (message === undefined) throw new Error('there is no message')
    const fates = (message.shares ?? []).map(
      (share) => subject.fateOf({ ...message, ...share }, sentAt + DAY).is,
    )
    expect([subject.fateOf(message, sentAt + DAY).is, ...fates]).toEqual(['delivered', 'delivered', 'failed'])
  })
})

test.each<[name: keyof SettingsInput, value: unknown, isAllowed: boolean]>([
  ['authenticationLifeSeconds', 30, true],
  ['authenticationLifeSeconds', 29, false],
  ['authenticationLifeSeconds', 2_592_000, true],
  ['authenticationLifeSeconds', 2_592_001, false],
  ['utilityLifeSeconds', 30.5, false],
  ['marketingLifeSeconds', '60', false],
  ['expiryBufferSeconds', 0, true],
  ['expiryBufferSeconds', -1, false],
  ['expiryBufferSeconds', 86_401, false],
])('%s may be %j: %s', (name, value, isAllowed) => {
  const read = settings({ [name]: value })
  expect(isLeft(read) ? read.left.map(({ path }) => path) : []).toEqual(isAllowed ? [] : [`$.${name}`])
})
