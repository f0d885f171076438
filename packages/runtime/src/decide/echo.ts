import type { Echo } from '../ports.ts'
import { storableId } from '../text.ts'
import { intentIdIn } from '../intents/callback-data.ts'
import { readIntent, writeIntent } from '../intents/intent.ts'
import { sentEvents } from '../intents/sent-events.ts'
import type { Draft } from './draft.ts'
import { noticesOfFate } from './notices.ts'
import { endReservation } from './record-outcome.ts'

/**
 * A status carries what a send had asked WhatsApp to echo: so that send reached WhatsApp, whatever we
 * believed, and this is its wamid (SEND-4).
 */
export const acceptByEcho = (draft: Draft, echo: Echo): void => {
  const id = intentIdIn(echo.callbackData)
  const row = id === null ? null : draft.intents.byId(id)
  if (row === null) return
  const intent = readIntent(row)
  if (intent.phoneNumberId !== storableId(echo.phoneNumberId)) return
  const { state } = intent
  // Every status echoes it; the message is known from the answer, or from the first of them.
  if (state.is === 'accepted' && state.wamid === storableId(echo.message)) return
  const sent = sentEvents(intent, {
    id: echo.message,
    at: Math.min(intent.claimedAt, echo.at),
    phoneNumberId: intent.phoneNumberId,
    customer: storableId(echo.customer),
    ...(echo.aliases === undefined ? {} : { aliases: echo.aliases.map(storableId) }),
  })
  for (const event of sent) draft.absorb(event)
  if (state.is === 'accepted') return
  endReservation(draft, intent, true)
  const accepted = { is: 'accepted', wamid: storableId(echo.message), by: 'echo' } as const
  draft.intents.put(writeIntent({ ...intent, state: accepted }))
  draft.notices.push(...noticesOfFate(draft, intent, accepted, draft.recordedAt))
}
