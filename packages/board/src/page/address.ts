import { keyOf, type ThreadKey } from './model/thread.ts'

/** The address of a thread's details: `#/thread/PHONE/CUSTOMER`. */
export const hashOf = (thread: ThreadKey): string => `#/thread/${keyOf(thread)}`

/** The thread in an address; `null` if there is none. */
export const threadIn = (hash: string): ThreadKey | null => {
  const [, phone, customer] = /^#\/thread\/([^/]+)\/([^/]+)$/.exec(hash) ?? []
  const phoneNumberId = decoded(phone)
  const name = decoded(customer)
  return phoneNumberId === null || name === null ? null : { phoneNumberId, customer: name }
}

/** The API key in an address: `#key=…`, plain or percent-encoded. */
export const keyIn = (hash: string): string | null =>
  hash.startsWith('#key=') ? decoded(hash.slice('#key='.length)) : null

const decoded = (part: string | undefined): string | null => {
  if (part === undefined || part === '') return null
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
