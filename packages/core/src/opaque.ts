/** Stands in types only: no value has it. */
declare const inside: unique symbol

/**
 * A value to hand on and to compare, never to look into: how it is made may change with any version. Each kind
 * has one file that knows its inside.
 */
export interface Opaque<Name extends string, Of = unknown> {
  readonly [inside]: { readonly name: Name; readonly of: Of }
}
