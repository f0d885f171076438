/** A message without its recipient, in the shape of the Cloud API. The functions that make one fill it in. */
export type Composed = (
  | { readonly type: 'text'; readonly text: { readonly body: string; readonly preview_url?: boolean } }
  | { readonly type: 'image'; readonly image: File & Captioned }
  | { readonly type: 'video'; readonly video: File & Captioned }
  | { readonly type: 'audio'; readonly audio: File }
  | { readonly type: 'document'; readonly document: File & Captioned & { readonly filename?: string } }
  | { readonly type: 'sticker'; readonly sticker: File }
  | { readonly type: 'location'; readonly location: Location }
  | { readonly type: 'reaction'; readonly reaction: { readonly message_id: string; readonly emoji: string } }
  | { readonly type: 'interactive'; readonly interactive: Interactive }
  | { readonly type: 'template'; readonly template: Template }
) & { readonly context?: { readonly message_id: string } }

/** A file that was uploaded, by its id; or one that WhatsApp fetches. */
export type File = { readonly id: string } | { readonly link: string }

export interface Captioned {
  readonly caption?: string
}

export interface Location {
  /** Degrees, from -90 to 90. */
  readonly latitude: number
  /** Degrees, from -180 to 180. */
  readonly longitude: number
  readonly name?: string
  readonly address?: string
}

/** What stands above the text of an interactive message or of a template. */
export type Header =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly image: File }
  | { readonly type: 'video'; readonly video: File }
  | { readonly type: 'document'; readonly document: File & { readonly filename?: string } }

export interface Interactive {
  readonly type: 'button' | 'list' | 'cta_url'
  readonly header?: Header
  readonly body: { readonly text: string }
  readonly footer?: { readonly text: string }
  readonly action: object
}

export interface Button {
  /** Comes back when the customer taps the button; customers do not see it. */
  readonly id: string
  readonly title: string
}

export interface Section {
  /** Needed where there are several sections. */
  readonly title?: string
  readonly rows: readonly Row[]
}

export interface Row {
  /** Comes back when the customer chooses the row; customers do not see it. */
  readonly id: string
  readonly title: string
  readonly description?: string
}

export interface Template {
  readonly name: string
  readonly language: { readonly code: string }
  readonly components?: readonly Component[]
}

export type Component =
  | { readonly type: 'header' | 'body'; readonly parameters: readonly Parameter[] }
  | {
      readonly type: 'button'
      readonly sub_type: 'quick_reply' | 'url' | 'copy_code'
      readonly index: string
      readonly parameters: readonly Parameter[]
    }

export type Parameter =
  | { readonly type: 'text'; readonly text: string; readonly parameter_name?: string }
  | { readonly type: 'payload'; readonly payload: string }
  | { readonly type: 'coupon_code'; readonly coupon_code: string }
  | { readonly type: 'location'; readonly location: Location }
  | Exclude<Header, { readonly type: 'text' }>
