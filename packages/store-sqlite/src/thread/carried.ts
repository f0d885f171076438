/**
 * An error on its way from one thread to another. Node itself would carry no more than the message and the stack:
 * the kind of a store failure and whether it is certain would be lost.
 */
export interface Carried {
  readonly name: string
  readonly message: string
  readonly stack: string | null
  /** Such as `kind` and `isCertain` of a store failure, and `rawCode` of an error of SQLite. */
  readonly properties: readonly (readonly [name: string, value: Plain])[]
  readonly cause: Carried | null
}

type Plain = string | number | boolean | null

/** Makes an error, or whatever else was thrown, ready for the way. */
export const carry = (thrown: unknown): Carried =>
  thrown instanceof Error
    ? {
        name: thrown.name,
        message: thrown.message,
        stack: thrown.stack ?? null,
        properties: Object.entries(thrown).filter(isPlain),
        cause: thrown.cause === undefined ? null : carry(thrown.cause),
      }
    : { name: 'Error', message: String(thrown), stack: null, properties: [], cause: null }

const isPlain = (property: [string, unknown]): property is [string, Plain] =>
  property[1] === null || ['string', 'number', 'boolean'].includes(typeof property[1])

/** The error as it was, but for its class. */
export const arrived = ({ name, message, stack, properties, cause }: Carried): Error => {
  const error = new Error(message, cause === null ? {} : { cause: arrived(cause) })
  Object.assign(error, stack === null ? {} : { stack }, Object.fromEntries(properties))
  // A class tells its name by its prototype, so that it is not seen among the properties.
  if (error.name !== name) Object.defineProperty(error, 'name', { value: name })
  return error
}
