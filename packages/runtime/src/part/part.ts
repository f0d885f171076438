import { isThreadEvent, type Event } from '@guichet/core'

/** What a tenant has of a store that others use, too. */
export interface Part {
  /** Names it; marks what belongs to no phone number. */
  readonly name: string
  readonly phoneNumbers: ReadonlySet<string>
  /** What events say of other accounts is not known here. */
  readonly accounts: ReadonlySet<string>
}

/** What a runtime on a part of a store rejects with if it is asked about a phone number of another. */
export interface NotInPart extends Error {
  readonly name: 'NotInPart'
  readonly phoneNumberId: string
}

export const notInPart = (phoneNumberId: string): NotInPart =>
  Object.assign(new Error('the phone number belongs to another part of the store'), {
    name: 'NotInPart' as const,
    phoneNumberId,
  })

export const isNotInPart = (thrown: unknown): thrown is NotInPart =>
  thrown instanceof Error && thrown.name === 'NotInPart' && 'phoneNumberId' in thrown

/**
 * Is the event the part's? One that names a phone number is with the number, whatever account it names. An event that
 * names neither is nobody's.
 */
export const isInPart = ({ phoneNumbers, accounts }: Part, event: Event): boolean => {
  if (isThreadEvent(event)) return phoneNumbers.has(event.phoneNumberId)
  if ('phoneNumberId' in event && event.phoneNumberId !== undefined)
    return phoneNumbers.has(event.phoneNumberId)
  return event.account !== undefined && accounts.has(event.account)
}
