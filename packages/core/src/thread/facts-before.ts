import type { BusinessMessaged, ThreadEvent } from '../event/event.ts'
import { isTrace, wamidOf } from '../message/message.ts'
import type { Instant } from '../time/instant.ts'
import { onto, type Facts } from './facts.ts'

/** The facts of a thread without those about one message. */
export interface FactsBefore {
  readonly facts: Facts
  /** The message as it was accepted, as far as a fact says so. */
  readonly accepted: BusinessMessaged | null
}

/** The facts up to an instant that are not about the message; what is earlier than all of its own is shared. */
export const factsBefore = (facts: Facts, wamid: string, at: Instant): FactsBefore => {
  const others: ThreadEvent[] = []
  let [shared, count]: [Facts, number] = [facts, 0]
  let accepted: BusinessMessaged | null = null
  for (let rest = facts; rest !== null; rest = rest.earlier) {
    const { event } = rest
    const isOwn = isAbout(event, wamid)
    if (isOwn || event.at > at) [shared, count] = [rest.earlier, others.length]
    else others.push(event)
    if (isOwn && event.type === 'business-messaged') accepted = event
  }
  let before = shared
  for (let index = count - 1; index >= 0; index--) before = onto(before, others[index] as ThreadEvent)
  return { facts: before, accepted }
}

/** Is the event about that message, or about the request for permission to call that it carries? (CALL-13) */
const isAbout = (event: ThreadEvent, wamid: string): boolean =>
  isTrace(event) ? wamidOf(event) === wamid : event.type === 'call-permission-requested' && event.id === wamid
