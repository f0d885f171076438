import { isThreadEvent, type Engine, type Instant } from '@guichet/core'
import {
  storeFailure,
  type Changed,
  type Command,
  type Ledger,
  type NoticePlan,
  type PhoneNumberRow,
  type PieceOutcome,
  type ResultOf,
  type TemplateRow,
} from '@guichet/runtime'
import type { Aside, Batch, BatchDone, Learned } from '../protocol.ts'
import type { Ingress } from './ingress.ts'

export interface LedgerOnRestateInput {
  readonly ingress: Ingress
  readonly engine: Engine
  readonly now: () => Instant
  /** Is told what was committed. */
  readonly announce: (changes: readonly Changed[]) => void
  /** Keeps what the objects do not. */
  readonly keepAside: (aside: Aside) => Promise<void>
  /** Who gets notices; nobody unless given. */
  readonly notices?: () => NoticePlan
  /** Brings what changed to the read model, soon; there is none unless given. */
  readonly poke?: (phoneNumberId: string) => void
}

/** So many commands go together at most, and so many characters, or one command. */
const most = 200
const largestText = 4_000_000

/** So many phone numbers learn at once. */
const learnersAtOnce = 32

interface Waiting {
  readonly command: Command
  readonly size: number
  readonly resolve: (result: unknown) => void
  readonly reject: (failure: unknown) => void
}

/**
 * The ledgers of all phone numbers, each in an object at Restate. One batch is under way for each phone number; what is
 * handed in meanwhile makes the next one. A batch has a key of its own, so a node that takes over does it once.
 */
export const ledgerOnRestate = ({
  ingress,
  engine,
  now,
  announce,
  keepAside,
  notices,
  poke,
}: LedgerOnRestateInput): Ledger => {
  const queues = new Map<string, Waiting[]>()
  const working = new Set<Promise<void>>()
  /** How many events about accounts each phone number knows, as far as it is known here. */
  const learned = new Map<string, number>()

  const work = async (phoneNumberId: string, queue: Waiting[]): Promise<void> => {
    // Callers that are about to hand in a command do so first.
    await new Promise((resolve) => setImmediate(resolve))
    while (queue.length > 0) {
      const batch = taken(queue)
      try {
        const outcomes = await perform(
          phoneNumberId,
          batch.map(({ command }) => command),
        )
        batch.forEach((one, index) => settle(one, outcomes[index]))
      } catch (failure) {
        for (const { reject } of batch) reject(failure)
      }
    }
    queues.delete(phoneNumberId)
  }

  const perform = async (
    phoneNumberId: string,
    commands: readonly Command[],
  ): Promise<readonly PieceOutcome[]> => {
    const input: Batch = {
      commands,
      at: now(),
      settings: engine.settings,
      keepsOutbox: poke !== undefined,
      ...(notices === undefined ? {} : { notices: notices() }),
    }
    const done = await ingress.call<BatchDone>(phoneNumberId, 'batch', input)
    // A redelivery, too: the gateway that took it in first may have ended before all had learned it.
    if (commands.some(saysOfAccounts)) await teach(done.templates)
    for (const one of done.aside) await keepAside(one)
    // The lists that show it are told when the read model has it.
    if (poke === undefined) announce(done.changed)
    else poke(phoneNumberId)
    return done.outcomes
  }

  /** All phone numbers learn what happened at accounts before it counts as taken in. */
  const teach = async (templates: number): Promise<void> => {
    const rows = await ingress.ask<readonly PhoneNumberRow[]>('', { is: 'numbers' })
    const ignorant = rows.filter(({ id }) => (learned.get(id) ?? 0) < templates)
    for (let first = 0; first < ignorant.length; first += learnersAtOnce)
      await Promise.all(ignorant.slice(first, first + learnersAtOnce).map(teachOne))
  }
  const teachOne = async (row: PhoneNumberRow): Promise<void> => {
    const known =
      learned.get(row.id) ?? (await ingress.call<number>(row.id, 'learn', { templates: [], row: null }))
    const templates = await ingress.ask<readonly TemplateRow[]>('', {
      is: 'templates',
      page: { after: known, limit: 100_000 },
    })
    const lesson: Learned = { templates, row }
    learned.set(row.id, await ingress.call<number>(row.id, 'learn', lesson))
  }

  return {
    perform: <C extends Command>(phoneNumberId: string, command: C) =>
      new Promise<ResultOf<C>>((resolve, reject) => {
        const waiting: Waiting = {
          command,
          size: sizeOf(command),
          resolve: (result) => resolve(result as ResultOf<C>),
          reject,
        }
        const queue = queues.get(phoneNumberId)
        if (queue !== undefined) return void queue.push(waiting)
        const made = [waiting]
        queues.set(phoneNumberId, made)
        const one = work(phoneNumberId, made).finally(() => working.delete(one))
        working.add(one)
      }),
    idle: async () => {
      while (working.size > 0) await Promise.all(working)
    },
  }
}

const taken = (queue: Waiting[]): readonly Waiting[] => {
  let text = 0
  const next = queue.findIndex(({ size }, index) => {
    text += size
    return index > 0 && (index >= most || text > largestText)
  })
  return queue.splice(0, next < 0 ? queue.length : next)
}

const sizeOf = (command: Command): number => JSON.stringify(command).length

const saysOfAccounts = (command: Command): boolean =>
  command.do === 'take-in' && command.events.some(({ event }) => !isThreadEvent(event))

const settle = ({ resolve, reject }: Waiting, outcome: PieceOutcome | undefined): void => {
  if (outcome?.is === 'done') return resolve(outcome.result)
  if (outcome === undefined) return reject(new Error('Restate answered less than it was asked'))
  reject(outcome.kind === null ? new Error(outcome.reason) : storeFailure(outcome.kind, outcome.reason))
}
