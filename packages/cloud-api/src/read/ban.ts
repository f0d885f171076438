import { aboutAccount } from './account-fact.ts'
import { type Cursor, handOver, report } from './cursor.ts'
import { eventId } from './event-id.ts'
import { describe, isList, isObject, shorten, textOf } from './json.ts'

/** Reads `ban_info`: the whole account is banned until it is reinstated (POS-44). Its date is in words, and not read. */
export const readBan = (cursor: Cursor, ban: unknown): void => {
  const no = (reason: string): void => report(cursor, reason, cursor.field, '.value.ban_info')
  if (!isObject(ban)) return no(`not a ban but ${describe(ban)}`)
  const { waba_ban_state } = ban
  const state = textOf(onlyOne(waba_ban_state), LONGEST_STATE)
  if (state === undefined) return no(`the waba_ban_state is ${describe(waba_ban_state)}`)
  if (state === 'SCHEDULE_FOR_DISABLE')
    return no('the account is to be banned later; nothing is forbidden until then')
  if (state !== 'DISABLE' && state !== 'REINSTATE') return no(`ban state not known today: ${shorten(state)}`)
  const about = aboutAccount(cursor)
  if (typeof about === 'string') return no(about)
  const { account, at } = about
  const seconds = at / 1000
  handOver(
    cursor,
    state === 'DISABLE'
      ? {
          type: 'account-restricted',
          id: eventId('banned', account, seconds),
          at,
          account,
          restriction: 'all-messages',
        }
      : { type: 'account-released', id: eventId('reinstated', account, seconds), at, account },
  )
}

const LONGEST_STATE = 512

/** Early webhooks have the state in a list. */
const onlyOne = (u: unknown): unknown => (isList(u) && u.length === 1 ? u[0] : u)
