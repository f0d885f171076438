/**
 * What the rules and the charges are read off, which is kept as it is: kinds, statuses, categories, codes, instants,
 * prices. A string under any other key is replaced, so that what nobody has thought of is not handed on.
 */
const kept: ReadonlySet<string> = new Set([
  'at',
  'by',
  'category',
  'code',
  'conversation_category',
  'correct_category',
  'country',
  'country_code',
  'currency',
  'current_limit',
  'direction',
  'event',
  'exceptCountries',
  'exception_countries',
  'expiration',
  'expiration_timestamp',
  'expiresAt',
  'field',
  'kind',
  'language',
  'limit',
  'message_status',
  'message_template_category',
  'message_template_language',
  'messaging_product',
  'max_daily_conversation_per_phone',
  'max_daily_conversations_per_business',
  'method',
  'mime_type',
  'model',
  'new_category',
  'object',
  'old_limit',
  'origin',
  'permission',
  'policy',
  'previous_category',
  'pricing_model',
  'quality_score',
  'reason',
  'recipient_type',
  'response',
  'response_source',
  'restriction',
  'restriction_type',
  'source',
  'source_type',
  'start_time',
  'end_time',
  'state',
  'status',
  'sub_type',
  'time',
  'timestamp',
  'type',
  'unit',
  'until',
  'value',
  'violation_type',
  'waba_ban_date',
  'waba_ban_state',
])

/** Under these a string is prose, unless it looks like an id: it is replaced by a word that says nothing of it. */
const prose: ReadonlySet<string> = new Set([
  'address',
  'body',
  'caption',
  'description',
  'details',
  'display_text',
  'emoji',
  'formatted_name',
  'headline',
  'message',
  'text',
  'title',
  'vcard',
])

/** Numbers that say where somebody is. */
const places: ReadonlySet<string> = new Set(['latitude', 'longitude'])

/** What becomes of a string or a number under a key. */
export type Treatment = 'kept' | 'prose' | 'place' | 'named'

export const treatmentOf = (key: string): Treatment =>
  kept.has(key) ? 'kept' : prose.has(key) ? 'prose' : places.has(key) ? 'place' : 'named'

/** Numbers are kept unless they are ids. */
export const isNumericId = (key: string): boolean => /(?:^|_)(?:id|from|to|recipient)$|Id$/.test(key)
