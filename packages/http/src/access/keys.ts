import { createHash, timingSafeEqual } from 'node:crypto'
import { rights, type Right, type TenantKey } from '../tenants/tenant.ts'

/** An API key as the gateway keeps it: the key itself is not kept. */
export interface ApiKey {
  /** Stands in the log and the audit trail. */
  readonly name: string
  /** SHA-256. */
  readonly digest: Uint8Array
  readonly may: ReadonlySet<Right>
}

/** The SHA-256 of an API key; the key itself is not kept. */
export const digestOfKey = (key: string): Uint8Array => createHash('sha256').update(key).digest()

/**
 * The name of a key in the log: the first eight hexadecimal digits of its SHA-256. It does not change when
 * other keys come and go, and it reveals nothing about a random key.
 */
export const nameOfKey = (key: string): string => Buffer.from(digestOfKey(key)).toString('hex').slice(0, 8)

/** A key that is given alone may do everything. */
export const apiKeyOf = (given: string | TenantKey): ApiKey =>
  typeof given === 'string'
    ? { name: nameOfKey(given), digest: digestOfKey(given), may: new Set(rights) }
    : { name: given.name, digest: digestOfKey(given.key), may: new Set(given.may) }

/**
 * The key among these. Takes constant time: neither the key that matches nor the length of a match shows.
 */
export const keyAmong = <Key extends Pick<ApiKey, 'digest'>>(
  candidate: string,
  keys: readonly Key[],
): Key | null => {
  const digest = digestOfKey(candidate)
  let found: Key | null = null
  // Every key is tried, so that the time taken does not tell which one matched.
  for (const known of keys) if (timingSafeEqual(digest, known.digest)) found = known
  return found
}

/** Is it one of the keys of these digests? Takes constant time, too. */
export const isKnownKey = (candidate: string, digests: readonly Uint8Array[]): boolean =>
  keyAmong(
    candidate,
    digests.map((digest) => ({ digest })),
  ) !== null
