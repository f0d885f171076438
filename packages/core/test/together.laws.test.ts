import fc from 'fast-check'
import { isDeepStrictEqual as same } from 'node:util'
import { expect, test } from 'vitest'
import {
  isPaid,
  isRight,
  type Answer,
  type Content,
  type Engine,
  type Event,
  type Instant,
  type State,
  type Together,
} from '../src/index.ts'
import { holds, isRefuted, runShare } from './support/check.ts'
import { engineOf } from './support/engine-of.ts'
import { key, situations, type Situation } from './support/planned.ts'

const template = (name: string, category: string): Content => ({
  kind: 'template',
  name,
  language: 'fr',
  category,
})
const rows = fc.array(
  fc.constantFrom<Content>(
    { kind: 'service' },
    { kind: 'service' },
    { kind: 'service' },
    { kind: 'reaction' },
    template('ready', 'utility'),
    template('sale', 'marketing'),
  ),
  { minLength: 1, maxLength: 5 },
)

type AskTogether = (subject: Engine, state: State, messages: readonly Content[], at: Instant) => Together

const askTogether: AskTogether = (subject, state, messages, at) => {
  const answered = subject.askTogether(state, key, messages, at)
  if (!isRight(answered)) throw new Error('too old')
  return answered.right
}

/** The answers one by one, each after those before it were sent and delivered. */
const oneByOne = (
  subject: Engine,
  before: State,
  messages: readonly Content[],
  at: Instant,
): readonly Answer[] => {
  let state = before
  return messages.map((content, index) => {
    const answer = subject.ask(state, key, content, at)
    const message = `~${index}`
    const events: readonly Event[] = [
      { type: 'business-messaged', id: message, at, content, ...key },
      { type: 'message-status', id: `${message}/d`, message, status: 'delivered', at, ...key },
    ]
    if (isRight(answer)) state = events.reduce(subject.evolve, state)
    return answer
  })
}

/** A template that was sent is known from then on; all else must be the same. */
const essence = (answer: Answer): unknown =>
  isRight(answer)
    ? { charge: answer.right.charge, validUntil: answer.right.validUntil }
    : answer.left.answer === 'refused'
      ? answer.left.reasons
      : answer.left

const paid = (answers: readonly Answer[]): number =>
  answers.filter((answer) => isRight(answer) && isPaid(answer.right.charge)).length

const set = ({ settings, events, from }: Situation): { subject: Engine; state: State; at: Instant } => {
  const subject = engineOf(settings)
  // Later than all that was delivered before.
  return { subject, state: events.reduce(subject.evolve, subject.initial), at: from + 1 }
}

const answersAsOneByOne =
  (asked: AskTogether) =>
  (situation: Situation, messages: readonly Content[]): boolean => {
    const { subject, state, at } = set(situation)
    const { answers } = asked(subject, state, messages, at)
    return same(answers.map(essence), oneByOne(subject, state, messages, at).map(essence))
  }

test('messages in a row are answered as if those before them were sent and delivered', () => {
  holds([situations, rows], answersAsOneByOne(askTogether), 200)
})

test('joining saves what the shorter row costs less', () => {
  let joins = 0
  holds(
    [situations, rows],
    (situation, messages) => {
      const { subject, state, at } = set(situation)
      const { answers, joined } = askTogether(subject, state, messages, at)
      const sent = messages.flatMap((message, index) => {
        const answer = answers[index]
        return message.kind === 'service' && answer !== undefined && isRight(answer) ? [index] : []
      })
      if (sent.length < 2) return joined === null
      if (joined === null) return false
      joins++
      const shorter = messages.filter((_, index) => !sent.slice(1).includes(index))
      const alone = oneByOne(subject, state, shorter, at)
      return (
        same(joined.answers.map(essence), alone.map(essence)) &&
        joined.saves.messages === sent.length - 1 &&
        joined.saves.charged === paid(answers) - paid(alone) &&
        joined.because.length > 0
      )
    },
    150,
  )
  expect(joins).toBeGreaterThan(runShare < 1 ? 0 : 5)
})

test('mutant: one that answers each as if nothing went before is refuted', () => {
  const forgetful: AskTogether = (subject, state, messages, at) => ({
    answers: messages.map((message) => subject.ask(state, key, message, at)),
    joined: null,
  })
  expect(isRefuted([situations, rows], answersAsOneByOne(forgetful))).toBe(true)
})
