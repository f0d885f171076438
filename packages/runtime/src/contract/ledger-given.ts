import type { Event, Instant } from '@guichet/core'
import type { Claim, GiveUp, RecordOutcome, TakeIn } from '../decide/command.ts'
import type { TakenIn } from '../decide/results.ts'
import type { Intent } from '../intents/intent.ts'
import { noon, phone } from './given.ts'

// The commands of the cases.

/** A customer says something a minute before noon. */
export const says = (id: string, customer: string, phoneNumberId: string = phone): Event => ({
  type: 'customer-messaged',
  id,
  at: noon - 60_000,
  kind: 'text',
  phoneNumberId,
  customer,
})

export const takeIn = (...events: readonly Event[]): TakeIn => ({
  do: 'take-in',
  source: 'the contract',
  events: events.map((event, index) => ({ index, event })),
  echoes: [],
  unread: [],
  journal: null,
})

/** Somebody wants to send a text under a key, and has a minute to do so. */
export const claim = (
  key: string,
  name: string,
  customer: string,
  { phoneNumberId = phone, at = noon }: { readonly phoneNumberId?: string; readonly at?: Instant } = {},
): Claim => ({
  do: 'claim',
  request: {
    phoneNumberId,
    recipient: customer,
    content: { kind: 'service' },
    body: { messaging_product: 'whatsapp', to: customer, type: 'text', text: { body: 'Hello' } },
    key,
  },
  at,
  countsAhead: 60_000,
  claim: name,
  newId: `for ${name}`,
  until: at + 60_000,
  tierUsed: 0,
  remembered: [],
})

/** WhatsApp accepted it. */
export const accepted = (intent: Intent, wamid: string): RecordOutcome => ({
  do: 'record-outcome',
  intent,
  outcome: { outcome: 'accepted', wamid, customer: {} },
  at: noon + 1_000,
})

export const giveUp = (key: string, customer: string, at: Instant): GiveUp => ({
  do: 'give-up',
  key: { phoneNumberId: phone, recipient: customer, key },
  at,
  remembered: [],
})

/** How many events were absorbed, and how many were known. */
export const counts = ({ absorbed, duplicates }: TakenIn): readonly [number, number] => [absorbed, duplicates]
