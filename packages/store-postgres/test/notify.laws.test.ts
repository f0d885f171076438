import fc from 'fast-check'
import { assertEachLater } from '../../core/test/support/check.ts'
import { expect, test } from 'vitest'
import type { Changed } from '@guichet/runtime'
import { heardIn } from '../src/notice.ts'
import { notifying } from '../src/notify.ts'
import { mostNamed } from '../src/unsent.ts'
import { upTo } from './support/changes.ts'
import { handTimer } from './support/hand-timer.ts'

const own = { schema: 'guichet', from: 'one' }

const thread = (customer: string): Changed => ({ is: 'thread', phoneNumberId: '1', customer })

/** Has whatever waits for a promise alone go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A server whose answers the test gives. */
const server = () => {
  const heard: Changed[] = []
  const answers: ((isWell: boolean) => void)[] = []
  let sent = 0
  return {
    heard,
    sent: () => sent,
    underWay: () => answers.length,
    send: (notices: readonly string[]): Promise<void> => {
      sent += 1
      return new Promise((resolve, reject) =>
        answers.push((isWell) => {
          if (!isWell) return reject(new Error('the connection was lost'))
          heard.push(...notices.flatMap((notice) => heardIn(notice, { ...own, from: 'other' })))
          resolve()
        }),
      )
    },
    answer: (isWell: boolean): void => answers.shift()?.(isWell),
  }
}

type Step =
  { readonly does: 'commit'; readonly count: number } | { readonly does: 'ring' | 'answer' | 'fail' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('commit' as const), count: fc.oneof(fc.nat(5), fc.nat(mostNamed)) }),
  fc.record({ does: fc.constantFrom('ring' as const, 'answer' as const, 'fail' as const) }),
)

/** The changes that the notices do not report. */
const untoldBy = (heard: readonly Changed[], changes: readonly Changed[]): readonly Changed[] => {
  if (heard.some(({ is }) => is === 'reload')) return []
  const told = new Set(heard.map((one) => JSON.stringify(one)))
  return changes.filter((changed) => !told.has(JSON.stringify(changed)))
}

test('whatever fails on the way, all that is committed is told or reload is, by one statement at a time and one a pause', () =>
  assertEachLater(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.boolean(), async (steps, closes) => {
      const [hand, { heard, sent, underWay, send, answer }] = [handTimer(), server()]
      const { note, end } = notifying(own, send, hand.timer)
      let [commits, mostSent, untold] = [0, 1, [] as readonly Changed[]]
      const run = async (one: Step): Promise<void> => {
        if (one.does === 'commit') {
          const changes = upTo(one.count).map((index) => thread(`${commits} ${index}`))
          commits += 1
          untold = [...untold, ...changes]
          note(changes)
        } else if (one.does === 'ring') {
          mostSent += hand.waits().length
          hand.ring()
        } else answer(one.does === 'answer')
        await settle()
        expect(underWay() + hand.waits().length).toBeLessThanOrEqual(1)
        expect(sent()).toBeLessThanOrEqual(mostSent)
        expect(heard.length).toBeLessThanOrEqual(mostNamed * sent())
        // What is told once need not be told again by a later reload.
        untold = untoldBy(heard, untold)
        heard.length = 0
      }
      for (const one of steps) await run(one)
      const underWayAtEnd = closes ? underWay() : 0
      const ended = closes ? end(send) : Promise.resolve()
      for (let turn = 0; turn < 6; turn += 1) {
        if (closes) await settle()
        else await run({ does: 'ring' })
        // What is under way when the store is closed may fail; the one attempt after it does not.
        answer(turn > 0 || underWayAtEnd === 0)
        await settle()
      }
      await ended
      expect(untoldBy(heard, untold)).toEqual([])
    }),
    60,
  ))

test('pauses double with each failure in a row, up to a minute, and are short again after a success', async () => {
  const [hand, { underWay, send, answer }] = [handTimer(), server()]
  const { note } = notifying(own, send, hand.timer)
  note([thread('anna')])
  const waits: number[] = []
  for (const isWell of upTo(13).map((index) => index === 12)) {
    expect(underWay()).toBe(1)
    answer(isWell)
    await settle()
    waits.push(...hand.waits())
    hand.ring()
  }
  expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 51200, 60000, 60000, 50])
  expect(underWay()).toBe(0)
})

test('what changes often is named once, and more than can be named is one reload', async () => {
  const [hand, { heard, send, answer }] = [handTimer(), server()]
  const { note } = notifying(own, send, hand.timer)
  for (const names of [['first'], upTo(500).map((index) => `name ${index % 10}`), upTo(mostNamed + 1)]) {
    for (const name of names) note([thread(`${name}`), { is: 'intents' }])
    if (names.length === 1) continue
    answer(true)
    await settle()
    hand.ring()
  }
  answer(true)
  await settle()
  expect(heard.map((one) => (one.is === 'thread' ? one.customer : one.is))).toEqual([
    'first',
    'intents',
    'name 0',
    'intents',
    ...upTo(9).map((index) => `name ${index + 1}`),
    'reload',
  ])
})
