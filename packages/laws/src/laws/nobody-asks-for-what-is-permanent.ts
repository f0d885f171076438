import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { MessageJson } from '../protocol.ts'
import { askedAround, callsAfter, refusing, until } from '../script/refusing.ts'
import { HOUR, MINUTE } from '../script/stories.ts'
import { mistakes } from '../spoil/spoil.ts'

const request: MessageJson = { kind: 'call-permission-request', by: 'template' }

const happened = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Partial<Event>[]>(
      { type: 'call-permission-changed', permission: 'permanent', source: 'profile' },
      { type: 'call-permission-changed', permission: 'permanent', source: 'customer' },
      { type: 'call-permission-changed', permission: 'temporary', source: 'customer' },
      { type: 'call-permission-changed', permission: 'none', source: 'profile' },
    ),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Partial<Event>[]>(
      { type: 'call-ended', direction: 'business', connected: false },
      { type: 'call-ended', direction: 'business', connected: false },
      { type: 'call-ended', direction: 'business', connected: true },
    ),
  },
)

export const nobodyAsksForWhatIsPermanent: Law = refusing({
  id: 'nobody-asks-for-what-is-permanent',
  sentence:
    'A request for permission to call is refused while a permanent permission is in force: not under a temporary one, not after the customer took it back, and not after the fourth call of the business in a row that nobody picks up.',
  cites: ['CALL-13', 'CALL-14'],
  code: 'call-permission-is-permanent',
  stories: fc
    .array(fc.tuple(happened, fc.constantFrom(1, MINUTE, HOUR)), { minLength: 0, maxLength: 7, size: 'max' })
    .map((told) => askedAround(callsAfter('permanent', told), [HOUR])),
  asks: () => request,
  refuses: (story, at) => {
    let isPermanent = false
    let missed = 0
    for (const event of until(story, at)) {
      if (event.type === 'call-permission-changed') {
        isPermanent = event.permission === 'permanent'
        missed = 0
      }
      if (event.type !== 'call-ended') continue
      missed = event.connected ? 0 : missed + 1
      if (missed >= 4) isPermanent = false
    }
    return isPermanent
  },
  mutants: [
    {
      defect: 'a temporary permission is not asked for anew, either',
      spoil: mistakes((event) => [
        event['permission'] === 'temporary' ? { ...event, permission: 'permanent' } : event,
      ]),
    },
    {
      defect: 'what the customer takes back stays',
      spoil: mistakes((event) => (event['permission'] === 'none' ? [] : [event])),
    },
    {
      defect: 'calls that nobody picks up end nothing',
      spoil: mistakes((event) => (event['connected'] === false ? [] : [event])),
    },
    {
      defect: 'a permission that is given in the profile lasts a week',
      spoil: mistakes((event) => [
        event['permission'] === 'permanent' && event['source'] === 'profile'
          ? { ...event, permission: 'temporary' }
          : event,
      ]),
    },
  ],
})
