/** Fictitious people and things, and the envelopes around them. Every number here is from a reserved range. */
export const ACCOUNT = '900000000000001'
export const PHONE_NUMBER_ID = '800000000000001'
export const PHONE = '15550100001'
export const OTHER_PHONE = '15550100002'
export const USER_ID = 'US.10000000000000000001'
export const OTHER_USER_ID = 'US.10000000000000000002'
export const GROUP = 'Y2FwaV9ncm91cDoxNTU1MDEw'
/** Seconds, as text: 2025-06-15T23:27:53Z. */
export const SECONDS = '1750030073'
export const AT = 1750030073000

export type Json = Record<string, unknown>

/** The business's number as people see it. */
export const SHOWN = '15550100000'

export const metadata: Json = { display_phone_number: SHOWN, phone_number_id: PHONE_NUMBER_ID }

/** What a body with that metadata says of it. */
export const phoneNumbers = [{ phoneNumberId: PHONE_NUMBER_ID, displayPhoneNumber: SHOWN }]

export const change = (field: string, value: unknown): Json => ({ field, value })

export const threads = (value: Json, field = 'messages'): Json =>
  change(field, { messaging_product: 'whatsapp', metadata, ...value })

export const entry = (changes: readonly unknown[], more: Json = {}): Json => ({
  id: ACCOUNT,
  changes,
  ...more,
})

export const batch = (...entries: readonly unknown[]): Json => ({
  object: 'whatsapp_business_account',
  entry: entries,
})

export const bodyOf = (...changes: readonly unknown[]): Json => batch(entry(changes))

export const message = (more: Json = {}): Json => ({
  from: PHONE,
  id: 'wamid.in',
  timestamp: SECONDS,
  type: 'text',
  text: { body: 'Bonjour' },
  ...more,
})

export const status = (more: Json = {}): Json => ({
  id: 'wamid.out',
  status: 'delivered',
  timestamp: SECONDS,
  recipient_id: PHONE,
  ...more,
})

export const messagesBody = (...messages: readonly unknown[]): Json => bodyOf(threads({ messages }))

export const statusesBody = (...statuses: readonly unknown[]): Json => bodyOf(threads({ statuses }))

export const template = (
  value: Json,
  field = 'message_template_status_update',
  time: unknown = 1750030073,
): Json =>
  batch(
    entry(
      [
        change(field, {
          message_template_id: 1,
          message_template_name: 'rappel',
          message_template_language: 'fr',
          ...value,
        }),
      ],
      {
        time,
      },
    ),
  )

/** A change that is about the account, at the time of its entry. */
export const ofAccount = (field: string, value: unknown, more: Json = {}): Json =>
  batch(entry([change(field, value)], { time: AT / 1000, ...more }))

/** A change of a group. */
export const group = (field: string, ...groups: readonly unknown[]): Json =>
  bodyOf(threads({ groups }, field))

/** What every event of a thread here carries. */
export const inThread = { at: AT, phoneNumberId: PHONE_NUMBER_ID, account: ACCOUNT }
