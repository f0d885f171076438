import type { Event, EventOf } from '../../src/index.ts'
import { key, origin } from './names.ts'

/** Every field of an event, also those that may be absent. */
type Full<A> = A extends readonly (infer Item)[]
  ? readonly Full<Item>[]
  : A extends object
    ? { readonly [Field in keyof A]-?: Full<Exclude<A[Field], undefined>> }
    : A

const at = origin
const inThread = { id: 'x', at, ...key, aliases: ['US.1'], account: 'A' }
const ofNumber = { phoneNumberId: '100', displayPhoneNumber: '15550009999' }
const ofAccount = { id: 'x', at, account: 'A' }

/** One event of each type with all that it may have; a new type or field does not compile until it stands here. */
export const oneOfEach: { readonly [T in Event['type']]: Full<EventOf<T>> } = {
  'customer-messaged': {
    type: 'customer-messaged',
    ...inThread,
    kind: 'text',
    entryPoint: { source: 'ad', id: 'ad 1' },
  },
  'customer-called': { type: 'customer-called', ...inThread },
  'business-call-accepted': { type: 'business-call-accepted', ...inThread },
  'business-messaged': {
    type: 'business-messaged',
    ...inThread,
    content: { kind: 'template', name: 'promo', language: 'fr', category: 'marketing' },
    held: true,
  },
  'message-status': {
    type: 'message-status',
    ...inThread,
    message: 'w',
    participant: '4930200',
    status: 'failed',
    errorCode: 131047,
    pricing: { model: 'PMP', category: 'utility', type: 'regular', subtype: 'paid_exempt', billable: true },
    conversation: { id: 'c', origin: 'referral_conversion', expiresAt: at },
  },
  'marketing-preference': { type: 'marketing-preference', ...inThread, value: 'stop' },
  'customer-renamed': { type: 'customer-renamed', ...inThread, previous: 'a', current: 'b' },
  'call-permission-changed': {
    type: 'call-permission-changed',
    ...inThread,
    permission: 'temporary',
    until: at,
    source: 'customer',
  },
  'call-permission-requested': { type: 'call-permission-requested', ...inThread, by: 'service' },
  'call-ended': { type: 'call-ended', ...inThread, direction: 'user', connected: true },
  'template-changed': {
    type: 'template-changed',
    ...ofAccount,
    name: 'promo',
    language: 'fr',
    status: 'APPROVED',
    category: 'marketing',
  },
  'templates-listed': {
    type: 'templates-listed',
    ...ofAccount,
    templates: [{ name: 'promo', language: 'fr', status: 'APPROVED', category: 'marketing' }],
  },
  'messaging-limit-changed': { type: 'messaging-limit-changed', ...ofAccount, limit: 1000 },
  'throughput-changed': { type: 'throughput-changed', ...ofAccount, ...ofNumber, perSecond: 80 },
  'account-restricted': {
    type: 'account-restricted',
    ...ofAccount,
    ...ofNumber,
    restriction: 'replies',
    until: at,
  },
  'account-released': { type: 'account-released', ...ofAccount, ...ofNumber, restriction: 'replies' },
  'group-changed': { type: 'group-changed', ...ofAccount, phoneNumberId: '100', group: 'g', state: 'active' },
  'authentication-rate-changed': {
    type: 'authentication-rate-changed',
    ...ofAccount,
    from: at,
    exceptCountries: ['BR'],
  },
}
