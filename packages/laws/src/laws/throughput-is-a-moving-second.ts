import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { MessageJson } from '../protocol.ts'
import { becomes, sends, serviceContent, writes } from '../script/episodes.ts'
import { askedAround, begin, berlin, neighbour, refusing, until } from '../script/refusing.ts'
import { MINUTE } from '../script/stories.ts'
import { mistakes } from '../spoil/spoil.ts'

const service: MessageJson = { kind: 'service' }

export const throughputIsAMovingSecond: Law = refusing({
  id: 'throughput-is-a-moving-second',
  sentence:
    'A message is refused while as many messages as the number may pass in a second were sent by it or came to it in the last 1,000 milliseconds, with all of its customers, failed ones too.',
  cites: ['LIM-35'],
  code: 'throughput-reached',
  stories: fc
    .tuple(
      fc.array(fc.tuple(fc.constantFrom('in', 'out', 'failed'), fc.constantFrom(1, 500, 999, 1000)), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.constantFrom(1, 2, 3),
    )
    .map(([told, perSecond]) => {
      let at = begin
      const events = told.flatMap(([what, wait], index): readonly Event[] => {
        at += wait
        if (what === 'in') return [writes(`c${index}`, at, undefined, neighbour)]
        const sent = sends(`m${index}`, at, serviceContent, neighbour)
        return what === 'out' ? [sent] : [sent, becomes(`m${index}`, 'failed', at, neighbour)]
      })
      const level: Event = {
        type: 'throughput-changed',
        id: 't',
        at: begin - MINUTE,
        phoneNumberId: '100',
        perSecond,
      }
      const story = askedAround([...events], [1000], { dice: perSecond })
      return { ...story, events: [writes('c', begin - MINUTE, undefined, berlin), level, ...story.events] }
    })
    .map((story) => ({ ...story, asked: story.asked.filter((at) => at >= begin) })),
  asks: () => service,
  refuses: (story, at) =>
    until(story, at).filter(
      (event) =>
        (event.type === 'customer-messaged' || event.type === 'business-messaged') && at < event.at + 1000,
    ).length >= story.dice,
  mutants: [
    {
      defect: 'what customers send is not counted',
      spoil: mistakes((event) => [
        event.type === 'customer-messaged' && event['customer'] === neighbour.customer
          ? { ...event, type: 'customer-called' }
          : event,
      ]),
    },
    {
      defect: 'only the thread itself is counted',
      spoil: mistakes((event) => (event['customer'] === neighbour.customer ? [] : [event])),
    },
  ],
})
