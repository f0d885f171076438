import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { MessageJson } from '../protocol.ts'
import { askedAround, begin, berlin, refusing, until } from '../script/refusing.ts'
import { HOUR } from '../script/stories.ts'
import { later, mistakes } from '../spoil/spoil.ts'

const news: MessageJson = { kind: 'template', name: 'news', language: 'en_US', category: 'utility' }

/** The group is written to under this id. */
const group = berlin.customer

export const aSuspendedGroupGetsNoMessage: Law = refusing({
  id: 'a-suspended-group-gets-no-message',
  sentence: 'A group gets no message while it is suspended, nor once it is deleted.',
  cites: ['GRP-7', 'GRP-8'],
  code: 'group-suspended',
  stories: fc
    .array(
      fc.tuple(
        fc.constantFrom('active' as const, 'suspended' as const, 'deleted' as const),
        fc.constantFrom(group, 'another'),
        fc.constantFrom(1, HOUR),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((told) => {
      let at = begin
      const events = told.map(([state, of, wait], index): Event => {
        at += wait
        return { type: 'group-changed', id: `g${index}`, at, phoneNumberId: '100', group: of, state }
      })
      return askedAround(events, [])
    }),
  asks: () => news,
  refuses: (story, at) => {
    const latest = until(story, at).findLast(
      (event) => event.type === 'group-changed' && event.group === group,
    )
    return latest?.type === 'group-changed' && latest.state !== 'active'
  },
  mutants: [
    {
      defect: 'a deleted group gets messages',
      spoil: mistakes((event) => [event['state'] === 'deleted' ? { ...event, state: 'active' } : event]),
    },
    {
      defect: 'a suspension begins a millisecond late',
      spoil: mistakes((event) => [{ ...event, at: later(event.at, 1) }]),
    },
    {
      defect: 'a suspended group stays so',
      spoil: mistakes((event) => (event['state'] === 'active' ? [] : [event])),
    },
  ],
})
