/** What is in a message of a customer, by its `kind`. */
export type InboundContent =
  | { readonly kind: 'text'; readonly text: string }
  | InboundMedia
  | InboundLocation
  | { readonly kind: 'contacts'; readonly contacts: readonly InboundContact[] }
  /** A quick reply of a template was tapped. */
  | { readonly kind: 'button'; readonly text: string; readonly payload?: string }
  /** A button of an interactive message was tapped. */
  | { readonly kind: 'button-reply'; readonly id: string; readonly title: string }
  /** A row of a list was chosen. */
  | {
      readonly kind: 'list-reply'
      readonly id: string
      readonly title: string
      readonly description?: string
    }
  | FlowReply
  | { readonly kind: 'call-permission-reply'; readonly response: 'accept' | 'reject' }
  | InboundOrder
  /** `emoji` is `null` where the reaction was taken back. */
  | { readonly kind: 'reaction'; readonly message: string; readonly emoji: string | null }
  /** WhatsApp's own words, such as about a changed number. */
  | { readonly kind: 'system'; readonly type: string; readonly text?: string }
  /** WhatsApp could not pass it on. `type` says what it was, where WhatsApp says so. */
  | { readonly kind: 'unsupported'; readonly type?: string; readonly errors: readonly InboundError[] }
  /** The customer changed `message`, which now has this content. */
  | { readonly kind: 'edit'; readonly message: string; readonly content: InboundContent }
  /** The customer took `message` back. */
  | { readonly kind: 'revoke'; readonly message: string }
  /** A type that is not known today, or one without its contents: see `raw` of the message. */
  | { readonly kind: 'other'; readonly type: string }

/** A file at WhatsApp's, to be fetched by its id. */
export interface InboundMedia {
  readonly kind: 'image' | 'video' | 'audio' | 'document' | 'sticker'
  readonly id: string
  readonly mimeType?: string
  readonly sha256?: string
  readonly caption?: string
  readonly filename?: string
  readonly url?: string
  /** An audio that was spoken into WhatsApp. */
  readonly isVoice?: boolean
  readonly isAnimated?: boolean
}

export interface InboundLocation {
  readonly kind: 'location'
  /** Degrees. */
  readonly latitude: number
  readonly longitude: number
  readonly name?: string
  readonly address?: string
  readonly url?: string
}

export interface InboundContact {
  readonly name: string
  readonly phones: readonly { readonly phone: string; readonly waId?: string; readonly type?: string }[]
  readonly vcard?: string
}

/** A flow or an address form was sent back. */
export interface FlowReply {
  readonly kind: 'flow-reply'
  /** `flow` or `address_message`. */
  readonly name: string
  readonly body?: string
  /** What was filled in, parsed; `null` where it is not JSON. */
  readonly response: unknown
}

export interface InboundOrder {
  readonly kind: 'order'
  readonly catalogId: string
  readonly text?: string
  readonly items: readonly {
    readonly productId: string
    readonly quantity: number
    /** In whole units of the currency, as Meta writes it. */
    readonly price?: number
    readonly currency?: string
  }[]
}

export interface InboundError {
  readonly code: number
  readonly title?: string
  readonly details?: string
}
