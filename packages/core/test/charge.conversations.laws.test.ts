import { describe, expect, test } from 'vitest'
import { DAY, MINUTE, defaultSettings, engine, isRight, type Event, type ThreadCharge } from '../src/index.ts'
import { billWith, booksOf, keysOf, type Bill } from './support/bills.ts'
import type { Stage } from './support/billing-messages.ts'
import { billingTraces } from './support/billing-traces.ts'
import { holds, isRefuted } from './support/check.ts'

const inZone = (timeZone: string): Bill => billWith(engine({ ...defaultSettings, timeZone }))

type Given = readonly [Stage, readonly Event[]]

describe('a billed conversation', () => {
  const opens = ({ unit, type }: ThreadCharge): boolean =>
    unit === 'conversation' && type !== 'rides_open_conversation' && type !== 'free_entry_point'
  const isSame = (a: ThreadCharge, b: ThreadCharge): boolean =>
    a.phoneNumberId === b.phoneNumberId && a.customer === b.customer && a.category === b.category
  const byConversation = billingTraces(['2023-03-01', '2023-04-01', '2023-06-01', '2024-11-01', '2025-07-01'])

  /** By our estimate: 24 hours from the sending of the message whose delivery opens it, to the full minute. */
  const endOf = ({ sentAt }: ThreadCharge): number => Math.ceil((sentAt + DAY) / MINUTE) * MINUTE
  /** Without Meta's word on conversations other than free entry points. */
  const unnamed = (events: readonly Event[]): readonly Event[] =>
    events.map((event) => {
      if (event.type !== 'message-status' || event.conversation?.origin === 'referral_conversion')
        return event
      const { conversation: _, ...rest } = event
      return rest
    })

  /** Whatever rides does so before its end, and until then none of the category opens again. */
  const isFixed =
    (billIn: (timeZone: string) => Bill) =>
    ([{ timeZone }, events]: Given): boolean => {
      const charges = billIn(timeZone)(unnamed(events))
      return charges.every((charge, index) => {
        if (charge.unit !== 'conversation' || charge.type === 'free_entry_point') return true
        const before = charges.slice(0, index).findLast((other) => opens(other) && isSame(other, charge))
        const isOpen = before !== undefined && charge.at < endOf(before)
        if (!opens(charge)) return isOpen
        return !isOpen || wasEnded(charges.slice(charges.indexOf(before), index), charge)
      })
    }
  /** Did an entry point open in between? Its first message is free. */
  const wasEnded = (between: readonly ThreadCharge[], { phoneNumberId, customer }: ThreadCharge): boolean =>
    between.some(
      (other) =>
        other.type === 'free_entry_point' &&
        other.phoneNumberId === phoneNumberId &&
        other.customer === customer,
    )

  test('lasts 24 hours, whatever is sent in it, unless an entry point ends it', () => {
    holds([byConversation], isFixed(inZone), 400)
  })

  test('mutant: one that slides with each message is refuted', () => {
    const sliding =
      (timeZone: string): Bill =>
      (events) => {
        const told: ThreadCharge[] = []
        for (const charge of inZone(timeZone)(events)) {
          const latest = told.findLast((other) => isSame(other, charge))
          const rides = opens(charge) && latest !== undefined && charge.at < latest.at + DAY
          told.push(rides ? { ...charge, type: 'rides_open_conversation' } : charge)
        }
        return told
      }
    expect(isRefuted([byConversation], isFixed(sliding))).toBe(true)
  })

  test('is one for each message that opens one, and one of a category at a time', () => {
    holds([byConversation], ([{ timeZone }, events]) => {
      const subject = engine({ ...defaultSettings, timeZone })
      const books = booksOf(subject)
      // What is told only later was not known at the instant that is looked at.
      const known = new Set<string>()
      const simple = events.filter((event) => {
        if (event.type === 'business-messaged') known.add(event.id)
        if (event.type !== 'message-status') return true
        return event.status === 'delivered' && event.pricing === undefined && known.has(event.message)
      })
      for (const event of simple) books.absorb(event)
      return keysOf(books.state()).every((key) => {
        const own = books
          .charges()
          .filter((c) => c.phoneNumberId === key.phoneNumberId && c.customer === key.customer)
        return own.every((charge) => {
          const view = subject.view(books.state(), key, charge.at)
          if (!isRight(view)) return true
          const { billedConversations } = view.right
          const opened = billedConversations.filter(
            ({ opensAt, category }) => opensAt === charge.at && category !== 'referral_conversion',
          )
          return (
            new Set(billedConversations.map(({ category }) => category)).size ===
              billedConversations.length &&
            opened.every(({ closesAt }) =>
              own.some((other) => other.at === charge.at && closesAt === endOf(other)),
            ) &&
            opened.length ===
              own.filter((other) => other.at === charge.at && opens(other) && charge.at < endOf(other)).length
          )
        })
      })
    })
  })
})
