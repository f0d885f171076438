import { expect, test } from 'vitest'
import type { Event } from '@guichet/core'
import { readEvent, writeEvent } from '../src/event-text.ts'

const at = Date.parse('2026-10-02T16:00Z')
const later = at + 86_400_000
const account = 'A'
const ofNumber = { phoneNumberId: '100', displayPhoneNumber: '15550100000' }
const thread = { at, account, phoneNumberId: '100', customer: 'US.1', aliases: ['15550100001'] }

/** An event of every type with every field that it may have, so that a new one of either has to be named here. */
const whole: { readonly [T in Event['type']]: Required<Extract<Event, { readonly type: T }>> } = {
  'customer-messaged': {
    ...thread,
    type: 'customer-messaged',
    id: 'm',
    kind: 'text',
    entryPoint: { source: 'ad', id: '1' },
  },
  'customer-called': { ...thread, type: 'customer-called', id: 'c' },
  'business-call-accepted': { ...thread, type: 'business-call-accepted', id: 'b' },
  'business-messaged': { ...thread, type: 'business-messaged', id: 'w', content: { kind: 'service' } },
  'message-status': {
    ...thread,
    type: 'message-status',
    id: 's',
    message: 'w',
    status: 'failed',
    errorCode: 131049,
    pricing: { model: 'PMP', type: 'regular', subtype: 'paid_exempt', category: 'marketing', billable: true },
    conversation: { id: 'v', origin: 'marketing', expiresAt: later },
  },
  'marketing-preference': { ...thread, type: 'marketing-preference', id: 'p', value: 'stop' },
  'customer-renamed': { ...thread, type: 'customer-renamed', id: 'r', previous: 'US.1', current: 'US.2' },
  'call-permission-changed': {
    ...thread,
    type: 'call-permission-changed',
    id: 'g',
    permission: 'temporary',
    until: later,
    source: 'customer',
  },
  'call-permission-requested': { ...thread, type: 'call-permission-requested', id: 'w', by: 'service' },
  'call-ended': { ...thread, type: 'call-ended', id: 'e', direction: 'business', connected: true },
  'template-changed': {
    type: 'template-changed',
    id: 't',
    at,
    account,
    name: 'n',
    language: 'fr',
    status: 'PAUSED',
    category: 'utility',
  },
  'templates-listed': {
    type: 'templates-listed',
    id: 'l',
    at,
    account,
    templates: [{ name: 'n', language: 'fr', category: 'utility', status: 'APPROVED' }],
  },
  'messaging-limit-changed': { type: 'messaging-limit-changed', id: 'u', at, account, limit: null },
  'throughput-changed': { type: 'throughput-changed', id: 'h', at, account, ...ofNumber, perSecond: 1000 },
  'account-restricted': {
    type: 'account-restricted',
    id: 'i',
    at,
    account,
    ...ofNumber,
    restriction: 'replies',
    until: later,
  },
  'account-released': {
    type: 'account-released',
    id: 'f',
    at,
    account,
    ...ofNumber,
    restriction: 'replies',
  },
  'group-changed': {
    type: 'group-changed',
    id: 'o',
    at,
    account,
    phoneNumberId: '100',
    group: 'G',
    state: 'suspended',
  },
  'authentication-rate-changed': {
    type: 'authentication-rate-changed',
    id: 'a',
    at,
    account,
    from: later,
    exceptCountries: ['ID'],
  },
}

test.each(Object.values(whole))('$type is stored and read back with all its fields', (event) => {
  expect(readEvent(writeEvent(event))).toStrictEqual(event)
})
