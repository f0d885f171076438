import { describe, expect, test } from 'vitest'
import { answerToJson, type Engine, type Event, type Question, type State } from '../src/index.ts'
import { beforeSending, templatesOf, threadOf } from '../src/store.ts'
import { holds, isRefuted } from './support/check.ts'
import { engineOf } from './support/engine-of.ts'
import { same } from './support/folds.ts'
import { questions, refusedDays, type RefusedDay, type Sending } from './support/refused-days.ts'

const engines = [{}, { phoneNumbers: { 100: { account: 'A' }, 200: { account: 'A' } } }].map(engineOf)

const isAbout = (event: Event, { message }: Sending): boolean =>
  (event.type === 'message-status' && event.message === message) || event.id === message

/** What is known of all else that had happened when the message was sent. */
const knownThen = ({ initial, evolve }: Engine, { events }: RefusedDay, sending: Sending): State =>
  events.filter((event) => event.at <= sending.at && !isAbout(event, sending)).reduce(evolve, initial)

/** Whether it is refused, why, and what is not known. What it costs may depend on what is settled since. */
const judged = ({ ask }: Engine, state: State, sending: Sending, question: Question): unknown => {
  const answer = answerToJson(ask(state, sending, question, sending.at))
  return [answer?.['answer'], answer?.['reasons'], answer?.['remedies'], answer?.['notKnown']]
}

type Before = typeof beforeSending

const agreesWith =
  (before: Before) =>
  (day: RefusedDay): boolean =>
    engines.every((engine) => {
      const all = day.events.reduce(engine.evolve, engine.initial)
      return day.sends.every((sending) => {
        const then = knownThen(engine, day, sending)
        const taken = before(all, sending, sending.message, sending.at)
        return questions.every((question) =>
          same(judged(engine, taken, sending, question), judged(engine, then, sending, question)),
        )
      })
    })

describe('the state before a message was sent', () => {
  test('answers as the state of all else that had happened by then', () => {
    holds([refusedDays()], agreesWith(beforeSending), 60)
  })

  test('is another one where the message itself would be taken in', () => {
    expect(
      isRefuted(
        [refusedDays()],
        agreesWith((state) => state),
      ),
    ).toBe(true)
  })

  test('leaves the state itself as it is, and one that knows nothing of the thread', () => {
    const [engine] = engines
    if (engine === undefined) throw new Error('there is an engine')
    const key = { phoneNumberId: '100', customer: '15550100001' }
    expect(beforeSending(engine.initial, key, 'm', 0)).toBe(engine.initial)
    const sent: Event = {
      type: 'business-messaged',
      id: 'm',
      at: Date.parse('2026-10-02T16:00Z'),
      content: { kind: 'template', name: 'news', language: 'en' },
      ...key,
    }
    const state = engine.evolve(engine.initial, sent)
    const before = beforeSending(state, key, 'm', sent.at)
    expect([threadOf(before, key).facts, templatesOf(before, '100').all(sent.at)]).toEqual([null, []])
    expect(threadOf(state, key).facts?.event).toEqual(sent)
    expect(templatesOf(state, '100').all(sent.at)).toHaveLength(1)
  })
})
