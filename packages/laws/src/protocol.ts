import type { Content, RulebookId } from '@guichet/core'
import type { AccountSettings } from './reading/account-settings.ts'
import type { AmendmentJson } from './reading/values.ts'

/**
 * The NDJSON protocol as types: one request in, one reply out. All that a law knows of an engine; instants
 * are ISO 8601 texts, as on the wire.
 */
export type Request =
  | ({
      readonly op: 'reset'
      readonly rulebook: RulebookId | 'auto'
      readonly timeZone: string
      readonly horizonHours: number
      readonly amendments?: readonly AmendmentJson[]
    } & AccountSettings)
  | { readonly op: 'absorb'; readonly events: readonly EventJson[] }
  | ({ readonly op: 'view'; readonly at: string } & Key)
  | ({ readonly op: 'ask'; readonly at: string; readonly message: MessageJson } & Key)
  | ({ readonly op: 'charges' } & Partial<Key>)

/** What came into the protocol later: an engine may be older. */
export type Younger = 'templates-listed' | 'amendments' | 'version-2'

/** One business phone number and one customer. */
export interface Key {
  readonly phoneNumberId: string
  readonly customer: string
}

/** An event as JSON: core's events with `at` as a text. */
export interface EventJson {
  readonly type: string
  readonly id: string
  readonly at: string
  readonly [field: string]: unknown
}

/** The message of a question, or the call; a template's language may be left open. */
export type MessageJson =
  | Exclude<Content, { kind: 'template' }>
  | {
      kind: 'template'
      name: string
      language?: string
      category?: string
      /** Meta's other way to send marketing. */
      endpoint?: 'marketing_messages'
    }
  | { kind: 'call' }
  | { kind: 'call-permission-request'; by: 'service' | 'template' }

/** What an engine says: the fields of the op, or an error. Nothing about it is believed before it is checked. */
export interface Reply {
  readonly ok: boolean
  readonly [field: string]: unknown
}

/** An engine under test. Each conversation begins with a `reset`, so none knows of another. */
export interface Subject {
  readonly name: string
  /** Answers requests one after the other, in order. */
  readonly answer: (requests: readonly Request[]) => Promise<readonly Reply[]> | readonly Reply[]
}
