import {
  GROUP,
  type Json,
  OTHER_PHONE,
  OTHER_USER_ID,
  PHONE,
  SECONDS,
  USER_ID,
  bodyOf,
  SHOWN,
  group,
  message,
  messagesBody,
  ofAccount,
  status,
  statusesBody,
  template,
  threads,
} from './bodies.ts'

const contacts = [
  { profile: { name: 'A', username: 'a' }, wa_id: PHONE, user_id: USER_ID, parent_user_id: 'US.ENT.1' },
]
const media = { mime_type: 'image/jpeg', sha256: 'x', id: '1' }
const reply = (interactive: Json): Json => messagesBody(message({ type: 'interactive', interactive }))
const permission = (said: Json, context?: string): Json =>
  messagesBody(
    message({
      type: 'interactive',
      interactive: {
        type: 'call_permission_reply',
        call_permission_reply: { response_source: 'user_action', ...said },
      },
      ...(context === undefined ? {} : { context: { from: PHONE, id: context } }),
    }),
  )
const system = (value: Json): Json =>
  messagesBody(message({ type: 'system', system: { body: '...', ...value } }))
const restricted = (...types: readonly string[]): Json =>
  ofAccount('account_update', {
    event: 'ACCOUNT_RESTRICTION',
    restriction_info: types.map((restriction_type) => ({ restriction_type, expiration: 1750116473 })),
  })
const banned = (waba_ban_state: unknown): Json =>
  ofAccount('account_update', {
    event: 'DISABLED_UPDATE',
    ban_info: { waba_ban_state, waba_ban_date: 'June 15, 2025' },
  })
const capability = (value: Json): Json => ofAccount('business_capability_update', value)
const ofGroup = (field: string, type: string, more: Json = {}): Json =>
  group(field, { timestamp: SECONDS, group_id: GROUP, type, ...more })
const call = (more: Json): Json => ({
  id: 'wacid.1',
  from: PHONE,
  to: '15550100000',
  timestamp: SECONDS,
  ...more,
})

/** One body for every shape of the catalogue, and for the variants that are told apart. */
export const catalogue: Readonly<Record<string, Json>> = {
  'SHAPE-1 text': bodyOf(threads({ contacts, messages: [message({ from_user_id: USER_ID })] })),
  'SHAPE-1 errors': bodyOf(threads({ errors: [{ code: 131000, title: 'Something went wrong' }] })),
  'SHAPE-2 image': messagesBody(message({ type: 'image', image: media })),
  'SHAPE-2 video': messagesBody(message({ type: 'video', video: media })),
  'SHAPE-3 audio': messagesBody(message({ type: 'audio', audio: { ...media, voice: true } })),
  'SHAPE-4 document': messagesBody(message({ type: 'document', document: { ...media, filename: 'a.pdf' } })),
  'SHAPE-5 sticker': messagesBody(message({ type: 'sticker', sticker: { ...media, animated: false } })),
  'SHAPE-6 location': messagesBody(
    message({ type: 'location', location: { latitude: 37.4, longitude: -122.1 } }),
  ),
  'SHAPE-7 contacts': messagesBody(
    message({ type: 'contacts', contacts: [{ name: { formatted_name: 'B' } }] }),
  ),
  'SHAPE-8 button': messagesBody(message({ type: 'button', button: { payload: 'p', text: 't' } })),
  'SHAPE-9 button_reply': reply({ type: 'button_reply', button_reply: { id: '1', title: 't' } }),
  'SHAPE-10 list_reply': reply({ type: 'list_reply', list_reply: { id: '1', title: 't' } }),
  'SHAPE-11 nfm_reply': reply({
    type: 'nfm_reply',
    nfm_reply: { name: 'flow', body: 'Sent', response_json: '{}' },
  }),
  'SHAPE-12 answer to a call permission request': permission({ response: 'accept' }, 'wamid.out'),
  'SHAPE-12 call permission from the profile': permission({ response: 'accept', is_permanent: true }),
  'SHAPE-12 call permission by calling back': permission(
    { response: 'accept', response_source: 'automatic' },
    'wacid.1',
  ),
  'SHAPE-12 call permission revoked': permission({ response: 'reject', response_source: 'automatic' }),
  'SHAPE-13 order': messagesBody(message({ type: 'order', order: { catalog_id: '1', product_items: [] } })),
  'SHAPE-14 reaction': messagesBody(
    message({ type: 'reaction', reaction: { message_id: 'wamid.out', emoji: '👍' } }),
  ),
  'SHAPE-14 reaction removed': messagesBody(
    message({ type: 'reaction', reaction: { message_id: 'wamid.out' } }),
  ),
  'SHAPE-15 user_changed_number': system({ wa_id: OTHER_PHONE, type: 'user_changed_number' }),
  'SHAPE-15b user_changed_user_id': bodyOf(
    threads({
      messages: [
        message({
          from: undefined,
          from_user_id: USER_ID,
          type: 'system',
          system: { user_id: OTHER_USER_ID, type: 'user_changed_user_id' },
        }),
      ],
    }),
  ),
  'SHAPE-16 unsupported': messagesBody(
    message({ type: 'unsupported', unsupported: { type: 'poll_update' } }),
  ),
  'SHAPE-16 unknown': messagesBody(message({ type: 'unknown', errors: [{ code: 131051 }] })),
  'SHAPE-16 edit': messagesBody(message({ type: 'unsupported', unsupported: { type: 'edit' } })),
  'SHAPE-17 edit': messagesBody(message({ type: 'edit', edit: { original_message_id: 'wamid.O' } })),
  'SHAPE-17b revoke': messagesBody(message({ type: 'revoke', revoke: { original_message_id: 'wamid.O' } })),
  'SHAPE-18 request_welcome': messagesBody(message({ type: 'request_welcome' })),
  'SHAPE-19 sent': statusesBody(
    status({
      status: 'sent',
      biz_opaque_callback_data: 'order 42',
      conversation: { id: 'c', expiration_timestamp: '1750116480', origin: { type: 'referral_conversion' } },
      pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' },
    }),
  ),
  'SHAPE-19 group': statusesBody(
    status({ recipient_id: GROUP, recipient_type: 'group', recipient_participant_id: OTHER_PHONE }),
  ),
  'SHAPE-20 failed': statusesBody(status({ status: 'failed', errors: [{ code: 131049, title: 't' }] })),
  'SHAPE-21 user calls': bodyOf(
    threads({ contacts, calls: [call({ event: 'connect', direction: 'USER_INITIATED' })] }, 'calls'),
  ),
  'SHAPE-21 end of a call': bodyOf(
    threads(
      { calls: [call({ event: 'terminate', direction: 'USER_INITIATED', status: 'COMPLETED' })] },
      'calls',
    ),
  ),
  'SHAPE-21 end of an answered call': bodyOf(
    threads(
      {
        calls: [
          call({
            from: SHOWN,
            to: PHONE,
            event: 'terminate',
            direction: 'BUSINESS_INITIATED',
            status: 'COMPLETED',
            start_time: SECONDS,
            end_time: '1750030103',
            duration: 30,
            timestamp: '1750030103',
          }),
        ],
      },
      'calls',
    ),
  ),
  'SHAPE-21 failed call': bodyOf(
    threads(
      { calls: [call({ event: 'terminate', direction: 'BUSINESS_INITIATED', status: 'FAILED' })] },
      'calls',
    ),
  ),
  'SHAPE-21 business calls': bodyOf(
    threads({ calls: [call({ event: 'connect', direction: 'BUSINESS_INITIATED' })] }, 'calls'),
  ),
  'SHAPE-21 accepted': bodyOf(
    threads(
      {
        statuses: [
          { id: 'wacid.1', type: 'call', status: 'ACCEPTED', timestamp: SECONDS, recipient_id: PHONE },
        ],
      },
      'calls',
    ),
  ),
  'SHAPE-22 user_preferences': bodyOf(
    threads(
      {
        user_preferences: [
          { wa_id: PHONE, category: 'marketing_messages', value: 'stop', timestamp: 1750030073 },
        ],
      },
      'user_preferences',
    ),
  ),
  'SHAPE-23 user_id_update': bodyOf(
    threads(
      {
        user_id_update: [
          { wa_id: OTHER_PHONE, user_id: { previous: USER_ID, current: OTHER_USER_ID }, timestamp: SECONDS },
        ],
      },
      'user_id_update',
    ),
  ),
  'SHAPE-24 smb_message_echoes': bodyOf(
    threads({ message_echoes: [message({ to: PHONE })] }, 'smb_message_echoes'),
  ),
  'SHAPE-25 history': bodyOf(
    threads({ history: [{ threads: [{ id: PHONE, messages: [message()] }] }] }, 'history'),
  ),
  'SHAPE-26 account_update': ofAccount('account_update', { event: 'VOLUME_BASED_PRICING_TIER_UPDATE' }),
  'LIM-29 restrictions': restricted(
    'RESTRICTED_BIZ_INITIATED_MESSAGING',
    'RESTRICTED_CUSTOMER_INITIATED_MESSAGING',
    'RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES',
    'RESTRICTED_BUSINESS_INITIATED_CALLING',
  ),
  'LIM-29 restrictions of something else': restricted(
    'RESTRICTION_ON_ADD_PHONE_NUMBER_ACTION',
    'RESTRICTED_UTILITY_TEMPLATES',
    'RESTRICTED_USER_INITIATED_CALLING',
  ),
  'LIM-29 restriction of a phone number': ofAccount('account_update', {
    event: 'ACCOUNT_RESTRICTION',
    phone_number: '+1 555-010-0000',
    restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING' }],
  }),
  'LIM-29 ban': banned('DISABLE'),
  'LIM-29 ban that is to come': banned('SCHEDULE_FOR_DISABLE'),
  'LIM-29 reinstatement': banned('REINSTATE'),
  'LIM-29 violation': ofAccount('account_update', {
    event: 'ACCOUNT_VIOLATION',
    violation_info: { violation_type: 'SCAM' },
  }),
  'PMP-18 authentication rate': ofAccount('account_update', {
    event: 'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE',
    auth_international_rate_eligibility: { start_time: 1752622073, exception_countries: ['NG'] },
  }),
  'LIM-23 alert': ofAccount('account_alerts', {
    entity_type: 'BUSINESS',
    alert_info: { alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED', alert_status: 'ACTIVE' },
  }),
  'SHAPE-27 quality': ofAccount('phone_number_quality_update', {
    display_phone_number: SHOWN,
    event: 'THROUGHPUT_UPGRADE',
    current_limit: 'TIER_UNLIMITED',
  }),
  'LIM-23 onboarding': ofAccount('phone_number_quality_update', {
    display_phone_number: SHOWN,
    event: 'ONBOARDING',
  }),
  'SHAPE-28 capability': capability({ max_phone_numbers_per_waba: 25 }),
  'LIM-22 limit': capability({ max_daily_conversations_per_business: 2000, max_phone_numbers_per_waba: 25 }),
  'LIM-22 tier': capability({ max_daily_conversations_per_business: 'TIER_10K' }),
  'LIM-22 no limit': capability({ max_daily_conversations_per_business: 'TIER_UNLIMITED' }),
  'LIM-22 limit for each number': capability({ max_daily_conversation_per_phone: 1000 }),
  'SHAPE-29 template status': template({ event: 'PAUSED', message_template_category: 'UTILITY' }),
  'SHAPE-30 template category': template(
    { previous_category: 'UTILITY', new_category: 'MARKETING' },
    'template_category_update',
  ),
  'SHAPE-31 group': ofGroup('group_lifecycle_update', 'group_create', { subject: 'Voisins' }),
  'GRP-7 deleted': ofGroup('group_lifecycle_update', 'group_delete'),
  'GRP-7 suspended': ofGroup('group_status_update', 'group_suspend'),
  'GRP-7 suspension cleared': ofGroup('group_status_update', 'group_suspend_cleared'),
  'GRP-7 participants': ofGroup('group_participants_update', 'group_participants_add', {
    reason: 'invite_link',
    added_participants: [{ user_id: USER_ID }],
  }),
  'GRP-7 participants, older spelling': ofGroup('group_participant_update', 'group_remove_participants', {
    removed_participants: [{ input: PHONE, wa_id: PHONE }],
  }),
  'GRP-7 settings': ofGroup('group_settings_update', 'group_settings_update', {
    group_subject: { text: 'Voisins', update_successful: true },
  }),
  'CALL-20 voicemail': messagesBody(message({ id: 'wacid.1', type: 'audio', audio: media })),
}
