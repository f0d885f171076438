import { EventCodec } from '@guichet/core'
import { readWebhook, readWebhookText } from '@guichet/cloud-api'
import { expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { resolves } from './paths.ts'

/** What each shape becomes: types of events with what tells them apart; `-` stands for a report. */
const expected: Readonly<Record<keyof typeof catalogue, string>> = {
  'SHAPE-1 text': 'customer-messaged text',
  'SHAPE-1 errors': '- errors',
  'SHAPE-2 image': 'customer-messaged image',
  'SHAPE-2 video': 'customer-messaged video',
  'SHAPE-3 audio': 'customer-messaged audio',
  'SHAPE-4 document': 'customer-messaged document',
  'SHAPE-5 sticker': 'customer-messaged sticker',
  'SHAPE-6 location': 'customer-messaged location',
  'SHAPE-7 contacts': 'customer-messaged contacts',
  'SHAPE-8 button': 'customer-messaged button',
  'SHAPE-9 button_reply': 'customer-messaged interactive',
  'SHAPE-10 list_reply': 'customer-messaged interactive',
  'SHAPE-11 nfm_reply': 'customer-messaged interactive',
  'SHAPE-12 answer to a call permission request':
    'customer-messaged interactive, call-permission-changed temporary customer',
  'SHAPE-12 call permission from the profile':
    'customer-messaged system, call-permission-changed permanent profile',
  'SHAPE-12 call permission by calling back':
    'customer-messaged system, call-permission-changed temporary automatic',
  'SHAPE-12 call permission revoked': 'customer-messaged system, call-permission-changed none automatic',
  'SHAPE-13 order': 'customer-messaged order',
  'SHAPE-14 reaction': 'customer-messaged reaction',
  'SHAPE-14 reaction removed': 'customer-messaged reaction-removed',
  'SHAPE-15 user_changed_number': 'customer-messaged system, customer-renamed 15550100001 15550100002',
  'SHAPE-15b user_changed_user_id':
    'customer-messaged system, customer-renamed US.10000000000000000001 US.10000000000000000002',
  'SHAPE-16 unsupported': 'customer-messaged unsupported',
  'SHAPE-16 unknown': 'customer-messaged unsupported',
  'SHAPE-16 edit': 'customer-messaged edit',
  'SHAPE-17 edit': 'customer-messaged edit',
  'SHAPE-17b revoke': 'customer-messaged revoke',
  'SHAPE-18 request_welcome': 'customer-messaged request_welcome',
  'SHAPE-19 sent': 'message-status sent marketing referral_conversion',
  'SHAPE-19 group': 'message-status delivered',
  'SHAPE-20 failed': 'message-status failed 131049',
  'SHAPE-21 user calls': 'customer-called',
  'SHAPE-21 end of a call': 'call-ended user false',
  'SHAPE-21 end of an answered call': 'call-ended business true',
  'SHAPE-21 failed call': '- FAILED',
  'SHAPE-21 business calls': '- BUSINESS_INITIATED',
  'SHAPE-21 accepted': 'business-call-accepted',
  'SHAPE-22 user_preferences': 'marketing-preference stop',
  'SHAPE-23 user_id_update': 'customer-renamed US.10000000000000000001 US.10000000000000000002',
  'SHAPE-24 smb_message_echoes': '- smb_message_echoes',
  'SHAPE-25 history': '- history',
  'SHAPE-26 account_update': '- account_update',
  'LIM-29 restrictions':
    'account-restricted business-initiated-messages, account-restricted replies, ' +
    'account-restricted direct-send-utility, account-restricted business-initiated-calls',
  'LIM-29 restrictions of something else':
    '- RESTRICTION_ON_ADD_PHONE_NUMBER_ACTION, - RESTRICTED_UTILITY_TEMPLATES, - RESTRICTED_USER_INITIATED_CALLING',
  'LIM-29 restriction of a phone number': 'account-restricted business-initiated-calls 15550100000',
  'LIM-29 ban': 'account-restricted all-messages',
  'LIM-29 ban that is to come': '- account_update',
  'LIM-29 reinstatement': 'account-released',
  'LIM-29 violation': '- account_update',
  'PMP-18 authentication rate': 'authentication-rate-changed NG',
  'LIM-23 alert': '- account_alerts',
  'SHAPE-27 quality': 'throughput-changed 1000 15550100000',
  'LIM-23 onboarding': '- phone_number_quality_update',
  'SHAPE-28 capability': '- business_capability_update',
  'LIM-22 limit': 'messaging-limit-changed 2000',
  'LIM-22 tier': 'messaging-limit-changed 10000',
  'LIM-22 no limit': 'messaging-limit-changed null',
  'LIM-22 limit for each number': '- business_capability_update',
  'SHAPE-29 template status': 'template-changed PAUSED utility',
  'SHAPE-30 template category': 'template-changed marketing',
  'SHAPE-31 group': 'group-changed active',
  'GRP-7 deleted': 'group-changed deleted',
  'GRP-7 suspended': 'group-changed suspended',
  'GRP-7 suspension cleared': 'group-changed active',
  'GRP-7 participants': '- group_participants_add',
  'GRP-7 participants, older spelling': '- group_remove_participants',
  'GRP-7 settings': '- group_settings_update',
  'CALL-20 voicemail': 'customer-messaged audio',
}

const summary = (body: unknown): string => {
  const { events, unread } = readWebhook(body)
  const told = events.map((event) => {
    switch (event.type) {
      case 'customer-messaged':
        return [event.type, event.kind]
      case 'customer-renamed':
        return [event.type, event.previous, event.current]
      case 'message-status':
        return [
          event.type,
          event.status,
          event.errorCode,
          event.pricing?.category,
          event.conversation?.origin,
        ]
      case 'marketing-preference':
        return [event.type, event.value]
      case 'template-changed':
        return [event.type, event.status, event.category]
      case 'call-permission-changed':
        return [event.type, event.permission, event.source]
      case 'call-ended':
        return [event.type, event.direction, event.connected]
      case 'account-restricted':
        return [event.type, event.restriction, event.displayPhoneNumber]
      case 'account-released':
        return [event.type, event.restriction]
      case 'messaging-limit-changed':
        return [event.type, String(event.limit)]
      case 'throughput-changed':
        return [event.type, event.perSecond, event.displayPhoneNumber]
      case 'authentication-rate-changed':
        return [event.type, ...event.exceptCountries]
      case 'group-changed':
        return [event.type, event.state]
      default:
        return [event.type]
    }
  })
  const reported = unread.map(({ kind }) => ['-', kind])
  return [...told, ...reported]
    .map((words) => words.filter((word) => word !== undefined).join(' '))
    .join(', ')
}

test('the table and the catalogue name the same shapes', () => {
  expect(Object.keys(expected)).toEqual(Object.keys(catalogue))
})

test.each(Object.entries(catalogue))('%s', (name, body) => {
  expect(summary(body)).toBe(expected[name])
})

test.each(Object.entries(catalogue))('%s: its events are events, its paths lead somewhere', (_, body) => {
  const read = readWebhook(body)
  const { events, unread } = read
  for (const event of events) expect(EventCodec.is(event), JSON.stringify(event)).toBe(true)
  for (const { path } of unread) expect(resolves(body, path), path).toBe(true)
  expect(readWebhookText(JSON.stringify(body))).toEqual(read)
})
