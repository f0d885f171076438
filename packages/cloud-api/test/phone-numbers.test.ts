import { readWebhook, readWebhookText } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Json, SHOWN, batch, bodyOf, change, entry, message, ofAccount, threads } from './bodies.ts'
import { assertEach } from '../../core/test/support/check.ts'

const named = (phone_number_id: unknown, display_phone_number: unknown): Json =>
  change('messages', { metadata: { phone_number_id, display_phone_number }, messages: [message()] })

test('each number that metadata names is given once, in the order of the body', () => {
  const body = batch(
    entry([named('1', '15550100001'), named('2', '+1 (555) 010-0002'), named('1', '+1 555 010 0001')]),
    entry([named('2', '15550100003'), named(1, 15550100001)]),
  )
  const phoneNumbers = [
    { phoneNumberId: '1', displayPhoneNumber: '15550100001' },
    { phoneNumberId: '2', displayPhoneNumber: '15550100002' },
    { phoneNumberId: '2', displayPhoneNumber: '15550100003' },
  ]
  expect(readWebhook(body).phoneNumbers).toEqual(phoneNumbers)
  expect(readWebhookText(JSON.stringify(body)).phoneNumbers).toEqual(phoneNumbers)
})

test('however many they are, and however often', () => {
  const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 100, max: 112 })), {
    maxLength: 60,
  })
  assertEach(
    fc.property(some, (pairs) => {
      const { phoneNumbers } = readWebhook(batch(entry(pairs.map(([id, shown]) => named(id, shown)))))
      const told = phoneNumbers.map(
        ({ phoneNumberId, displayPhoneNumber }) => `${phoneNumberId} ${displayPhoneNumber}`,
      )
      expect(told).toEqual([...new Set(pairs.map(([id, shown]) => `${id} ${shown}`))])
    }),
  )
})

test('also under a field that is not read', () => {
  const { phoneNumbers, events } = readWebhook(bodyOf(threads({}, 'smb_app_state_sync')))
  expect(events).toEqual([])
  expect(phoneNumbers).toEqual([{ phoneNumberId: '800000000000001', displayPhoneNumber: SHOWN }])
})

test.each([
  [named('1', undefined)],
  [named('1', 'call me')],
  [named(undefined, SHOWN)],
  [named({}, [])],
  [change('messages', { metadata: null })],
  [change('messages', { metadata: [{ phone_number_id: '1', display_phone_number: SHOWN }] })],
])('%j names none', (one) => {
  expect(readWebhook(bodyOf(one)).phoneNumbers).toEqual([])
})

test('a number that stands outside of metadata names no id', () => {
  const body = ofAccount('phone_number_quality_update', {
    display_phone_number: SHOWN,
    event: 'THROUGHPUT_UPGRADE',
  })
  expect(readWebhook(body).phoneNumbers).toEqual([])
})
