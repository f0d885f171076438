import type { MessageStatus } from '@guichet/core'
import type { Echo } from '../echo.ts'
import { type Cursor, type Draft, report } from './cursor.ts'
import { describe, isAbsent, textOf } from './json.ts'

/** Meta accepts 512 characters; each may be two of JavaScript's. */
const LONGEST_CALLBACK_DATA = 1024

/** Reads the callback data of a status, besides its event. A time in the future is refused here, too. */
export const readEcho = (cursor: Cursor, callbackData: unknown, event: Readonly<MessageStatus>): void => {
  if (isAbsent(callbackData) || event.at > cursor.latest) return
  const text = textOf(callbackData, LONGEST_CALLBACK_DATA)
  if (text === undefined)
    return report(
      cursor,
      'the callback data is left out: it must be a text of 1 to 512 characters, but is ' +
        `${describe(callbackData)}`,
      'biz_opaque_callback_data',
      '.biz_opaque_callback_data',
    )
  const { message, phoneNumberId, customer, aliases, at, status } = event
  const echo: Draft<Echo> = { callbackData: text, message, phoneNumberId, customer, at, status }
  if (aliases !== undefined) echo.aliases = aliases
  cursor.echoes.push(echo)
}
