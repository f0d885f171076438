import type { AskInput } from '../ask/ask-input.ts'
import { asKnownAt } from '../ask/as-known.ts'
import { nobody, courseFrom, receive, standingAt } from '../thread/course.ts'
import { noIds } from '../thread/replaced-ids.ts'
import type { Instant } from '../time/instant.ts'

/** How things stand at a later instant. */
export type InputAt = (at: Instant) => AskInput

/** How things stand later if nothing else happens: by the facts up to the instant of the input. */
export const ifNothingHappens = (input: AskInput): InputAt => {
  const templates = asKnownAt(input.templates, input.at)
  const tierUse: AskInput['tierUse'] = (tier, month, at) => input.tierUse(tier, month, Math.min(at, input.at))
  return (at) => ({ ...input, templates, tierUse, at })
}

/** How things stand at an instant at which the customer writes, under the id that is asked about. */
export const whenCustomerWrites =
  (input: AskInput, inputAt: InputAt): InputAt =>
  (at) => {
    const { calendar, standing, account, templates } = input
    const course = courseFrom(standing)
    receive(
      course,
      { type: 'customer-messaged', id: '', at, kind: 'text', phoneNumberId: '', customer: '' },
      { calendar, categoryOf: templates.categoryOf },
      nobody,
      () => false,
    )
    course.renamed = noIds
    const { throughput } = account
    return {
      ...inputAt(at),
      closedByMeta: null,
      standing: standingAt(course, standing.billing.awaiting),
      account:
        throughput === null
          ? account
          : { ...account, throughput: { ...throughput, passed: [...throughput.passed, at] } },
    }
  }
