import { noticeKinds } from '@guichet/runtime'

/** What an API key may be allowed to do, within its tenant. */
export const rights = ['send', 'ask', 'read', 'board', 'operate'] as const

/** `send` messages, `ask` the rules, `read` all that is known, show the `board`, or `operate` the gateway. */
export type Right = (typeof rights)[number]

/** An API key of a tenant. */
export interface TenantKey {
  /** Stands in the log and the audit trail; different for each key of the tenant. */
  readonly name: string
  readonly key: string
  readonly may: readonly Right[]
}

/** Events of the gateway itself, which can be forwarded. `*` means Meta's webhooks as they came. */
export const forwardedEvents: readonly ['*', ...typeof noticeKinds] = ['*', ...noticeKinds]

export type ForwardedEvent = (typeof forwardedEvents)[number]

/** An endpoint, such as a bot's, that receives webhooks or events. */
export interface Forward {
  /** An http or https URL. */
  readonly url: string
  readonly events: readonly ForwardedEvent[]
  /** Signs events of the gateway; `null`: the endpoint receives Meta's webhooks only. */
  readonly secret: string | null
}

/** A business on the gateway, with phone numbers, accounts and keys of its own. */
export interface Tenant {
  readonly id: string
  /** One of them signs each webhook; several while one replaces another. Tenants may share an app. */
  readonly appSecrets: readonly string[]
  /** The verify token of the webhook's handshake. */
  readonly verifyToken: string
  /** The access token for the Graph API. */
  readonly accessToken: string
  /** The ids of its phone numbers; no other tenant has one of them. */
  readonly phoneNumbers: readonly string[]
  /** The ids of its WhatsApp Business Accounts; no other tenant has one of them. */
  readonly accounts: readonly string[]
  readonly keys: readonly TenantKey[]
  readonly forward: readonly Forward[]
  /** How long before a window closes `window-closing` is forwarded, in minutes; an hour unless given. */
  readonly windowClosingMinutes?: number
}
