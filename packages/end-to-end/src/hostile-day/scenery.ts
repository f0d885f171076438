import { HOUR, MINUTE, type Duration, type Instant, type PhoneNumberSettings } from '@guichet/core'
import { noFaults, type Faults, type NewTemplate, type PhoneNumber } from '@guichet/emulator'

/** The account's time zone: the new rules begin there at midnight, 07:00 in UTC. */
export const timeZone = 'America/Los_Angeles'

/** The instant from which service messages are charged (OCT26-2), in the account's time zone. */
export const midnight: Instant = Date.UTC(2026, 9, 1, 7)

/** The day is the one around that midnight. */
export const dawn: Instant = midnight - 12 * HOUR
export const dusk: Instant = midnight + 12 * HOUR

/**
 * Instants at which every thread is compared, beside the end: the last of a second, the precision of facts
 * (HOOK-9).
 */
export const instantsCompared: readonly Instant[] = [
  midnight - 6 * HOUR,
  midnight - MINUTE,
  midnight + 5 * HOUR,
  dusk,
].map((at) => at + 999)

/** What is secret here is secret nowhere else. */
export const credentials = {
  accessToken: 'EAAhostileDayToken',
  appSecret: 'hostile-day-app-secret',
  verifyToken: 'hostile-day-verify-token',
  apiKey: 'hostile-day-api-key-0123456789',
}

/** The emulator's own account. */
const ownAccount = '900000000000001'

/** Another account beside the emulator's own, with templates of its own. */
export const otherAccount = '900000000000002'

/** Two phone numbers of two accounts; the first has most of the traffic. */
export const phoneNumbers: readonly [PhoneNumber, PhoneNumber] = [
  { id: '100000000000001', number: '15550100001', verifiedName: 'The Shop' },
  { id: '100000000000002', number: '15550100002', verifiedName: 'The Workshop', account: otherAccount },
]

/** The gateway's settings for them: whose they are, before any webhook shows it. */
export const numberSettings: Readonly<Record<string, PhoneNumberSettings>> = Object.fromEntries(
  phoneNumbers.map(({ id, number, account = ownAccount }) => [id, { account, displayPhoneNumber: number }]),
)

/** Every text has a parameter, which carries the idempotency key: so whatever arrives tells where it came from. */
const ofShop: readonly NewTemplate[] = [
  { name: 'order_confirmed', language: 'en', category: 'UTILITY', text: 'Your order {{1}} is confirmed.' },
  { name: 'parcel_sent', language: 'en', category: 'UTILITY', text: 'Your parcel {{1}} is on its way.' },
  { name: 'autumn_sale', language: 'en', category: 'MARKETING', text: 'Our autumn sale: {{1}}.' },
  { name: 'login_code', language: 'en', category: 'AUTHENTICATION', text: 'Your code is {{1}}.' },
]

/** The workshop has no login codes; what Meta does to templates of the shop leaves its own as they are. */
const ofWorkshop: readonly NewTemplate[] = ofShop
  .filter(({ name }) => name !== 'login_code')
  .map((template) => ({ ...template, account: otherAccount }))

export const templates: readonly NewTemplate[] = [...ofShop, ...ofWorkshop]

/** While it lasts WhatsApp refuses the access token; nothing is sent, and every key stays free. */
export const outage: Readonly<Record<'from' | 'until', Instant>> = {
  from: midnight + 2 * HOUR,
  until: midnight + 2 * HOUR + 20 * MINUTE,
}

/** How far the gateway's clock is ahead of the day, or behind it; on every other day it is right. */
export const clockSkews: readonly Duration[] = [0, -3_000, 0, 2_000]

/**
 * When Meta holds back what is sent with two templates, lets the one go and pauses the other, resumes that, and takes a third
 * for marketing.
 */
export const reviews: Readonly<
  Record<'heldAt' | 'letGoAt' | 'pausedAt' | 'resumedAt' | 'recategorizedAt', Instant>
> = {
  heldAt: midnight - 5 * HOUR,
  letGoAt: midnight - 4.5 * HOUR,
  pausedAt: midnight - 4 * HOUR,
  resumedAt: midnight - 2 * HOUR,
  recategorizedAt: midnight + 5.5 * HOUR,
}

/** Every fault of messages and webhooks, each in a few of a hundred cases. */
export const faults: Faults = {
  ...noFaults,
  webhookLate: 0.04,
  webhookTwice: 0.05,
  webhookOvertaken: 0.06,
  webhookLost: 0.04,
  webhookBatched: 0.06,
  statusesSwapped: 0.04,
  answerLost: 0.03,
  answerNever: 0.005,
  unavailable: 0.02,
  brokenAfterAcceptance: 0.03,
  throttled: 0.02,
  pairThrottled: 0.02,
  undeliverable: 0.02,
  marketingCapped: 0.2,
}
