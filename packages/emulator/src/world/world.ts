import type { Content, Event, TemplateChanged } from '@guichet/core'
import type { Line } from '@guichet/laws'
import { chance, hexWord, type Chance } from '../chance.ts'
import { noFaults, type Faults } from '../faults.ts'
import type { Json } from '../json.ts'
import type { Settings } from '../options.ts'
import { agenda, type Agenda } from '../time/agenda.ts'
import type { Instant } from '../time/instant.ts'
import { newLimits, type Limits } from './limits.ts'

/** The mutable state of an emulated WhatsApp. */
export interface World {
  readonly settings: Settings
  readonly agenda: Agenda
  readonly roll: Chance
  faults: Faults
  /** Is the access token refused, like an expired one? */
  tokenIsOver: boolean
  /** Counts the things that need a unique number. */
  sequence: number
  /** Counts the pages of lists of templates separately: reading a list changes no other number. */
  pagesOfTemplates: number
  readonly customers: Customer[]
  /** Every customer under every id they ever had. */
  readonly customerById: Map<string, Customer>
  readonly threads: Map<string, Thread>
  /** Messages of the business, by wamid, in the order of their acceptance. */
  readonly messages: Map<string, Message>
  /** The phone number of each inbound message, by wamid. */
  readonly inbound: Map<string, Thread>
  readonly templates: Map<string, Template>
  readonly templateChanges: TemplateChanged[]
  readonly media: Map<string, Media>
  /** How often each fault occurred. */
  readonly faultsMet: Record<keyof Faults, number>
  /** How many of a month's free messages are used, by month and phone number or account. */
  readonly tiersUsed: Map<string, number>
  readonly limits: Limits
  readonly outbox: Outbox
}

/** A WhatsApp user. */
export interface Customer {
  readonly number: number
  readonly name: string
  /** Digits; `null` if the business does not see them (ID-4), or if another customer has them now. */
  phone: string | null
  /** Business-scoped user id; `null` before there were any (ID-1). */
  readonly userId: string | null
  isOnWhatsApp: boolean
  /** Is the phone on? Messages wait while it is not. */
  isReachable: boolean
  hasBlocked: boolean
  hasStoppedMarketing: boolean
  /** The customer's new identity, if the number was changed. */
  replacedBy: Customer | null
}

/** A business phone number and a customer, and their history. */
export interface Thread {
  readonly phoneNumberId: string
  readonly customer: Customer
  /** In the order of recording. */
  readonly facts: Event[]
  /** Conversations that were opened, with the ids that statuses name. */
  conversations: readonly OpenConversation[]
  /** The free entry point that statuses name. */
  entryPoint: { readonly id: string; readonly closesAt: Instant } | null
  /** Messages that wait until the phone is on again. */
  waiting: Message[]
  lastInbound: string | null
  /** The last request for permission to call, by its wamid, while the customer did not answer it. */
  callRequest: string | null
  /** Has the business blocked the customer? */
  isBlocked: boolean
}

/** A conversation that is charged. */
export interface OpenConversation {
  readonly id: string
  readonly category: string
  readonly closesAt: Instant
}

/**
 * The fate of a message: `accepted`, `held` (until the quality of its template is assessed), `sent` and `waiting` (for the
 * phone to be on) are under way; `failed`,
 * `expired` (its time to live is over) and `dropped` (the customer has blocked the business) are final, and
 * so are `delivered` and `read`.
 */
export type Fate =
  'accepted' | 'held' | 'sent' | 'waiting' | 'delivered' | 'read' | 'failed' | 'expired' | 'dropped'

/** A message of the business that was accepted. */
export interface Message {
  readonly id: string
  readonly thread: Thread
  readonly content: Content
  readonly summary: string
  readonly acceptedAt: Instant
  readonly expiresAt: Instant
  readonly callbackData: string | undefined
  /** Was it sent by the endpoint for marketing messages? */
  readonly isLite: boolean
  /** What the reading copy has against it. */
  readonly reasons: readonly string[]
  /** The code that it will fail with. */
  readonly failsWith: number | null
  fate: Fate
  /** When it got its present fate. */
  since: Instant
  errorCode: number | null
  /** The cost of its delivery. */
  line: Line | null
}

/** A template of an account. */
export interface Template {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly language: string
  readonly components: readonly Json[]
  readonly createdAt: Instant
  status: string
  category: string
  /** Is what is sent with it held until its quality is assessed (TPL-12)? */
  holdsBack: boolean
}

/** A file that was uploaded. */
export interface Media {
  readonly id: string
  readonly phoneNumberId: string
  readonly type: string
  readonly sha256: string
  readonly bytes: Uint8Array
}

/** Webhooks that are not delivered yet. */
export interface Outbox {
  /** Those that wait for a shared body. */
  held: Update[]
  readonly pending: Map<number, Posting>
  /** Those that are being delivered. */
  readonly underWay: Set<Promise<void>>
  /** Those that were given up after seven days (HOOK-2). */
  lost: number
  delivered: number
}

/** One update; several fit into one webhook. */
export interface Update {
  readonly field: string
  readonly at: Instant
  /** `null` for an update about an account. */
  readonly phoneNumberId: string | null
  /** The account, for an update about no single phone number. */
  readonly account?: string
  /** The list that contains the element; `null` if the element is the whole value. */
  readonly list: string | null
  readonly element: Json
  readonly contact: Json | null
}

/** A webhook that is to be delivered. */
export interface Posting {
  readonly number: number
  readonly body: string
  readonly since: Instant
  attempts: number
}

/** An empty world. */
export const newWorld = (settings: Settings): World => ({
  settings,
  agenda: agenda(settings.clock, settings.start),
  roll: chance(settings.seed),
  faults: { ...noFaults, ...settings.faults },
  faultsMet: { ...noFaults },
  tokenIsOver: false,
  sequence: 0,
  pagesOfTemplates: 0,
  customers: [],
  customerById: new Map(),
  threads: new Map(),
  messages: new Map(),
  inbound: new Map(),
  templates: new Map(),
  templateChanges: [],
  media: new Map(),
  tiersUsed: new Map(),
  limits: newLimits(settings),
  outbox: { held: [], pending: new Map(), underWay: new Set(), lost: 0, delivered: 0 },
})

/** The next unique number. */
export const nextNumber = (world: World): number => ++world.sequence

/** A new wamid. It differs from those of an emulator that began at another time. */
export const newWamid = (world: World): string => {
  const number = nextNumber(world)
  const { start, seed } = world.settings
  const salt = hexWord(world.roll, 8, 'wamid', start, number)
  return `wamid.${btoa(`${start.toString(36)}.${seed.toString(36)}.${number}.${salt}`).replaceAll('=', '')}`
}

/** The business phone number of that id. */
export const phoneNumberOf = (world: World, id: string): Settings['phoneNumbers'][number] | undefined =>
  world.settings.phoneNumbers.find((owner) => owner.id === id)

/** The account of a phone number; the emulator's for an unknown one. */
export const accountOf = (world: World, phoneNumberId: string): string =>
  phoneNumberOf(world, phoneNumberId)?.account ?? world.settings.account

/** All accounts, the emulator's own first. */
export const accountsOf = ({ settings: { account, phoneNumbers, templates } }: World): readonly string[] => [
  ...new Set([account, ...[...phoneNumbers, ...templates].flatMap((owner) => owner.account ?? [])]),
]
