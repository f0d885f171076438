import { expect, test } from 'vitest'
import { HOUR, isRight, type Content, type Event, type SettingsInput } from '../src/index.ts'
import { engineOf } from './support/engine-of.ts'

/** What a message to a customer would cost who is known to be a group: what each of its members will (GRP-2, GRP-5). */

const group = { phoneNumberId: '100', customer: '120363025246125486' }
const noon = Date.UTC(2026, 2, 10, 12)

const made: Event = {
  type: 'group-changed',
  id: 'g',
  at: noon - 2 * HOUR,
  phoneNumberId: '100',
  group: group.customer,
  state: 'active',
}
const clicked: Event = {
  type: 'customer-messaged',
  id: 'c',
  at: noon - HOUR,
  kind: 'text',
  entryPoint: { source: 'ad' },
  ...group,
}
const template = (category: string): Content => ({ kind: 'template', name: 'a', language: 'fr', category })
const freeMarketing: SettingsInput = { overrides: { groupMarketingIsFreeInWindow: true } }

test.each<
  [known: readonly Event[], content: Content, type: string, isGroup: boolean, settings: SettingsInput]
>([
  [[clicked], template('marketing'), 'free_entry_point', false, {}],
  [[made, clicked], template('marketing'), 'regular', true, {}],
  [[made, clicked], template('marketing'), 'free_customer_service', true, freeMarketing],
  [[made], template('marketing'), 'regular', true, freeMarketing],
  [[{ ...made, at: noon + 1 }, clicked], template('marketing'), 'free_entry_point', false, {}],
  [[{ ...made, group: 'another' } as Event, clicked], template('marketing'), 'free_entry_point', false, {}],
  [[made, clicked], template('utility'), 'free_customer_service', true, {}],
  [[made, clicked], { kind: 'service' }, 'free_customer_service', true, {}],
])('%j: %j is %s', (known, content, type, isGroup, settings) => {
  const subject = engineOf(settings)
  const state = known.reduce(subject.evolve, subject.initial)
  const answer = subject.ask(state, group, content, noon)
  const charge = isRight(answer) ? answer.right.charge : null
  expect(charge).toMatchObject({ unit: 'message', type })
  expect(charge?.because.includes('GRP-2')).toBe(isGroup)
  // A member is charged as was foretold.
  const sent: Event = { type: 'business-messaged', id: 'w', at: noon, content, ...group }
  const reached: Event = {
    type: 'message-status',
    id: 's',
    at: noon,
    message: 'w',
    participant: '33639980001',
    status: 'delivered',
    ...group,
  }
  const [charged] = subject.charges([sent, reached].reduce(subject.evolve, state))
  if (isGroup) expect(charged).toMatchObject({ type, participant: '33639980001' })
})
