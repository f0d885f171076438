/** The keys under which an object keeps what it knows. Ids are written so that no two texts make the same key. */
const written = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('/')

/** The head of a thread: its row, and how long its stream is. */
export const threadHead = (customer: string): string => `t/${written(customer)}`
export const snapshotKey = (customer: string): string => `s/${written(customer)}`
/** A page of a stream. */
export const pageKey = (customer: string, page: number): string => `e/${written(customer)}/${page}`
/** To which customer's thread another id leads. */
export const idKey = (id: string): string => `i/${written(id)}`
export const intentKey = (recipient: string, key: string): string => `n/${written(recipient, key)}`
/** Which intent has an id. */
export const intentIdKey = (id: string): string => `d/${written(id)}`
/** The keys of all intents to a customer. */
export const intentsKey = (recipient: string): string => `k/${written(recipient)}`
/** The keys of the open ones. */
export const openKey = (recipient: string): string => `o/${written(recipient)}`
/** The customers with open ones. */
export const allOpenKey = 'open'
export const claimKey = (customer: string, message: string): string => `c/${written(customer, message)}`
/** The messages of all claims of a customer. */
export const claimsKey = (customer: string): string => `a/${written(customer)}`
/** How many claims each bucket of a month holds. */
export const monthKey = (month: string): string => `b/${written(month)}`
export const bucketKey = (month: string, bucket: number): string => `b/${written(month)}/${bucket}`
export const tombstoneKey = (digest: string): string => `x/${written(digest)}`
export const numberKey = (id: string): string => `p/${written(id)}`
/** The ids of all phone numbers. */
export const numbersKey = 'numbers'
export const templatesKey = 'templates'
/** What accepted sends prove of templates. */
export const sendsKey = 'sends'
/** Which entries are on their way to the read model. */
export const outboxKey = 'outbox'
/** What passed in the last second. */
export const passedKey = 'passed'

/** The customer in the key of a thread's head; `null` for another key. */
export const customerOfHead = (key: string): string | null =>
  key.startsWith('t/') ? decodeURIComponent(key.slice(2)) : null

/** See `Meta`. */
export const metaKey = 'meta'
