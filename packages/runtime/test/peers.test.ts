import { describe, expect, test } from 'vitest'
import { engine, type Event } from '@guichet/core'
import {
  memoryPlace,
  runtime,
  storeFailure,
  type Peer,
  type Peers,
  type Piece,
  type PieceOutcome,
  type Runtime,
} from '../src/index.ts'
import { accepted, bodyOf, readBody, start } from './support/world.ts'

const engineOfAll = engine()

const says = (id: string, customer: string, phoneNumberId: string): Event => ({
  type: 'customer-messaged',
  id,
  at: start - 1_000,
  kind: 'text',
  phoneNumberId,
  customer,
})

interface Process {
  readonly runtime: Runtime
  /** How many commits there were, and how many of them conflicted. */
  readonly commits: { all: number; conflicts: number }
  /** What it was handed, as JSON. */
  readonly handed: string[]
  readonly dispatched: string[]
}

interface Fault {
  /** What another process meets that hands something on. */
  readonly is: 'never answers' | 'answers after it is done, and the answer is lost' | 'refuses' | 'none'
}

/** Processes on the same data; a phone number ends with the index of the one that serves it. */
const processesOf = async (count: number, fault: Fault = { is: 'none' }): Promise<readonly Process[]> => {
  const place = memoryPlace()
  const all: Process[] = []
  const perform = async (
    process: Process | undefined,
    pieces: readonly Piece[],
  ): Promise<readonly PieceOutcome[]> => {
    if (process === undefined || fault.is === 'never answers') throw new Error('no answer')
    const text = JSON.stringify(pieces)
    process.handed.push(text)
    const outcomes = JSON.stringify(await process.runtime.performFor(JSON.parse(text) as readonly Piece[]))
    if (fault.is === 'answers after it is done, and the answer is lost') throw new Error('reset')
    if (fault.is === 'refuses')
      return pieces.map(() => ({ is: 'failed', kind: 'full', reason: 'the disk is full' }))
    return JSON.parse(outcomes) as readonly PieceOutcome[]
  }
  for (let index = 0; index < count; index++) {
    const commits = { all: 0, conflicts: 0 }
    const dispatched: string[] = []
    const peers: Peers = {
      ownerOf: (phoneNumberId): Peer | null => {
        const owner = Number(phoneNumberId.at(-1) ?? 0)
        return owner === index ? null : { id: `${owner}`, perform: (pieces) => perform(all[owner], pieces) }
      },
    }
    let ids = 0
    all.push({
      commits,
      dispatched,
      handed: [],
      runtime: runtime({
        store: await place.open(),
        engine: engineOfAll,
        read: readBody,
        peers,
        transport: {
          send: async ({ callbackData }) => {
            dispatched.push(callbackData)
            return accepted(`wamid.${index}.${dispatched.length}`)
          },
        },
        surroundings: {
          now: () => start,
          newId: () => `id-${index}-${ids++}`,
          nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
        },
        onCommit: ({ conflicted }) => {
          commits.all++
          if (conflicted) commits.conflicts++
        },
      }),
    })
  }
  return all
}

const numbers = ['100', '101', '102', '103'] as const

/** 400 webhooks about a few customers, each to the next process in turn. */
const inTurn = async (processes: readonly Process[]): Promise<void> => {
  await Promise.all(
    Array.from({ length: 400 }, (_, index) =>
      processes[index % processes.length]?.runtime.receive(
        bodyOf([says(`m${index}`, `c${index % 9}`, numbers[Math.floor(index / 5) % 4] ?? '100')]),
      ),
    ),
  )
}

describe('processes that each serve some phone numbers', () => {
  test('meet no conflict where webhooks come to all of them in turn, and store each once', async () => {
    const processes = await processesOf(4)
    await inTurn(processes)
    const events = []
    for (const phoneNumberId of numbers)
      for (let customer = 0; customer < 9; customer++)
        events.push(
          ...((await processes[0]?.runtime.events({ phoneNumberId, customer: `c${customer}` })) ?? []),
        )
    expect(new Set(events.map(({ id }) => id)).size).toBe(400)
    expect(events).toHaveLength(400)
    const conflicts = processes.reduce((sum, { commits }) => sum + commits.conflicts, 0)
    const commits = processes.reduce((sum, one) => sum + one.commits.all, 0)
    expect(conflicts / commits).toBeLessThanOrEqual(0.05)
    expect(processes.every(({ handed }) => handed.length > 0)).toBe(true)
  })

  test.each<Fault>([{ is: 'never answers' }, { is: 'answers after it is done, and the answer is lost' }])(
    'store each webhook once and send each message once where a process $is',
    async (fault) => {
      const processes = await processesOf(2, fault)
      const [one, other] = processes
      await inTurn(processes)
      const send = (process: Process | undefined): Promise<unknown> | undefined =>
        process?.runtime.send({
          phoneNumberId: '101',
          recipient: 'c5',
          content: { kind: 'service' },
          body: { to: 'c5' },
          key: 'order-1',
        })
      await Promise.all([send(one), send(other), send(one)])
      expect([...(one?.dispatched ?? []), ...(other?.dispatched ?? [])]).toHaveLength(1)
      const key = { phoneNumberId: '101', customer: 'c5' }
      const ids = (await one?.runtime.events(key))?.map(({ id }) => id) ?? []
      expect(new Set(ids).size).toBe(ids.length)
      expect(await one?.runtime.openIntents()).toEqual([])
    },
  )

  test('tell the failure of the store of the process that serves the number', async () => {
    const [one] = await processesOf(2, { is: 'refuses' })
    await expect(one?.runtime.receive(bodyOf([says('m', 'c', '101')]))).rejects.toEqual(
      storeFailure('full', 'the disk is full'),
    )
  })
})
