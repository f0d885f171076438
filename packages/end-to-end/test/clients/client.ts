import type { WebhookRequest } from '@guichet/emulator'

/** What somebody else’s SDK can do, in words that all of them share. One file here speaks them for each SDK. */
export interface Client {
  readonly text: (to: string, body: string) => Promise<Told<string>>
  /** A text with data that comes back with its statuses. Not every SDK can. */
  readonly textWithData?: (to: string, body: string, data: string) => Promise<Told<string>>
  readonly template: (
    to: string,
    name: string,
    language: string,
    parameters: readonly string[],
  ) => Promise<Told<string>>
  readonly image: (to: string, media: string, caption: string) => Promise<Told<string>>
  readonly buttons: (to: string, body: string, titles: readonly string[]) => Promise<Told<string>>
  readonly list: (to: string, body: string, rows: readonly string[]) => Promise<Told<string>>
  readonly reaction: (to: string, message: string, emoji: string) => Promise<Told<string>>
  readonly markRead: (message: string) => Promise<Told<boolean>>
  /** Gives the file’s id. */
  readonly upload: (file: Blob) => Promise<Told<string>>
  readonly describe: (media: string) => Promise<Told<Described>>
  /** What the SDK gets from the file’s address with its token. */
  readonly download: (media: string) => Promise<Told<Uint8Array>>
  /** Not every SDK can. */
  readonly remove?: (media: string) => Promise<Told<boolean>>
  /** Blocks a customer, or unblocks one. Not every SDK can. */
  readonly block?: (customer: string, isBlocked: boolean) => Promise<Told<number>>
  /** What the SDK’s own reader makes of a webhook. Rejects where the SDK does. */
  readonly hear: (webhook: WebhookRequest) => Promise<readonly Heard[]>
}

/** What the SDK was told; an error only where it came as the SDK’s own type of error. */
export type Told<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: number; readonly details: string }

export interface Described {
  readonly url: string
  readonly size: number
}

/** A message or a status, as the SDK’s reader gives it. */
export type Heard =
  | {
      readonly is: 'message'
      readonly id: string
      readonly from: string
      readonly type: string
      readonly text: string
    }
  | {
      readonly is: 'status'
      readonly id: string
      readonly status: string
      readonly code: number | null
      /** What was sent along as `biz_opaque_callback_data`; `null` where there was nothing, or the SDK drops it. */
      readonly data: string | null
    }

/** How to set up an SDK. */
export interface Access {
  readonly url: string
  readonly token: string
  readonly phoneNumberId: string
  readonly account: string
  readonly appSecret: string
}

/** What not every SDK can do. */
export type Ability = 'textWithData' | 'remove' | 'block' | 'check signatures'

export type ClientMaker = (access: Access) => Client
