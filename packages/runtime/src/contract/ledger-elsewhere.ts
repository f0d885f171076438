import type { ThreadEvent } from '@guichet/core'
import type { Claim } from '../decide/command.ts'
import { expectSame } from './expect.ts'
import { noon, otherPhone, phone } from './given.ts'
import { ledgerCase, type LedgerCase } from './ledger-case.ts'
import { claim, takeIn } from './ledger-given.ts'

const [phoneNumber, userId, another] = ['33639980001', 'FR.1', '33639980002'] as const

/** A customer of whom two ids are known wrote, so long ago that no window is open. */
const written: ThreadEvent = {
  type: 'customer-messaged',
  id: 'written',
  at: noon - 30 * 3_600_000,
  kind: 'text',
  phoneNumberId: phone,
  account: 'A',
  customer: phoneNumber,
  aliases: [userId],
}

/** WhatsApp delivers no more marketing to the customer for now. */
const capped: ThreadEvent = {
  type: 'message-status',
  id: 'capped',
  at: noon - 60_000,
  phoneNumberId: otherPhone,
  account: 'A',
  customer: userId,
  message: 'wamid.promo',
  status: 'failed',
  errorCode: 131049,
}

const marketingTo = (customer: string): Claim => {
  const text = claim(customer, customer, customer)
  const content = { kind: 'template', name: 'promo', language: 'en', category: 'marketing' } as const
  return { ...text, request: { ...text.request, content } }
}

/** What one phone number of an account was told, and another goes by. */
export const ledgerElsewhere: readonly LedgerCase[] = [
  ledgerCase(
    'A customer who gets no more marketing from one phone number gets none from another of the account.',
    async (ledger) => {
      await ledger.perform(phone, takeIn(written))
      await ledger.perform(otherPhone, takeIn(capped))
      expectSame((await ledger.perform(phone, marketingTo(phoneNumber))).is, 'refused', 'to the customer')
      expectSame((await ledger.perform(phone, marketingTo(another))).is, 'claimed', 'to another customer')
    },
  ),
]
