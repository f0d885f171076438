import { addressOf, customerOf } from '@guichet/cloud-api'
import { customerId } from '@guichet/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { GROUP, USER_ID } from '../bodies.ts'
import { assertEach } from '../../../core/test/support/check.ts'

const digits = fc.stringMatching(/^[1-9]\d{5,14}$/)
const userId = fc.stringMatching(/^[A-Z]{2}\.[A-Za-z0-9]{1,40}$/)
const group = fc.stringMatching(/^[A-Za-z]{2}[A-Za-z0-9+/=]{6,40}$/)

test('an address leads back to the customer', () => {
  assertEach(
    fc.property(fc.oneof(digits, userId, group), (customer) => {
      expect(customerOf(addressOf(customer))).toBe(customer)
    }),
  )
})

test('a phone number is its digits, however it is written', () => {
  const gaps = fc.array(fc.constantFrom('', ' ', '-', ' (', ') '), { minLength: 15, maxLength: 15 })
  assertEach(
    fc.property(digits, gaps, (number, between) => {
      const written = `+${[...number].map((digit, n) => `${digit}${between[n] ?? ''}`).join('')}`
      expect(customerId(written)).toBe(number)
      expect(addressOf(written)).toEqual({ recipient_type: 'individual', to: number })
    }),
  )
})

test.each([
  ['33639980001', { recipient_type: 'individual', to: '33639980001' }],
  [USER_ID, { recipient_type: 'individual', recipient: USER_ID }],
  ['US.ENT.1', { recipient_type: 'individual', recipient: 'US.ENT.1' }],
  [GROUP, { recipient_type: 'group', to: GROUP }],
])('%s', (customer, address) => expect(addressOf(customer)).toEqual(address))

test.each<readonly [unknown, string | null]>([
  [{ to: '+33 6', recipient: 'FR.1' }, '336'],
  [{ recipient: 'FR.1' }, 'FR.1'],
  [{ to: '', recipient: 'FR.1' }, 'FR.1'],
  [{ to: 336 }, '336'],
  [{ to: '()' }, '()'],
  [{ to: ['33'] }, null],
  [{}, null],
  [null, null],
])('the customer of %j is %j', (body, customer) => expect(customerOf(body)).toBe(customer))
