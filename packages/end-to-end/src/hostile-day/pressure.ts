import { HOUR, MINUTE, type Instant, type Restriction } from '@guichet/core'
import type { Action, Scene } from '@guichet/emulator'
import { dawn, midnight, otherAccount, phoneNumbers } from './scenery.ts'

/** What WhatsApp does to the two accounts in the course of the day, with limits that bite for that many customers. */
export const pressureOn = (customers: number): readonly Scene[] => {
  const limit = (share: number): Action => ({
    do: 'set-messaging-limit',
    limit: Math.max(2, Math.round(customers * share)),
  })
  const [shop, workshop] = phoneNumbers
  const throughput = phoneNumbers.map(({ id }): Action => ({
    do: 'set-throughput',
    perSecond: 1_000,
    phoneNumberId: id,
  }))
  return [
    ...throughput.map((action) => ({ at: dawn, action })),
    { at: dawn, action: limit(0.04) },
    { at: midnight - 6 * HOUR, action: limit(0.09) },
    // Fewer than count already: nobody new for hours.
    { at: midnight + 3 * HOUR, action: limit(0.06) },
    { at: midnight + 7 * HOUR, action: limit(0.15) },
    { at: midnight + 9 * HOUR, action: { do: 'set-messaging-limit', limit: null } },
    { at: midnight + 10 * HOUR, action: limit(0.2) },
    ...restricted('business-initiated-messages', midnight - 9 * HOUR, 2 * HOUR, workshop.id),
    ...restricted('replies', midnight - 3 * HOUR, HOUR, shop.id),
    ...restricted('business-initiated-messages', midnight + 6 * HOUR, 40 * MINUTE, null),
    // The end that was announced first is replaced by an earlier one.
    ...restricted('replies', midnight + 8 * HOUR, 5 * HOUR, null),
    ...restricted('replies', midnight + 8.5 * HOUR, 10 * MINUTE, null),
    ...restricted('business-initiated-calls', midnight + 4 * HOUR, 2 * HOUR, shop.id),
    {
      at: midnight + HOUR,
      action: { do: 'restrict', restriction: 'all-messages', account: otherAccount },
    },
    { at: midnight + 3.5 * HOUR, action: { do: 'release', account: otherAccount } },
  ]
}

const restricted = (
  restriction: Restriction,
  at: Instant,
  lasts: number,
  phoneNumberId: string | null,
): readonly Scene[] => [
  {
    at,
    action: {
      do: 'restrict',
      restriction,
      until: at + lasts,
      ...(phoneNumberId === null ? {} : { phoneNumberId }),
    },
  },
]
