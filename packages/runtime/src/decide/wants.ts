import { isThreadEvent, type Event, type Instant, type ThreadKey } from '@guichet/core'
import { intentIdIn } from '../intents/callback-data.ts'
import { intentIdOf } from '../intents/intent-id.ts'
import { threadOfIntent } from '../intents/intent.ts'
import type { Echo } from '../ports.ts'
import type { IntentKey } from '../store/rows.ts'
import { storableId } from '../text.ts'
import type { Command } from './command.ts'
import { idsAfter } from './record-outcome.ts'

/** What a command has to know. */
export interface Wants {
  /** Threads by any id. */
  readonly threads: readonly ThreadKey[]
  /** Intents by any id of the customer; their threads are among `threads`, and are read as they are now. */
  readonly intents?: readonly IntentKey[]
  /** Phone numbers that no thread of it belongs to. */
  readonly phoneNumbers?: readonly string[]
  /** The phone number whose limits are decided by, and when. */
  readonly limits?: { readonly of: string; readonly at: Instant }
  /** Customers of whom it matters what the account's other phone numbers know: may they get marketing (LIM-26)? */
  readonly elsewhere?: readonly ThreadKey[]
  /** Intents by the id that WhatsApp echoed. */
  readonly intentIds?: readonly string[]
}

export const wantsOf = (command: Command): Wants => {
  switch (command.do) {
    case 'take-in':
      return {
        threads: [
          ...command.events.flatMap(({ event }) => threadsOf(event)),
          ...command.echoes.flatMap(threadsOfEcho),
        ],
        phoneNumbers: command.events.flatMap(({ event }) => numberOf(event)),
        intentIds: command.echoes.flatMap(({ callbackData }) => intentIdIn(callbackData) ?? []),
      }
    case 'claim': {
      const { request } = command
      return {
        threads: [threadOfIntent(request)],
        intents: [request],
        intentIds: [intentIdOf(request)],
        limits: { of: request.phoneNumberId, at: command.at },
        elsewhere: [request, request.otherwise].some((one) => one?.content.kind === 'template')
          ? [threadOfIntent(request)]
          : [],
      }
    }
    case 'record-outcome':
      return {
        threads: idsAfter(command).map((customer) => ({ ...threadOfIntent(command.intent), customer })),
        intentIds: [command.intent.id],
      }
    case 'give-up':
      return { threads: [threadOfIntent(command.key)], intents: [command.key] }
  }
}

/** How much text a command brings, in characters. */
export const sizeOf = (command: Command): number =>
  command.do === 'take-in' ? (command.journal?.body.length ?? 0) : 0

/** Does it say something of accounts, such as the category of a template? That counts for every phone number. */
export const saysOfAccounts = (command: Command): boolean =>
  command.do === 'take-in' && command.events.some(({ event }) => !isThreadEvent(event))

/** The threads that an event may concern: one for each id that it names. */
const threadsOf = (event: Event): readonly ThreadKey[] => {
  if (!isThreadEvent(event)) return []
  const { phoneNumberId, customer, aliases = [] } = event
  const ids = event.type === 'customer-renamed' ? [customer, event.previous, event.current] : [customer]
  return [...ids, ...aliases].map((id) => ({ phoneNumberId, customer: id }))
}

/** An event about an account may say whose a phone number is. */
const numberOf = (event: Event): readonly string[] =>
  !isThreadEvent(event) && 'phoneNumberId' in event && event.phoneNumberId !== undefined
    ? [event.phoneNumberId]
    : []

const threadsOfEcho = ({ phoneNumberId, customer, aliases = [] }: Echo): readonly ThreadKey[] =>
  [customer, ...aliases].map((id) => ({ phoneNumberId: storableId(phoneNumberId), customer: storableId(id) }))
