import { controlApp } from './control/app.ts'
import { perform, type Action } from './control/action.ts'
import type { Faults } from './faults.ts'
import { graphApp, lostHeader } from './graph/app.ts'
import type { Done } from './happenings/customer.ts'
import { setMessagingLimit } from './happenings/account.ts'
import { registerFirst } from './happenings/templates.ts'
import { settingsOf, type EmulatorOptions, type Settings } from './options.ts'
import { page } from './page/page.ts'
import { play, type Scene } from './play/scene.ts'
import { reasonsAgainst, type AskedMessage } from './rules/asked.ts'
import { truthOf, type Truth } from './rules/truth.ts'
import { keepTime } from './time/keep-time.ts'
import type { Instant } from './time/instant.ts'
import { deliverPending } from './webhooks/post.ts'
import { newWorld, type World } from './world/world.ts'

/** An emulated WhatsApp Cloud API. */
export interface Emulator {
  /**
   * Answers a request: the Cloud API below `/v24.0/…`, the control API below `/_control`, and a page at `/`.
   * Rejects only if a fault loses the answer, as a broken connection does: a server closes the connection
   * then.
   */
  readonly fetch: (request: Request) => Promise<Response>
  /** The emulated instant, in epoch milliseconds. */
  readonly now: () => Instant
  /**
   * Moves emulated time to an instant and runs the work that is due on the way; resolves when all of it is
   * done.
   */
  readonly advance: (to: Instant) => Promise<void>
  /**
   * Moves emulated time to the clock's and runs the work that is due on the way; from then on both are the
   * same.
   */
  readonly catchUp: () => Promise<void>
  /** Runs the work that is due at the emulated instant, such as delivering webhooks. */
  readonly settle: () => Promise<void>
  /** Tries to deliver every waiting webhook now. */
  readonly deliverPending: () => Promise<void>
  /** Follows the clock until it is stopped. */
  readonly run: () => Stop
  /** Performs an action now. */
  readonly perform: (action: Action) => Done
  /** Schedules an action. */
  readonly play: (scenes: readonly Scene[]) => void
  /** The whole truth, computed from the facts by the laws' reading copy. */
  readonly truth: () => Truth
  /**
   * What the rules have against a message to a customer, by any id, now or at an instant that is not far off: the
   * reading copy's codes. None if it would be taken and, faults aside, delivered.
   */
  readonly reasonsAgainst: (asked: AskedMessage, at?: Instant) => readonly string[]
  readonly faults: () => Faults
  /** How often each fault occurred. */
  readonly faultsMet: () => Readonly<Record<keyof Faults, number>>
  readonly setFaults: (faults: Partial<Faults>) => void
  /** Resets everything except the first templates. */
  readonly reset: () => void
}

/** Stops; resolves when running work is done. */
export type Stop = () => Promise<void>

/** Sets up an emulator. It opens no port and starts no timer before `run`. */
export const emulator = (options: EmulatorOptions): Emulator => {
  const settings = settingsOf(options)
  const begin = (at: Instant): World => {
    const fresh = newWorld({ ...settings, start: at })
    registerFirst(fresh, settings.templates)
    if (settings.messagingLimit !== null) setMessagingLimit(fresh, settings.account, settings.messagingLimit)
    return fresh
  }
  let world = begin(settings.start)
  const current = (): World => world
  const reset = (): void => {
    world = begin(world.agenda.now())
  }
  const graph = graphApp(current)
  const control = controlApp(current, reset)
  return {
    fetch: async (request) => {
      const { pathname } = new URL(request.url)
      if (pathname === '/' && request.method === 'GET') return page(world)
      if (pathname === '/_control' || pathname.startsWith('/_control/')) return control.fetch(request)
      return arrived(dated(await graph.fetch(request), world.agenda.now()), request, settings)
    },
    now: () => world.agenda.now(),
    advance: (to) => world.agenda.advance(to),
    catchUp: () => world.agenda.catchUp(),
    settle: () => settle(world),
    deliverPending: () => deliverPending(world),
    run: () => keepTime(() => world.agenda),
    perform: (action) => perform(world, action),
    play: (scenes) => play(world, scenes),
    truth: () => truthOf(world),
    reasonsAgainst: (asked, at = world.agenda.now()) => reasonsAgainst(world, asked, at),
    faults: () => world.faults,
    faultsMet: () => ({ ...world.faultsMet }),
    setFaults: (faults) => {
      world.faults = { ...world.faults, ...faults }
    },
    reset,
  }
}

/** Runs due work until none is left. */
const settle = async ({ agenda, outbox }: World): Promise<void> => {
  do {
    await agenda.advance(agenda.now())
    await Promise.all(outbox.underWay)
  } while ((agenda.next() ?? Infinity) <= agenda.now())
}

/** An answer carries the emulated time, because the date of an answer is WhatsApp's clock. */
const dated = (answer: Response, now: Instant): Response => {
  answer.headers.set('date', new Date(now).toUTCString())
  return answer
}

/** A lost answer never arrives: the connection breaks, at once or when the client gives up. */
const arrived = (
  answer: Response,
  request: Request,
  { onUnanswered }: Settings,
): Response | Promise<Response> => {
  const lost = answer.headers.get(lostHeader)
  if (lost === null) return answer
  const broken = new TypeError('fetch failed: the connection was lost before the answer')
  if (lost === 'breaks' || request.signal.aborted) return Promise.reject(broken)
  return new Promise((_, reject) => {
    request.signal.addEventListener('abort', () => reject(broken), { once: true })
    onUnanswered(request)
  })
}
