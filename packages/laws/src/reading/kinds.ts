import type { KnownKind } from '@guichet/core/adapter'

/** What the customer says by a message of a kind: something that can be read, something that cannot, or nothing new. */
export type Saying = 'something' | 'a reaction' | 'nothing' | 'unreadable'

/** A kind that becomes known does not compile until it is said here what it says (POS-3, POS-4, CSW-E11). */
const sayings: Readonly<Record<KnownKind, Saying>> = {
  text: 'something',
  image: 'something',
  video: 'something',
  audio: 'something',
  document: 'something',
  sticker: 'something',
  location: 'something',
  contacts: 'something',
  button: 'something',
  interactive: 'something',
  order: 'something',
  reaction: 'a reaction',
  'reaction-removed': 'nothing',
  unsupported: 'unreadable',
  edit: 'nothing',
  revoke: 'nothing',
  system: 'nothing',
  request_welcome: 'nothing',
}

const byKind: ReadonlyMap<string, Saying> = new Map(Object.entries(sayings))

/** What a kind says; one that is not known today cannot be read. */
export const sayingOf = (kind: string): Saying => byKind.get(kind) ?? 'unreadable'
