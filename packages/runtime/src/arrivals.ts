import type { Event } from '@guichet/core'
import type { InputEvent } from './decide/command.ts'
import type { Became, TakenInEach } from './decide/results.ts'
import type { InMessage } from './ports.ts'

/** An event that came in, what became of it, and what the customer sent with it. */
export interface Arrival<Message extends InMessage = InMessage> {
  readonly event: Event
  /** `duplicate`: it was known already, so this body, or one with the same event, came before. */
  readonly became: Exclude<Became, 'erased'>
  /** Absent if the event is not `customer-messaged`, or if the reader of webhooks gives no messages. */
  readonly message?: Message
}

/** What became of each of these events; nothing for those of erased customers. */
export const arrivalsOf = <Message extends InMessage>(
  events: readonly InputEvent[],
  taken: TakenInEach,
  { read, first, messages }: Came<Message>,
): readonly Arrival<Message>[] =>
  events.flatMap(({ index }, place): readonly Arrival<Message>[] => {
    const event = read[index - first]
    const became = taken.became?.[place] ?? onTheWhole(taken)
    if (event === undefined || became === 'erased') return []
    const message = event.type === 'customer-messaged' ? messages.get(nameOf(event)) : undefined
    return [message === undefined ? { event, became } : { event, became, message }]
  })

/** What came in a body. */
export interface Came<Message extends InMessage> {
  /** The events as they were read, from this index on. */
  readonly read: readonly Event[]
  readonly first: number
  readonly messages: ReadonlyMap<string, Message>
}

export const byName = <Message extends InMessage>(
  messages: readonly Message[],
): ReadonlyMap<string, Message> => new Map(messages.map((message) => [nameOf(message), message]))

/** No two messages have the same: a message's id is one within its phone number. */
export const nameOf = ({ phoneNumberId, id }: InMessage): string =>
  `${phoneNumberId.length} ${phoneNumberId}${id}`

/** Where it is not known for each: better handed on as new once too often than never. */
const onTheWhole = ({ absorbed, erased }: TakenInEach): Became =>
  absorbed > 0 ? 'absorbed' : erased > 0 ? 'erased' : 'duplicate'
