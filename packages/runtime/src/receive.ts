import {
  DAY,
  isRight,
  isThreadEvent,
  parseEvent,
  type Event,
  type Instant,
  type ThreadKey,
} from '@guichet/core'
import { isReadable } from '@guichet/core/store'
import type { Echo, WebhookReader } from './ports.ts'
import type { UnreadRow } from './store/rows.ts'
import { acceptByEcho } from './send/echo.ts'
import { intentIdIn } from './send/callback-data.ts'
import { writeEvent } from './event-text.ts'
import { digestOf, storable, storableEvent, storableId } from './text.ts'
import type { Draft } from './work/draft.ts'
import type { Done, Work } from './work/work.ts'

/** What became of a webhook body, once all of it is durable. */
export interface Receipt {
  readonly absorbed: number
  /** Known already: a redelivery. */
  readonly duplicates: number
  /** Older than the lateness horizon; they are among the unread inputs. */
  readonly late: number
  /** Of customers who were erased since. */
  readonly erased: number
  /** What gave no event; it is among the unread inputs. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[]
}

/** The work of taking in a webhook body: journalled as it came, and as events. */
export const receiving = (body: string, receivedAt: Instant, read: WebhookReader): Work<Receipt> => {
  const { events, unread, echoes } = read(body, { receivedAt })
  const id = digestOf(body)
  const unsound = events.filter((event) => !isReadable(event)).map(unsoundInput)
  return {
    ...takingIn(
      { source: id, events: events.filter(isReadable), unread: [...unread, ...unsound], echoes },
      (counts) =>
        // What an erased customer wrote is not kept, even if the body names other customers, too.
        counts.erased === 0 ? { journal: { id, receivedAt, body: storable(body) } } : {},
    ),
    size: body.length,
  }
}

/** The words of the webhook reader for the same fault. */
const aheadReason = 'its time is more than a day after it was received'

/** The work of taking in events that came some other way than by webhook. One of the far future would end its thread. */
export const recording = (events: readonly Event[], receivedAt: Instant): Work<Receipt> => {
  const isAhead = ({ at }: Event): boolean => at > receivedAt + DAY
  const checked = events.map((event) => ({ event, read: parseEvent(JSON.parse(writeEvent(event))) }))
  // An event that could not be read back would spoil its thread for good.
  const unread = checked.flatMap(({ event, read }, index) => {
    if (isRight(read)) return isAhead(event) ? [{ path: `$[${index}].at`, reason: aheadReason }] : []
    return read.left.map(({ path, reason }) => ({ path: path.replace('$', `$[${index}]`), reason }))
  })
  const sound = checked.flatMap(({ event, read }) => (isRight(read) && !isAhead(event) ? [event] : []))
  const source = digestOf(JSON.stringify(events))
  return takingIn({ source, events: sound, unread, echoes: [] }, () => ({}))
}

/** What came in, read. */
interface Input {
  /** Names it among the unread inputs. */
  readonly source: string
  readonly events: readonly Event[]
  readonly unread: Receipt['unread']
  readonly echoes: readonly Echo[]
}

const takingIn = (
  { source, events, unread, echoes }: Input,
  keep: (counts: TakenIn['counts']) => Pick<Done<Receipt>, 'journal'>,
): Work<Receipt> => {
  const stored = events.map(storableEvent)
  return {
    threads: [...stored.flatMap(threadsOf), ...echoes.flatMap(threadsOfEcho)],
    intentIds: echoes.flatMap(({ callbackData }) => intentIdIn(callbackData) ?? []),
    run: (draft) => {
      const { counts, late } = takeIn(draft, stored)
      for (const echo of echoes) acceptByEcho(draft, echo)
      const inputs = [...unread.map((one) => JSON.stringify(one)), ...late]
      const { recordedAt: receivedAt } = draft
      return {
        result: { ...counts, unread },
        unread: inputs.map((text, index): UnreadRow => ({ source, index, receivedAt, text })),
        ...keep(counts),
      }
    },
  }
}

/** The threads that an event may concern: one for each id that it names. */
const threadsOf = (event: Event): readonly ThreadKey[] => {
  if (!isThreadEvent(event)) return []
  const { phoneNumberId, customer, aliases = [] } = event
  const ids = event.type === 'customer-renamed' ? [customer, event.previous, event.current] : [customer]
  return [...ids, ...aliases].map((id) => ({ phoneNumberId, customer: id }))
}

const threadsOfEcho = ({ phoneNumberId, customer, aliases = [] }: Echo): readonly ThreadKey[] =>
  [customer, ...aliases].map((id) => ({ phoneNumberId: storableId(phoneNumberId), customer: storableId(id) }))

const unsoundInput = ({ type, id }: Event): Receipt['unread'][number] => ({
  path: '$',
  reason: `the webhook reader made an event that cannot be stored: ${type} ${JSON.stringify(id.slice(0, 100))}`,
})

const lateReason = 'older than the lateness horizon'

interface TakenIn {
  readonly counts: Omit<Receipt, 'unread'>
  /** The late events, as unread inputs. */
  readonly late: readonly string[]
}

const takeIn = (draft: Draft, events: readonly Event[]): TakenIn => {
  const counts = { absorbed: 0, duplicates: 0, late: 0, erased: 0 }
  const late: string[] = []
  for (const event of events) {
    const outcome = draft.absorb(event)
    if (outcome === 'absorbed') counts.absorbed++
    else if (outcome === 'duplicate') counts.duplicates++
    else if (outcome === 'erased') counts.erased++
    else {
      counts.late++
      late.push(JSON.stringify({ reason: lateReason, event: JSON.parse(writeEvent(event)) }))
    }
  }
  return { counts, late }
}
