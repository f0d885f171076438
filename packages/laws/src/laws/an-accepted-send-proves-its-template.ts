import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import { becomes, scene, sends, thread } from '../script/episodes.ts'
import { isAllowed, isOk, isRefused } from '../script/replies.ts'
import { askAt } from '../script/requests.ts'
import { sawAllowed, sawRefused } from '../script/situations.ts'
import { HOUR } from '../script/stories.ts'
import { later, mistakes } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const start = Date.UTC(2026, 10, 3, 9)
const hello = { kind: 'template', name: 'hello', language: 'en_US' } as const

/** Meta's codes for what is wrong with a template lie between these. */
const isOfTemplate = (code: number | undefined): boolean =>
  code !== undefined && code >= 132_000 && code <= 132_099

type Told = (index: number, at: number) => readonly Event[]

const changed =
  (status: string): Told =>
  (index, at) => [
    { type: 'template-changed', id: `t${index}`, at, name: hello.name, language: 'en-US', status },
  ]

/** Sent in another thread of the same number, and failed after a while where a code is given. */
const sent =
  (errorCode?: number): Told =>
  (index, at) => {
    const other = { ...thread, customer: '15550100007' }
    const message = sends(`m${index}`, at, hello, other)
    if (errorCode === undefined) return [message]
    return [message, { ...becomes(`m${index}`, 'failed', at + 30 * 60_000, other), errorCode }]
  }

const sendsIn = ({ events }: Story, at: number): readonly number[] => {
  const failures = events.filter(
    (event) =>
      event.type === 'message-status' &&
      event.at <= at &&
      'errorCode' in event &&
      isOfTemplate(event.errorCode),
  )
  return events.flatMap((event) =>
    event.type === 'business-messaged' &&
    event.at <= at &&
    !failures.some((failure) => failure.type === 'message-status' && failure.message === event.id)
      ? [event.at]
      : [],
  )
}

/** The last status that a webhook told, or that a send after it proves. */
const mayBeSent = (story: Story, at: number): boolean => {
  const changes = story.events.filter((event) => event.type === 'template-changed' && event.at <= at)
  const latest = changes.at(-1)
  if (latest?.type !== 'template-changed' || latest.status === 'APPROVED') return true
  return sendsIn(story, at).some((sentAt) => sentAt > latest.at)
}

export const anAcceptedSendProvesItsTemplate: Law = {
  id: 'an-accepted-send-proves-its-template',
  sentence:
    'A template that WhatsApp accepted was approved at that instant, also when the message failed later, unless it failed because of its template.',
  cites: ['G7', 'TPL-2'],
  judgesFrom: 'decision',
  stories: fc
    .array(
      fc.tuple(
        fc.constantFrom(
          changed('PAUSED'),
          changed('PENDING'),
          changed('APPROVED'),
          sent(),
          sent(131026),
          sent(132001),
          sent(132015),
        ),
        fc.constantFrom(1, HOUR, HOUR),
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((told) => {
      let at = start
      const events = told.flatMap(([tell, wait], index) => tell(index, (at += wait)))
      const asked = new Set(events.flatMap((event) => [event.at - 1, event.at, event.at + 1]))
      return scene(events, { asked: [...asked].sort((a, b) => a - b) })
    }),
  script: (story) => [
    reset(story),
    absorb(story.events.toReversed()),
    ...story.asked.map((at) => askAt(thread, hello, at)),
  ],
  holds: (story, replies) =>
    replies.length === 2 + story.asked.length &&
    replies.slice(0, 2).every(isOk) &&
    story.asked.every((at, index) =>
      mayBeSent(story, at) ? isAllowed(replies[2 + index]) : isRefused(replies[2 + index]),
    ),
  situations: {
    'it was allowed': sawAllowed,
    'it was refused': sawRefused,
    'a send proved it': (story) =>
      story.asked.some(
        (at) => mayBeSent(story, at) && !mayBeSent({ ...story, events: story.events.filter(isChange) }, at),
      ),
  },
  mutants: [
    {
      defect: 'sends prove nothing',
      spoil: mistakes((event) => (event.type === 'business-messaged' ? [] : [event])),
    },
    {
      defect: 'a failure because of the template changes nothing',
      spoil: mistakes((event) => [event.type === 'message-status' ? { ...event, errorCode: 131026 } : event]),
    },
    {
      defect: 'any failure takes the proof back',
      spoil: mistakes((event) => [event.type === 'message-status' ? { ...event, errorCode: 132001 } : event]),
    },
    {
      defect: 'a send proves its template a millisecond too early',
      spoil: mistakes((event) => [
        event.type === 'business-messaged' ? { ...event, at: later(event.at, -1) } : event,
      ]),
    },
  ],
}

const isChange = ({ type }: Event): boolean => type === 'template-changed'
