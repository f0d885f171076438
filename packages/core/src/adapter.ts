/**
 * For code that turns another wire into events, as `@guichet/cloud-api` does, or hands wrong input back as values.
 *
 * @module
 */
export { misuse, type Misuse } from './door/misuse.ts'
export { unknownKeys } from './unknown-keys.ts'
export { isUserId } from './event/ids.ts'
export { isHeldBack } from './event/held.ts'
export { isKnownKind, knownKinds, type KnownKind } from './event/kind.ts'
export { left, right } from './prelude.ts'
