import type { Event } from '../event/event.ts'
import { isReadable } from '../event/readable.ts'
import { expectEvent } from './expect.ts'

/** The events that can be taken in; throws a `Misuse` for what is no event. */
export function* readableOf(events: Iterable<Event>): Generator<Event> {
  for (const event of events) {
    expectEvent(event)
    if (isReadable(event)) yield event
  }
}
