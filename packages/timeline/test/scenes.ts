import { engine, fromIso, settings, match, type Engine, type ThreadEvent } from '@guichet/core'
import type { TimelineOptions } from '../src/index.ts'

/** The engine of an account in a time zone. */
export const engineIn = (timeZone: string): Engine =>
  match(
    () => engine(),
    (made: Parameters<typeof engine>[0]) => engine(made),
  )(settings({ timeZone }))

/** An instant of a test. */
export const at = (iso: string): number => fromIso(iso) ?? Number.NaN

let count = 0
const inThread = (when: string): { id: string; at: number; phoneNumberId: string; customer: string } => ({
  id: `wamid.${String(++count).padStart(3, '0')}`,
  at: at(when),
  phoneNumberId: '106540352242922',
  customer: '491701234567',
})

/** The customer sends something. */
export const received = (when: string, kind = 'text'): ThreadEvent => ({
  ...inThread(when),
  type: 'customer-messaged',
  kind,
})

const clicked = (when: string): ThreadEvent => ({
  ...inThread(when),
  type: 'customer-messaged',
  kind: 'text',
  entryPoint: { source: 'ad', id: '1202330' },
})

const called = (when: string): ThreadEvent => ({ ...inThread(when), type: 'customer-called' })

/** The business sends a service message. */
export const replied = (when: string): ThreadEvent => ({
  ...inThread(when),
  type: 'business-messaged',
  content: { kind: 'service' },
})

const reacted = (when: string): ThreadEvent => ({
  ...inThread(when),
  type: 'business-messaged',
  content: { kind: 'reaction' },
})

const template = (when: string, name = 'order_update', category = 'utility'): ThreadEvent => ({
  ...inThread(when),
  type: 'business-messaged',
  content: { kind: 'template', name, language: 'en', category },
})

const status = (
  when: string,
  message: ThreadEvent,
  what: 'delivered' | 'read' | 'failed',
  errorCode?: number,
): ThreadEvent => ({
  ...inThread(when),
  type: 'message-status',
  message: message.id,
  status: what,
  ...(errorCode === undefined ? {} : { errorCode }),
})

const preference = (when: string, value: 'stop' | 'resume'): ThreadEvent => ({
  ...inThread(when),
  type: 'marketing-preference',
  value,
})

const failing = (sent: ThreadEvent, when: string, errorCode: number): readonly ThreadEvent[] => [
  sent,
  status(when, sent, 'failed', errorCode),
]

/** A history and how to draw it. */
export interface Scene {
  readonly name: string
  readonly events: readonly ThreadEvent[]
  readonly options: TimelineOptions
}

const berlin = engineIn('Europe/Berlin')
const newYork = engineIn('America/New_York')

const scene = (
  name: string,
  events: readonly ThreadEvent[],
  options: Partial<TimelineOptions> = {},
): Scene => ({
  name,
  events,
  options: { engine: berlin, ...options },
})

const returning: readonly ThreadEvent[] = [
  received('2026-08-03T07:12:00Z'),
  replied('2026-08-03T09:40:00Z'),
  received('2026-08-03T09:55:00Z', 'image'),
  replied('2026-08-03T10:02:00Z'),
  template('2026-08-10T08:00:00Z'),
  received('2026-08-10T11:30:00Z', 'button'),
  replied('2026-08-10T11:34:00Z'),
  received('2026-08-10T18:05:00Z', 'reaction'),
]

const crowd: readonly ThreadEvent[] = Array.from({ length: 400 }, (_, n) => {
  const when = new Date(
    at('2026-08-03T07:00:00Z') + Math.floor(n / 4) * 211_000 + (n % 4) * 400,
  ).toISOString()
  if (n % 57 === 56) return received(when, 'reaction')
  return n % 4 === 0 || n % 4 === 3 ? received(when) : replied(when)
})

/** What there are pictures of. */
export const scenes: readonly Scene[] = [
  scene('user-initiated', [received('2026-08-03T07:12:00Z'), replied('2026-08-03T10:12:00Z')]),
  scene('business-initiated-answered', [
    template('2026-08-03T07:00:00Z'),
    received('2026-08-03T15:20:00Z', 'button'),
    replied('2026-08-03T15:24:00Z'),
  ]),
  scene('business-initiated-unanswered', [
    template('2026-08-03T07:00:00Z'),
    template('2026-08-05T07:00:00Z', 'order_reminder'),
  ]),
  scene('restarted', [
    received('2026-08-03T07:12:00Z'),
    replied('2026-08-03T07:30:00Z'),
    received('2026-08-03T14:00:00Z'),
    received('2026-08-03T21:40:00Z', 'audio'),
    replied('2026-08-04T06:05:00Z'),
    received('2026-08-04T13:10:00Z'),
    called('2026-08-04T13:45:00Z'),
    reacted('2026-08-04T14:30:00Z'),
  ]),
  scene('returning', returning, { title: 'A customer returns after a week' }),
  scene('failed-template', [
    ...failing(template('2026-08-03T07:00:00Z', 'spring_sale', 'marketing'), '2026-08-03T07:00:04Z', 131026),
    preference('2026-08-03T09:00:00Z', 'stop'),
    received('2026-08-03T12:00:00Z'),
    replied('2026-08-03T12:05:00Z'),
    ...failing(replied('2026-08-03T16:00:00Z'), '2026-08-03T16:00:05Z', 131000),
  ]),
  scene('refused', [
    received('2026-08-03T07:12:00Z'),
    replied('2026-08-03T07:20:00Z'),
    ...failing(replied('2026-08-04T08:30:00Z'), '2026-08-04T08:30:01Z', 131047),
    template('2026-08-04T09:00:00Z'),
    received('2026-08-04T11:00:00Z', 'edit'),
  ]),
  scene('ad-answered', [clicked('2026-08-03T07:12:00Z'), replied('2026-08-03T13:12:00Z')], {
    now: at('2026-08-04T10:00:00Z'),
  }),
  scene('ad-unanswered', [clicked('2026-08-03T07:12:00Z')]),
  scene('crowded', crowd),
  scene(
    'daylight-saving',
    [received('2026-03-07T20:30:00Z'), replied('2026-03-07T21:00:00Z'), received('2026-03-08T14:00:00Z')],
    { engine: newYork },
  ),
  scene('dark', returning, { theme: 'dark', now: at('2026-08-11T06:00:00Z') }),
  scene('empty', []),
]
