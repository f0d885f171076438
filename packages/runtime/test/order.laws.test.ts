import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  emptyState,
  engine as engineOf,
  isRight,
  settings,
  type Engine,
  type Event,
  type Instant,
  type ThreadKey,
} from '@guichet/core'
import { plausible } from '../../laws/src/generators/plausible.ts'
import { wild } from '../../laws/src/generators/wild.ts'
import { threadsIn, type Story } from '../../laws/src/story.ts'
import type { Runtime } from '../src/index.ts'
import { holds } from './support/check.ts'
import { bodyOf, worldOf } from './support/world.ts'

const engineFor = ({ timeZone, rulebook }: Story): Engine => {
  const made = settings({ timeZone, rulebook })
  if (!isRight(made)) throw new Error(made.left.join())
  return engineOf(made.right)
}

/** What is asked of a thread at an instant. */
const questions = [
  { kind: 'service' },
  { kind: 'reaction' },
  { kind: 'template', name: 'order_ready', language: 'en' },
] as const

/** How the pure fold answers: the standard that the runtime is measured by. */
const foldedAnswers = (
  subject: Engine,
  arrivals: readonly Event[],
  keys: readonly ThreadKey[],
  asked: readonly Instant[],
): string => {
  const state = arrivals.reduce(subject.evolve, emptyState)
  return JSON.stringify(
    keys.flatMap((key) =>
      asked.map((at) => [
        subject.view(state, key, at),
        ...questions.map((question) => subject.ask(state, key, question, at)),
      ]),
    ),
  )
}

const runtimeAnswers = async (
  subject: Runtime,
  keys: readonly ThreadKey[],
  asked: readonly Instant[],
): Promise<string> => {
  const answers: unknown[] = []
  for (const key of keys)
    for (const at of asked) {
      const row: unknown[] = [await subject.view(key, at)]
      for (const question of questions) row.push(await subject.ask(key, question, at))
      answers.push(row)
    }
  return JSON.stringify(answers)
}

/** The arrivals in webhook bodies of one to a few events. */
const inBodies = (arrivals: readonly Event[], dice: number): readonly string[] => {
  const bodies: string[] = []
  for (let next = 0; next < arrivals.length;) {
    const size = 1 + ((dice + next) % 3)
    bodies.push(bodyOf(arrivals.slice(next, next + size)))
    next += size
  }
  return bodies
}

/** What WhatsApp itself says of the window is heeded besides the rules (CSW-5); that has its own tests. */
const withoutWindowRefusals = (event: Event): Event =>
  event.type === 'message-status' && event.errorCode !== undefined ? { ...event, errorCode: 131026 } : event

const undisputed = (stories: fc.Arbitrary<Story>): fc.Arbitrary<Story> =>
  stories.map((story) => ({ ...story, arrivals: story.arrivals.map(withoutWindowRefusals) }))

describe.each([
  ['plausible', plausible],
  ['wild', wild],
])('what arrives by %s webhooks', (_name, stories) => {
  test.each([
    ['all at once, in shared commits', 'at once', 100],
    ['one after the other, with nothing kept in memory', 'in turn', 0],
    ['by two processes in turn', 'two', 100],
  ] as const)('gives the answers of the pure fold: %s', async (_how, how, cachedThreads) => {
    await holds(
      undisputed(stories),
      async (story) => {
        const engine = engineFor(story)
        const one = worldOf({ engine, cachedThreads })
        const other = how === 'two' ? worldOf({ engine, cachedThreads, store: one.store }) : one
        const bodies = inBodies(story.arrivals, story.dice)
        if (how === 'at once') await Promise.all(bodies.map((body) => one.runtime.receive(body)))
        else
          for (const [index, body] of bodies.entries())
            await (index % 2 === 0 ? one : other).runtime.receive(body)
        const keys = threadsIn(story)
        const asked = story.asked.slice(0, 4)
        return (
          (await runtimeAnswers(other.runtime, keys, asked)) ===
          foldedAnswers(engine, story.arrivals, keys, asked)
        )
      },
      30,
    )
  })
})

test('mutant: a runtime that loses every tenth event is refuted', async () => {
  const answersRight = async (story: Story): Promise<boolean> => {
    const engine = engineFor(story)
    const { runtime } = worldOf({ engine })
    const kept = story.arrivals.filter((_, index) => index % 10 !== 3)
    await Promise.all(inBodies(kept, story.dice).map((body) => runtime.receive(body)))
    const keys = threadsIn(story)
    return (
      (await runtimeAnswers(runtime, keys, story.asked)) ===
      foldedAnswers(engine, story.arrivals, keys, story.asked)
    )
  }
  const checked = await fc.check(fc.asyncProperty(plausible, answersRight), {
    numRuns: 200,
    endOnFailure: true,
  })
  expect(checked.failed).toBe(true)
})
