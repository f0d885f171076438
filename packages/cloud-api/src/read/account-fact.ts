import type { Instant } from '@guichet/core'
import type { Cursor } from './cursor.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

/** What every fact about an account needs: the account, and when it happened. */
export interface AboutAccount {
  readonly account: string
  readonly at: Instant
}

/** The account and the time that the entry names; a text says what is missing. */
export const aboutAccount = ({ account, time }: Cursor): AboutAccount | string => {
  if (account === undefined) return 'the entry names no account'
  const at = instantOf(time)
  return at === undefined ? whyNoInstant('time of the entry', time) : { account, at }
}
