import { DAY, HOUR, MINUTE, isThreadEvent, type Event, type Instant } from '@guichet/core'

const start: Instant = Date.UTC(2026, 9, 1)

/** A small generator of pseudo-random numbers in [0, 1), the same for the same seed (mulberry32). */
export const randomNumbers = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Traffic of a support team: customers write, the business answers, each answer is sent and delivered.
 * In the order of time, over ten days. Three events in four are about messages of the business.
 */
export const supportTraffic = (events: number, customers: number, seed = 1): readonly Event[] => {
  const random = randomNumbers(seed)
  const step = (10 * DAY) / events
  const traffic: Event[] = []
  for (let i = 0; traffic.length < events; i++) {
    const at = start + Math.floor(i * 4 * step)
    const thread = {
      phoneNumberId: '100000000000001',
      customer: String(33639000000 + Math.floor(random() * customers)),
    }
    const message = wamid('answer', i)
    const pricing = { model: 'PMP', type: 'regular', category: 'service' }
    traffic.push(
      { type: 'customer-messaged', id: wamid('question', i), at, kind: 'text', ...thread },
      { type: 'business-messaged', id: message, at: at + MINUTE, content: { kind: 'service' }, ...thread },
      {
        type: 'message-status',
        id: `${message}/sent`,
        at: at + MINUTE + 1000,
        message,
        status: 'sent',
        pricing,
        ...thread,
      },
      {
        type: 'message-status',
        id: `${message}/delivered`,
        at: at + MINUTE + 3000,
        message,
        status: 'delivered',
        pricing,
        ...thread,
      },
    )
  }
  return traffic.sort((a, b) => a.at - b.at)
}

/** As long as Meta's ids are: some eighty characters. */
const wamid = (what: string, i: number): string =>
  `wamid.HBgLMzM2Mzk5ODAwMDEVAgARGBI0${what}${String(i).padStart(16, '0')}Q0E3QUY0ODNDMkU1RjYxQjJGAA==`

/** One thread that goes on for years: a customer's message every four hours. */
export const endlessThread = function* (events: number): Generator<Event> {
  for (let i = 0; i < events; i++)
    yield {
      type: 'customer-messaged',
      id: `wamid.${i}`,
      at: Date.UTC(2010, 0, 1) + i * (HOUR / 10),
      kind: 'text',
      phoneNumberId: '100000000000001',
      customer: '33639980001',
    }
}

/** The same traffic as webhook bodies, one a line. */
export const webhookLog = (events: readonly Event[]): string =>
  events.map((event) => JSON.stringify(webhookOf(event))).join('\n')

const webhookOf = (event: Event): unknown => {
  if (!isThreadEvent(event)) return {}
  const { phoneNumberId, customer } = event
  const timestamp = String(Math.floor(event.at / 1000))
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '33139980001', phone_number_id: phoneNumberId },
    contacts: [{ profile: { name: 'Amélie' }, wa_id: customer, user_id: `FR.10000000${customer}` }],
    ...(event.type === 'message-status'
      ? {
          statuses: [
            {
              id: event.message,
              status: event.status,
              timestamp,
              recipient_id: customer,
              recipient_user_id: `FR.10000000${customer}`,
              pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'service' },
            },
          ],
        }
      : {
          messages: [
            {
              from: customer,
              from_user_id: `FR.10000000${customer}`,
              id: event.id,
              timestamp,
              type: 'text',
              text: { body: 'Bonjour, est-ce que vous livrez aussi le dimanche matin ?' },
            },
          ],
        }),
  }
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '200000000000001', changes: [{ value, field: 'messages' }] }],
  }
}
