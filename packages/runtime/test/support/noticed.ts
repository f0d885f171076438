import { memoryStore, noticeKinds, type NoticeKind, type Store } from '../../src/index.ts'
import { handTimer } from './hand-timer.ts'
import { worldOf, type World, type WorldInput } from './world.ts'

/** A notice as an endpoint gets it. */
export interface Noticed {
  readonly type: NoticeKind
  readonly id: string
  readonly at: string
  readonly [member: string]: unknown
}

/** A runtime that hands notices on to an endpoint, and a clock that is set by hand. */
export interface NoticedWorld extends World {
  /** What the endpoint got, in order. */
  readonly got: Noticed[]
  /** Does the endpoint take nothing? */
  readonly bot: { isDown: boolean }
  /** Lets what is due be done. */
  readonly settle: () => Promise<void>
  /** Ends the runtime, and goes on with another one on the same store; the clock stays. */
  readonly restarted: () => Promise<NoticedWorld>
}

export const queue = 'forward:bot'

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

export interface NoticedInput extends WorldInput {
  readonly kinds?: readonly NoticeKind[]
  readonly closingBefore?: number
  readonly got?: Noticed[]
  readonly bot?: { isDown: boolean }
}

export const noticedWorld = (given: NoticedInput = {}): NoticedWorld => {
  const { kinds = noticeKinds, closingBefore = 3_600_000, got = [], store = memoryStore() } = given
  const { bot = { isDown: false } } = given
  const bell = handTimer()
  const world = worldOf({ ...given, store: kept(store), timer: bell.timer })
  world.runtime.workOnNotices({ targets: [{ queue, kinds }], closingBefore })
  world.runtime.workOnOutbox()
  world.runtime.forwarding.work({
    queue,
    deliver: async ({ event, payload }) => {
      if (bot.isDown) return { reason: 'it cannot be reached', fault: 'target' }
      if (event !== '*') got.push(JSON.parse(payload) as Noticed)
      return null
    },
  })
  const settle = async (): Promise<void> => {
    // A look may give another one something to do.
    for (let looks = 0; looks < 2; looks += 1) {
      for (let rings = bell.waits().length; rings > 0; rings -= 1) bell.ring()
      await turns()
    }
  }
  return {
    ...world,
    got,
    bot,
    settle,
    restarted: async () => {
      await world.runtime.close()
      return noticedWorld({ ...given, store, got, bot, now: world.clock.now })
    },
  }
}

/** The store outlives the runtime. */
const kept = (store: Store): Store => ({ ...store, close: async () => undefined })
