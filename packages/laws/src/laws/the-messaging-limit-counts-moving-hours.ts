import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { MessageJson } from '../protocol.ts'
import { becomes, sends, templateOf, writes } from '../script/episodes.ts'
import { askedAround, begin, refusing, until } from '../script/refusing.ts'
import { DAY, HOUR } from '../script/stories.ts'
import { iso } from '../story.ts'
import { mistakes } from '../spoil/spoil.ts'

const account = 'A'
const news = templateOf('utility')
const asked: MessageJson = { kind: 'template', name: 'utility_note', language: 'en_US', category: 'utility' }

const sending = fc.record({
  phoneNumberId: fc.constantFrom('100', '200'),
  customer: fc.constantFrom('4915550100002', '4915550100003'),
  wait: fc.constantFrom(HOUR, 5 * HOUR, DAY - 1, DAY),
  fate: fc.constantFrom('none', 'delivered', 'failed'),
  isAnswer: fc.constantFrom(false, false, true),
})

/** Is a message counted at an instant: sent outside the window, and delivered or under way in the last 24 hours? */
const isCounted = (events: readonly Event[], sent: Event, at: number): boolean => {
  if (sent.type !== 'business-messaged') return false
  const isOf = (event: Event): boolean =>
    'customer' in event && event.customer === sent.customer && event.phoneNumberId === sent.phoneNumberId
  if (
    events.some(
      (event) =>
        event.type === 'customer-messaged' && isOf(event) && event.at <= sent.at && sent.at < event.at + DAY,
    )
  )
    return false
  const fate = events.find((event) => event.type === 'message-status' && event.message === sent.id)
  if (fate?.type === 'message-status' && fate.status === 'failed') return false
  return at < (fate?.at ?? sent.at) + DAY
}

export const theMessagingLimitCountsMovingHours: Law = refusing({
  id: 'the-messaging-limit-counts-moving-hours',
  sentence:
    'A template outside the window is refused while as many customers of all numbers as the limit says were written to outside their windows in the last 24 hours and the message was delivered or is under way.',
  cites: ['LIM-20', 'POS-31', 'POS-32', 'POS-50'],
  code: 'messaging-limit-reached',
  stories: fc
    .tuple(fc.array(sending, { minLength: 1, maxLength: 3 }), fc.constantFrom(1, 2))
    .map(([sendings, limit]) => {
      let at = begin
      const events = sendings.flatMap(({ phoneNumberId, customer, wait, fate, isAnswer }, index) => {
        at += wait
        const key = { phoneNumberId, customer }
        const status = fate === 'delivered' || fate === 'failed' ? fate : null
        return [
          ...(isAnswer ? [writes(`c${index}`, at - 1, undefined, key)] : []),
          sends(`m${index}`, at, news, key),
          ...(status === null ? [] : [becomes(`m${index}`, status, at + HOUR, key)]),
        ]
      })
      const known: Event = { type: 'messaging-limit-changed', id: 'l', at: begin, account, limit }
      return askedAround([known, ...events], [DAY], { dice: limit })
    }),
  asks: () => asked,
  refuses: (story, at) => {
    const events = until(story, at)
    const counted = events.filter((event) => isCounted(events, event, at))
    const customers = new Set(counted.map((event) => ('customer' in event ? event.customer : '')))
    return events.length > 0 && customers.size >= story.dice
  },
  mutants: [
    {
      defect: 'the day of the calendar counts, not the last 24 hours',
      spoil: mistakes((event) => {
        const at = Date.parse(event.at)
        return [event.type === 'message-status' ? { ...event, at: iso(at - (at % DAY)) } : event]
      }),
    },
    {
      defect: 'each number has a limit of its own',
      spoil: mistakes((event) => (event['phoneNumberId'] === '200' ? [] : [event])),
    },
    {
      defect: 'messages that failed count',
      spoil: mistakes((event) => (event['status'] === 'failed' ? [] : [event])),
    },
    {
      defect: 'messages inside the window count',
      spoil: mistakes((event) => (event.type === 'customer-messaged' ? [] : [event])),
    },
  ],
})
