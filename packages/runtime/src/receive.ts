import { DAY, isRight, isThreadEvent, parseEvent, type Event, type Instant } from '@guichet/core'
import { isReadable } from '@guichet/core/store'
import { arrivalsOf, byName, nameOf, type Arrival } from './arrivals.ts'
import type { InputEvent, TakeIn, UnreadInput } from './decide/command.ts'
import type { TakenIn, TakenInEach } from './decide/results.ts'
import { writeEvent } from './event-text.ts'
import { parcelsFor, type Parcel } from './forwarding/parcel.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Echo, InMessage, WebhookReader } from './ports.ts'
import type { NewJob } from './store/jobs.ts'
import type { JournalEntry } from './store/rows.ts'
import { digestOf, storable, storableEvent, storableId } from './text.ts'

/** What became of a webhook body, once all of it is durable. */
export interface Receipt<Message extends InMessage = InMessage> extends TakenIn {
  /** What gave no event; it is among the unread inputs. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[]
  /**
   * The events, each with what the customer sent and with what became of it, in the order in which they came; none of
   * an erased customer.
   */
  readonly arrivals: readonly Arrival<Message>[]
}

interface ReceiveInput {
  readonly ledger: Ledger
  /** Hands the body on; to nobody unless given. */
  readonly parcel?: Parcel | undefined
  readonly receivedAt: Instant
}

/** Takes a webhook body in: as it came, and as events. */
export const receive = <Message extends InMessage>(
  body: string,
  read: WebhookReader<Message>,
  input: ReceiveInput,
): Promise<Receipt<Message>> => {
  const { receivedAt } = input
  const { events, messages = [], unread, echoes } = read(body, { receivedAt })
  const id = digestOf(body)
  const unsound = events.filter((event) => !isReadable(event)).map(unsoundInput)
  return takeIn(
    {
      source: id,
      events: events.filter(isReadable),
      messages,
      unread: [...unread, ...unsound],
      echoes,
      journal: { id, receivedAt, body: storable(body) },
      jobs: input.parcel === undefined ? [] : parcelsFor(input.parcel, id, events, receivedAt),
    },
    input,
  )
}

/** The words of the webhook reader for the same fault. */
const aheadReason = 'its time is more than a day after it was received'

/** Takes events in that came some other way than by webhook. One of the far future would end its thread. */
export const record = (events: readonly Event[], input: ReceiveInput): Promise<Receipt<never>> => {
  const isAhead = ({ at }: Event): boolean => at > input.receivedAt + DAY
  const checked = events.map((event) => ({ event, read: parseEvent(JSON.parse(writeEvent(event))) }))
  // An event that could not be read back would spoil its thread for good.
  const unread = checked.flatMap(({ event, read }, index) => {
    if (isRight(read)) return isAhead(event) ? [{ path: `$[${index}].at`, reason: aheadReason }] : []
    return read.left.map(({ path, reason }) => ({ path: path.replace('$', `$[${index}]`), reason }))
  })
  const sound = checked.flatMap(({ event, read }) => (isRight(read) && !isAhead(event) ? [event] : []))
  const source = digestOf(JSON.stringify(events))
  return takeIn({ source, events: sound, messages: [], unread, echoes: [], journal: null, jobs: [] }, input)
}

/** What came in, read. */
interface Input<Message extends InMessage> {
  /** Names it among the unread inputs. */
  readonly source: string
  readonly events: readonly Event[]
  readonly messages: readonly Message[]
  readonly unread: Receipt['unread']
  readonly echoes: readonly Echo[]
  readonly journal: JournalEntry | null
  readonly jobs: readonly NewJob[]
}

/**
 * Takes in what concerns each phone number in a command of its own. They are handed in at once, so bodies stay in
 * order. A body that names several phone numbers is journalled when all of that is durable: what was taken in by half
 * is not in the journal, and is delivered again.
 */
const takeIn = async <Message extends InMessage>(
  { source, events, messages, unread, echoes, journal, jobs }: Input<Message>,
  { ledger }: ReceiveInput,
): Promise<Receipt<Message>> => {
  const came = { read: events, first: unread.length, messages: byName(messages) }
  const arrivals = (part: Part, taken: TakenInEach): readonly Arrival<Message>[] =>
    arrivalsOf(part.events, taken, came)
  const perform = ({ phoneNumberId, ...part }: Part, rest: Rest): Promise<TakenInEach> =>
    ledger.perform(phoneNumberId, { do: 'take-in', source, ...part, ...rest })
  const parts = partsOf(
    events.map((event, place) => ({
      index: unread.length + place,
      event: storableEvent(event),
      ...nameWith(event, came.messages),
    })),
    echoes,
  )
  const inputs = unread.map((one, index): UnreadInput => ({ index, text: JSON.stringify(one) }))
  const [only = noPart, ...others] = parts
  if (others.length === 0) {
    const taken = await perform(only, { unread: inputs, journal, jobs })
    return { ...sumOf([taken]), unread, arrivals: arrivals(only, taken) }
  }
  const taken = await Promise.all(parts.map((part) => perform(part, { unread: [], journal: null, jobs: [] })))
  const counts = sumOf(taken)
  // What an erased customer wrote is not kept, even if the body names other customers, too.
  const isKept = counts.erased === 0
  await perform(noPart, { unread: inputs, journal: isKept ? journal : null, jobs: isKept ? jobs : [] })
  return {
    ...counts,
    unread,
    arrivals: parts.flatMap((part, index) => arrivals(part, taken[index] ?? counts)),
  }
}

/** The name that came with a customer's message. */
const nameWith = (event: Event, messages: ReturnType<typeof byName<InMessage>>): Pick<InputEvent, 'name'> => {
  if (event.type !== 'customer-messaged') return {}
  const name = messages.get(nameOf(event))?.name
  return name === undefined ? {} : { name }
}

type Rest = Pick<TakeIn, 'unread' | 'journal' | 'jobs'>

/** What concerns one phone number. */
interface Part {
  readonly phoneNumberId: string
  readonly events: readonly InputEvent[]
  readonly echoes: readonly Echo[]
}

/** What belongs to no phone number. */
const noPart: Part = { phoneNumberId: '', events: [], echoes: [] }

const partsOf = (events: readonly InputEvent[], echoes: readonly Echo[]): readonly Part[] => {
  const parts = new Map<string, { phoneNumberId: string; events: InputEvent[]; echoes: Echo[] }>()
  const partOf = (phoneNumberId: string): { events: InputEvent[]; echoes: Echo[] } => {
    const part = parts.get(phoneNumberId) ?? { phoneNumberId, events: [], echoes: [] }
    parts.set(phoneNumberId, part)
    return part
  }
  for (const one of events) partOf(isThreadEvent(one.event) ? one.event.phoneNumberId : '').events.push(one)
  for (const echo of echoes) partOf(storableId(echo.phoneNumberId)).echoes.push(echo)
  // What settles by the same events goes by what they say of accounts.
  return [...parts.values()].sort((one, other) => Number(isOfNoNumber(other)) - Number(isOfNoNumber(one)))
}

const isOfNoNumber = ({ phoneNumberId }: Part): boolean => phoneNumberId === noPart.phoneNumberId

/** What was taken in, all together. */
export const sumOf = (all: readonly TakenIn[]): TakenIn => {
  const sum = (count: (taken: TakenIn) => number): number =>
    all.reduce((soFar, taken) => soFar + count(taken), 0)
  return {
    absorbed: sum(({ absorbed }) => absorbed),
    duplicates: sum(({ duplicates }) => duplicates),
    late: sum(({ late }) => late),
    erased: sum(({ erased }) => erased),
  }
}

const unsoundInput = ({ type, id }: Event): Receipt['unread'][number] => ({
  path: '$',
  reason: `the webhook reader made an event that cannot be stored: ${type} ${JSON.stringify(id.slice(0, 100))}`,
})
