/** The message types of the Cloud API that are known today (SHAPE-2 to SHAPE-18). */
export const knownKinds = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'button',
  'interactive',
  'order',
  'reaction',
  'reaction-removed',
  'unsupported',
  'edit',
  'revoke',
  'system',
  'request_welcome',
] as const

/** One of the message types known today. */
export type KnownKind = (typeof knownKinds)[number]

const known: ReadonlySet<string> = new Set(knownKinds)

/** Is this one of the message types known today? */
export const isKnownKind = (kind: string): kind is KnownKind => known.has(kind)
