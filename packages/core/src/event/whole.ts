/**
 * `A`, if the names are those of all its fields; else `never`. A function that reads an event field by field takes
 * this, so that it does not compile with a new field until its author has decided what the field means there.
 */
export type Whole<A, Named extends keyof A> = [Exclude<keyof A, Named>] extends [never] ? A : never

/** One value for each field of `A`, also for those that may be absent. */
export type Each<A, Value> = { readonly [Field in keyof A]-?: Value }
