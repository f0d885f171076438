import type { Event } from '@guichet/core'
import { readWebhook } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Json, batch, change, entry } from './bodies.ts'
import { catalogue } from './catalogue.ts'
import { assertEach } from '../../core/test/support/check.ts'

/** What names an event: an account's by itself, a thread's with its phone number. */
const nameOf = (event: Event): string =>
  JSON.stringify([event.type, 'phoneNumberId' in event ? event.phoneNumberId : null, event.id])

test.each(Object.entries(catalogue))(
  '%s: the same body has the same ids, and no two events one',
  (_, body) => {
    const { events } = readWebhook(body)
    expect(readWebhook(structuredClone(body)).events).toEqual(events)
    expect(new Set(events.map(nameOf)).size).toBe(events.length)
  },
)

/** Ids that nearly spell each other. */
const id = fc.constantFrom('1', '2', '1/2', '1%2F2', '/', '%', '+1', '', 'a/')
const number = fc.constantFrom('15550100000', '+1 555 010 0000', '15550100001', undefined)
const seconds = fc.constantFrom(1750030073, 1750030074, 1750116473)

const restriction = fc.record({
  restriction_type: fc.constantFrom(
    'RESTRICTED_BIZ_INITIATED_MESSAGING',
    'RESTRICTED_CUSTOMER_INITIATED_MESSAGING',
    'RESTRICTED_BUSINESS_INITIATED_CALLING',
    'RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING',
  ),
  expiration: fc.option(seconds, { nil: undefined }),
})
const value: fc.Arbitrary<readonly [field: string, value: Json]> = fc.oneof(
  fc
    .record({
      event: fc.constant('ACCOUNT_RESTRICTION'),
      restriction_info: fc.array(restriction),
      phone_number: number,
      phone_number_id: fc.option(id, { nil: undefined }),
    })
    .map((given) => ['account_update', given] as const),
  fc
    .constantFrom('DISABLE', 'REINSTATE')
    .map((waba_ban_state) => ['account_update', { event: 'X', ban_info: { waba_ban_state } }] as const),
  fc
    .record({ start_time: seconds, exception_countries: fc.subarray(['IN', 'NG', 'ID']) })
    .map(
      (auth_international_rate_eligibility) =>
        [
          'account_update',
          { event: 'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE', auth_international_rate_eligibility },
        ] as const,
    ),
  fc
    .constantFrom<unknown>(250, 2000, -1, 'TIER_UNLIMITED', 'TIER_250', 'TIER_2K')
    .map(
      (max_daily_conversations_per_business) =>
        ['business_capability_update', { max_daily_conversations_per_business }] as const,
    ),
  fc
    .record({ event: fc.constant('THROUGHPUT_UPGRADE'), display_phone_number: number, phone_number_id: id })
    .map((given) => ['phone_number_quality_update', given] as const),
  fc
    .record({
      phone: id,
      group: id,
      at: seconds,
      type: fc.constantFrom('group_suspend', 'group_suspend_cleared'),
    })
    .map(
      ({ phone, group, at, type }) =>
        [
          'group_status_update',
          { metadata: { phone_number_id: phone }, groups: [{ type, group_id: group, timestamp: at }] },
        ] as const,
    ),
)

test('of two facts about accounts, numbers and groups, one id means one fact', () => {
  const change1 = fc.record({ account: id, time: seconds, value })
  assertEach(
    fc.property(fc.array(change1, { minLength: 2, maxLength: 30 }), (all) => {
      const body = batch(
        ...all.map(({ account, time, value: [field, given] }) =>
          entry([change(field, given)], { id: account, time }),
        ),
      )
      const facts = new Map<string, Event>()
      for (const event of readWebhook(body).events) {
        const known = facts.get(event.id)
        if (known !== undefined) expect(event).toEqual(known)
        facts.set(event.id, event)
      }
    }),
    1000,
  )
})
