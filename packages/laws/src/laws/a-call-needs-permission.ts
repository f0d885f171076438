import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { MessageJson } from '../protocol.ts'
import { askedAround, callsAfter, refusing, until } from '../script/refusing.ts'
import { DAY, HOUR, MINUTE } from '../script/stories.ts'
import { later, mistakes } from '../spoil/spoil.ts'

const call: MessageJson = { kind: 'call' }
const WEEK = 7 * DAY

const happened = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom<Partial<Event>[]>(
      { type: 'call-permission-changed', permission: 'temporary', source: 'profile' },
      { type: 'call-permission-changed', permission: 'permanent', source: 'profile' },
      { type: 'call-permission-changed', permission: 'none', source: 'automatic' },
    ),
  },
  {
    weight: 7,
    arbitrary: fc.constantFrom<Partial<Event>[]>(
      { type: 'call-ended', direction: 'business', connected: false },
      { type: 'call-ended', direction: 'business', connected: false },
      { type: 'call-ended', direction: 'business', connected: false },
      { type: 'call-ended', direction: 'user', connected: false },
      { type: 'call-ended', direction: 'user', connected: true },
    ),
  },
)

export const aCallNeedsPermission: Law = refusing({
  id: 'a-call-needs-permission',
  sentence:
    'Once anything is known of it, a call needs a permission in force: a temporary one lasts seven days, and the fourth call of the business in a row that nobody picks up ends any.',
  cites: ['CALL-11', 'CALL-14', 'POS-39'],
  code: 'call-not-permitted',
  stories: fc
    .array(fc.tuple(happened, fc.constantFrom(1, MINUTE, HOUR)), { minLength: 1, maxLength: 8, size: 'max' })
    .map((told) => askedAround(callsAfter(told.length % 2 === 0 ? 'temporary' : 'permanent', told), [WEEK])),
  asks: () => call,
  refuses: (story, at) => {
    let isPermitted: boolean | null = null
    let end = Infinity
    let missed = 0
    for (const event of until(story, at)) {
      if (event.type === 'call-permission-changed') {
        isPermitted = event.permission !== 'none'
        end = event.permission === 'temporary' ? event.at + WEEK : Infinity
        missed = 0
      }
      if (event.type !== 'call-ended') continue
      if (event.connected) missed = 0
      else if (event.direction === 'business') missed++
      if (missed >= 4 && isPermitted === true) isPermitted = false
    }
    return isPermitted !== null && !(isPermitted && at < end)
  },
  mutants: [
    {
      defect: 'a permission outlives the fourth unanswered call',
      spoil: mistakes((event, before) => {
        const isFirst = !before.some((other) => other.type === 'call-ended')
        return event.type === 'call-ended' && isFirst ? [] : [event]
      }),
    },
    {
      defect: 'unanswered calls of the customer count, too',
      spoil: mistakes((event) => [
        event['direction'] === 'user' && event['connected'] === false
          ? { ...event, direction: 'business' }
          : event,
      ]),
    },
    {
      defect: 'a call that was picked up changes nothing',
      spoil: mistakes((event) => (event['connected'] === true ? [] : [event])),
    },
    {
      defect: 'a temporary permission holds at its end',
      spoil: mistakes((event) => [
        event['permission'] === 'temporary' ? { ...event, until: later(event.at, WEEK + 1) } : event,
      ]),
    },
  ],
})
