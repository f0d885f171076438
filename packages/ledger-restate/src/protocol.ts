import type { Instant, Settings } from '@guichet/core'
import type {
  Change,
  Changed,
  Command,
  CountQuery,
  Erasure,
  EventRow,
  NoticePlan,
  Page,
  PhoneNumberRow,
  PieceOutcome,
  SendPlace,
  Snapshot,
  TemplateRow,
  ThreadRow,
  TierUseQuery,
  Wanted,
} from '@guichet/runtime'

// What gateways and objects say to each other; all of it JSON.

/** The name of the objects at Restate. */
export const objectName = 'guichet'

/** An object: of a phone number, or of the accounts, whose id is empty and whose object knows all phone numbers. */
export interface Place {
  /** Several Guichets on one cluster know nothing of each other where these names differ. */
  readonly space: string
  readonly phoneNumberId: string
}

/** The key of an object. */
export const objectKey = ({ space, phoneNumberId }: Place): string =>
  phoneNumberId === ''
    ? `${encodeURIComponent(space)}/accounts`
    : `${encodeURIComponent(space)}/phone/${encodeURIComponent(phoneNumberId)}`

/** The object of a key. */
export const placeOfKey = (key: string): Place => {
  const [space = '', kind, id = ''] = key.split('/').map(decodeURIComponent)
  return { space, phoneNumberId: kind === 'phone' ? id : '' }
}

export interface Batch {
  readonly commands: readonly Command[]
  /** When they are recorded, by the gateway's clock. */
  readonly at: Instant
  /** What the gateway's engine is made from. */
  readonly settings: Settings
  /** Who gets notices; nobody unless given. */
  readonly notices?: NoticePlan
  /** Is there a read model that what changes is brought to? */
  readonly keepsOutbox: boolean
}

/** Bodies, unread inputs, findings, and work on queues: what the object does not keep. */
export type Aside = Pick<Change, 'journal' | 'unread' | 'findings' | 'jobs' | 'wakes'>

export interface BatchDone {
  readonly outcomes: readonly PieceOutcome[]
  readonly changed: readonly Changed[]
  /** What no decision goes by, in order; none where it goes to a read model. */
  readonly aside: readonly Aside[]
  /** How many events about accounts the object knows. */
  readonly templates: number
}

/** What the accounts' object learns of a phone number, and how many events about accounts that one knows. */
export interface Seen {
  readonly row: PhoneNumberRow
  readonly templates: number
}

/** What a phone number's object learns of accounts. */
export interface Learned {
  /** Those that it did not know, and perhaps some that it knew. */
  readonly templates: readonly TemplateRow[]
  /** Its own row, as the accounts know it. */
  readonly row: PhoneNumberRow | null
}

/** An erasure, and what tells it from others. */
export interface Erasing {
  readonly erasure: Erasure
  readonly name: string
}

/** What can be read of an object, beside what is written to it. */
export type Question =
  | { readonly is: 'load'; readonly wanted: Wanted }
  | { readonly is: 'events'; readonly customer: string; readonly page: Page<number> }
  | { readonly is: 'templates'; readonly page: Page<number> }
  | { readonly is: 'sends'; readonly page: Page<SendPlace | null> }
  | { readonly is: 'numbers' }
  | { readonly is: 'claimed'; readonly use: TierUseQuery }
  | { readonly is: 'counting'; readonly query: CountQuery }
  | { readonly is: 'open'; readonly customers: readonly string[] }
  /** All open intents of the phone number. */
  | { readonly is: 'open-intents' }
  | { readonly is: 'intents-to'; readonly customers: readonly string[] }
  /** What is on its way to the read model. */
  | { readonly is: 'outbox'; readonly limit: number }
  | { readonly is: 'version' }
  | { readonly is: 'threads'; readonly after: string | null; readonly limit: number }

/** A thread with all that is kept of it. */
export interface WholeThread {
  readonly row: ThreadRow
  readonly snapshot: Snapshot | null
  readonly events: readonly EventRow[]
}
