import type fc from 'fast-check'
import {
  HOUR,
  engine as engineOf,
  isRight,
  reasonsInWords,
  settings,
  type Engine,
  type Event,
  type Instant,
  type ThreadKey,
} from '@guichet/core'
import { emptyState } from '@guichet/core/store'
import { horizonHours, threadsIn, type Story } from '../../../laws/src/story.ts'
import type { Runtime, Store } from '../../src/index.ts'
import { withoutSharedLimits } from './shared-limits.ts'
import { bodyOf, worldOf } from './world.ts'

/** How a story's webhooks come to the store. */
export interface Way {
  readonly how: string
  /** All at the same time, so that they share commits; else one after the other. */
  readonly atOnce: boolean
  readonly cachedThreads: number
  /** How many of them make another commit beside one that is under way. */
  readonly enoughForAnotherCommit?: number
  /** Handles on the same data; each stands for a process. */
  readonly handles: readonly Store[]
  /** What gets lost on the way; nothing, but for a mutant. */
  readonly keeps?: (event: Event, index: number) => boolean
}

/** Does the runtime, fed with the history that way, answer as the pure fold does? */
export const answersLikeTheFold = async (story: Story, way: Omit<Way, 'how'>): Promise<boolean> => {
  const { atOnce, cachedThreads, enoughForAnotherCommit = 64, handles, keeps = () => true } = way
  const engine = engineFor(story)
  const arrivals = withoutSharedLimits(story.arrivals)
  const worlds = handles.map((store) => worldOf({ engine, cachedThreads, enoughForAnotherCommit, store }))
  const receive = async (body: string, index: number): Promise<void> => {
    await worlds[index % worlds.length]?.runtime.receive(body)
  }
  const bodies = inBodies(arrivals.filter(keeps), story.dice)
  if (atOnce) await Promise.all(bodies.map(receive))
  else for (const [index, body] of bodies.entries()) await receive(body, index)
  const keys = threadsIn(story)
  const asked = story.asked.slice(0, 4)
  const told = worlds.at(-1)
  if (told === undefined) return false
  return (await runtimeAnswers(told.runtime, keys, asked)) === foldedAnswers(engine, arrivals, keys, asked)
}

const engineFor = ({ timeZone, rulebook, amendments }: Story): Engine => {
  const made = settings({ timeZone, rulebook, amendments })
  if (!isRight(made)) throw new Error(reasonsInWords(made.left))
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

/** Only the events that no order of arrival makes late; for tests that do not control the order. */
export const recent = (stories: fc.Arbitrary<Story>): fc.Arbitrary<Story> =>
  stories.map((story) => {
    const newest = Math.max(...story.arrivals.map(({ at }) => at))
    return { ...story, arrivals: story.arrivals.filter(({ at }) => at >= newest - horizonHours * HOUR) }
  })

/** What WhatsApp itself says of the window is heeded besides the rules (CSW-5); that has its own tests. */
const withoutWindowRefusals = (event: Event): Event =>
  event.type === 'message-status' && event.errorCode !== undefined ? { ...event, errorCode: 131026 } : event

export const undisputed = (stories: fc.Arbitrary<Story>): fc.Arbitrary<Story> =>
  stories.map((story) => ({ ...story, arrivals: story.arrivals.map(withoutWindowRefusals) }))
