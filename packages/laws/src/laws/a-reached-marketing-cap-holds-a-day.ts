import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { MessageJson } from '../protocol.ts'
import { sends, templateOf, writes } from '../script/episodes.ts'
import { askedAround, begin, berlin, refusing, until } from '../script/refusing.ts'
import { DAY, HOUR } from '../script/stories.ts'
import { iso } from '../story.ts'
import { mistakes } from '../spoil/spoil.ts'

const asked: MessageJson = { kind: 'template', name: 'promo', language: 'en_US', category: 'marketing' }
const accountOf = (phoneNumberId: string): string => (phoneNumberId === '300' ? 'B' : 'A')

const happened = fc.oneof(
  fc.record({
    phoneNumberId: fc.constantFrom('100', '200', '300'),
    errorCode: fc.constantFrom(131049, 131049, 131026),
  }),
  fc.constant(null),
)

export const aReachedMarketingCapHoldsADay: Law = refusing({
  id: 'a-reached-marketing-cap-holds-a-day',
  sentence:
    'After a marketing message failed with 131049, marketing to the customer is refused to all numbers of the account for 24 hours, unless the customer service window is open.',
  cites: ['LIM-26', 'POS-36'],
  code: 'marketing-cap-reached',
  stories: fc
    .array(fc.tuple(happened, fc.constantFrom(1, HOUR, DAY - 1)), { minLength: 1, maxLength: 3 })
    .map((told) => {
      let at = begin
      const events = told.flatMap(([what, wait], index): readonly Event[] => {
        at += wait
        if (what === null) return [writes(`c${index}`, at, undefined, berlin)]
        const { phoneNumberId, errorCode } = what
        const key = { ...berlin, phoneNumberId, account: accountOf(phoneNumberId) }
        return [
          sends(`m${index}`, at - 1, templateOf('marketing'), key),
          {
            type: 'message-status',
            id: `s${index}`,
            at,
            ...key,
            message: `m${index}`,
            status: 'failed',
            errorCode,
          },
        ]
      })
      const known: Event = {
        type: 'marketing-preference',
        id: 'p',
        at: begin,
        ...berlin,
        account: 'A',
        value: 'resume',
      }
      return askedAround([known, ...events], [DAY])
    }),
  asks: () => asked,
  refuses: (story, at) => {
    const events = until(story, at)
    const isOpen = events.some((event) => event.type === 'customer-messaged' && at < event.at + DAY)
    return (
      !isOpen &&
      events.some(
        (event) =>
          event.type === 'message-status' &&
          event.errorCode === 131049 &&
          event.account === 'A' &&
          at < event.at + DAY,
      )
    )
  },
  mutants: [
    {
      defect: 'a cap holds inside the window, too',
      spoil: mistakes((event) => (event.type === 'customer-messaged' ? [] : [event])),
    },
    {
      defect: 'a cap holds for the number only',
      spoil: mistakes((event) => (event['phoneNumberId'] === '200' ? [] : [event])),
    },
    {
      defect: 'a cap ends at midnight',
      spoil: mistakes((event) => {
        const at = Date.parse(event.at)
        return [event.type === 'message-status' ? { ...event, at: iso(at - (at % DAY)) } : event]
      }),
    },
  ],
})
