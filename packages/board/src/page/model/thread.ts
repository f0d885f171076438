import { fieldsOf, instantOf, readAll, textOf, textsOf, type Fields, type Instant } from './json.ts'

/** One business phone number and one customer. */
export interface ThreadKey {
  readonly phoneNumberId: string
  readonly customer: string
}

export interface Thread extends ThreadKey {
  /** The customer's other ids. */
  readonly aliases: readonly string[]
  /** The end of the latest customer service window. */
  readonly windowClosesAt: Instant | null
  /** Until when an entry point waits for a reply. */
  readonly replyBy: Instant | null
  /** When WhatsApp last refused a message because of the window. */
  readonly closedByMeta: Instant | null
}

/** Names a thread in a map and in an address. */
export const keyOf = ({ phoneNumberId, customer }: ThreadKey): string =>
  `${encodeURIComponent(phoneNumberId)}/${encodeURIComponent(customer)}`

export const readThread = (fields: Fields): Thread | null => {
  const phoneNumberId = textOf(fields['phoneNumberId'])
  const customer = textOf(fields['customer'])
  if (phoneNumberId === null || customer === null) return null
  return {
    phoneNumberId,
    customer,
    aliases: textsOf(fields['aliases']),
    windowClosesAt: instantOf(fields['windowClosesAt']),
    replyBy: instantOf(fields['replyBy']),
    closedByMeta: instantOf(fields['closedByMeta']),
  }
}

/** A list of threads, and the server's time. */
export interface ThreadList {
  readonly now: Instant | null
  readonly threads: readonly Thread[]
}

export const readThreads = (json: unknown): ThreadList => {
  const { now, threads } = fieldsOf(json)
  return { now: instantOf(now), threads: readAll(threads, readThread) }
}

/** The threads of several lists, without duplicates. */
export const mergeThreads = (...lists: readonly (readonly Thread[])[]): readonly Thread[] => [
  ...new Map(lists.flat().map((thread) => [keyOf(thread), thread])).values(),
]

/** Is this the thread of that customer, by any id? */
export const isSameThread = (thread: Thread, { phoneNumberId, customer }: ThreadKey): boolean =>
  thread.phoneNumberId === phoneNumberId &&
  (thread.customer === customer || thread.aliases.includes(customer))
