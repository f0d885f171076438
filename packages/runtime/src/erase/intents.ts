import type { ThreadEvent } from '@guichet/core'
import { readIntent, type Intent } from '../intents/intent.ts'
import type { Anew } from '../store/erasure.ts'
import type { IntentRow, ThreadRow } from '../store/rows.ts'

/** Of whom the events are. */
export interface Told {
  readonly gone: readonly ThreadEvent[]
  readonly remaining: readonly ThreadEvent[]
  /** Under which id the customer of a remaining event is kept from now on. */
  readonly homeOf: (event: ThreadEvent) => string
}

/**
 * Intents move with streams, so one may stand under another holder of the number. What became of it tells whose it is:
 * the message that it made. One that made none is whose it stands under.
 */
export const intentsAnew = (
  intents: readonly IntentRow[],
  erased: readonly ThreadRow[],
  { gone, remaining, homeOf }: Told,
): Pick<Anew, 'removedIntents' | 'intents'> => {
  const doomed = new Set(erased.flatMap(({ customer, aliases }) => [customer, ...aliases]))
  const kept = intents.filter(({ recipient }) => !doomed.has(recipient))
  const taken = new Set(kept.map(nameOf))
  const saved = intents.flatMap((row) => {
    const event = doomed.has(row.recipient) ? remaining.find(isMessageOf(readIntent(row))) : undefined
    const moved = event === undefined ? null : { ...row, recipient: homeOf(event), expected: 0 }
    if (moved === null || taken.has(nameOf(moved))) return []
    taken.add(nameOf(moved))
    return [moved]
  })
  return {
    removedIntents: kept.filter((row) => gone.some(isMessageOf(readIntent(row)))),
    intents: saved,
  }
}

/** Is it the message that came of that intent? */
const isMessageOf =
  ({ id, state }: Intent) =>
  (event: ThreadEvent): boolean =>
    event.type === 'business-messaged' &&
    (state.is === 'accepted' ? event.id === state.wamid : event.id.startsWith(`refused:${id}:`))

const nameOf = ({ phoneNumberId, recipient, key }: IntentRow): string =>
  JSON.stringify([phoneNumberId, recipient, key])
