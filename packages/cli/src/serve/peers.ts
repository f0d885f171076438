import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Duration } from '@guichet/core'
import type { Log } from '@guichet/http'
import {
  placeOf,
  type Member,
  type Members,
  type Peer,
  type Peers,
  type Piece,
  type PieceOutcome,
  type Runtime,
} from '@guichet/runtime'
import type { Handler } from './listen.ts'

/** Where a process takes what others hand on. */
const path = '/peers/ledger'

/** How long a process counts as there after it said so, and how often it says so. */
const lease: Duration = 15_000
const renewal: Duration = 5_000

/** A process that does not answer for so long is passed over until it answers again. */
const patience: Duration = 5_000

/** The processes on one store; each serves some of its phone numbers. */
export interface Company extends Peers {
  /** Joins the others: from now on they hand on what this process serves. */
  readonly join: (port: number) => Promise<void>
  /** Leaves them, so that they hand nothing on any more. */
  readonly leave: () => Promise<void>
  /** The gateway's handler, and besides what other processes hand on. */
  readonly handler: (runtime: Pick<Runtime, 'performFor'>, gateway: Handler) => Handler
}

interface CompanyInput {
  readonly members: Members
  readonly log: Log
  readonly now: () => number
}

export const companyOf = ({ members, log, now }: CompanyInput): Company => {
  const self = { id: randomUUID(), secret: `${randomUUID()}${randomUUID()}` }
  /** The other processes that answered. The address of one may lead nowhere, such as behind a proxy of the database. */
  const others = new Map<string, Member>()
  let timer: ReturnType<typeof setInterval> | null = null
  const owners = new Map<string, Member | null>()

  const renew = async (port: number): Promise<void> => {
    const all = await members.renew({ ...self, host: null, port }, lease)
    const there = all.filter(({ id }) => id !== self.id)
    const before = others.size
    for (const id of others.keys()) if (!there.some((member) => member.id === id)) others.delete(id)
    await Promise.all(
      there.map(async (member) => {
        if (others.has(member.id)) return
        // Nothing to do yet: does it answer at all?
        const answers = await handOn(member, []).then(
          () => true,
          () => false,
        )
        if (answers) others.set(member.id, member)
      }),
    )
    owners.clear()
    if (others.size !== before)
      log({ level: 'info', event: 'processes on the store', at: now(), processes: others.size + 1 })
  }

  const ownerOf = (phoneNumberId: string): Member | null => {
    // What belongs to no phone number is rare, and is in each of several stores.
    if (phoneNumberId === '') return null
    const known = owners.get(phoneNumberId)
    if (known !== undefined) return known
    const owner = others.get(placeOf(phoneNumberId, [self.id, ...others.keys()]) ?? self.id) ?? null
    owners.set(phoneNumberId, owner)
    return owner
  }

  const passOver = ({ id }: Member, error: unknown): void => {
    others.delete(id)
    owners.clear()
    const reason = error instanceof Error ? error.name : typeof error
    log({ level: 'warn', event: 'another process does not answer', at: now(), process: id, reason })
  }

  const peerOf = (member: Member): Peer => ({
    id: member.id,
    perform: (pieces) =>
      handOn(member, pieces).catch((error: unknown) => {
        passOver(member, error)
        throw error
      }),
  })

  const isOurs = (given: string | null): boolean => {
    const [one, other] = [given ?? '', self.secret].map((text) => createHash('sha256').update(text).digest())
    return one !== undefined && other !== undefined && timingSafeEqual(one, other)
  }

  return {
    ownerOf: (phoneNumberId) => {
      const owner = ownerOf(phoneNumberId)
      return owner === null ? null : peerOf(owner)
    },
    join: async (port) => {
      await renew(port)
      timer = setInterval(() => {
        renew(port).catch(() => {
          // The others take it for gone when its lease is over, and it does all by itself meanwhile.
          others.clear()
          owners.clear()
        })
      }, renewal)
      timer.unref()
    },
    leave: async () => {
      if (timer !== null) clearInterval(timer)
      others.clear()
      owners.clear()
      await members.leave(self.id).catch(() => undefined)
    },
    handler: (runtime, gateway) => async (request) => {
      // Cheap for what is not ours, which is almost everything.
      if (!request.url.includes(path) || new URL(request.url).pathname !== path) return gateway(request)
      if (request.method !== 'POST' || !isOurs(request.headers.get('guichet-peer')))
        return new Response(null, { status: 404 })
      const pieces: unknown = await request.json().catch(() => null)
      if (!isPieces(pieces)) return new Response(null, { status: 400 })
      return Response.json(await runtime.performFor(pieces))
    },
  }
}

/** Has another process do the commands. Rejects if it does not answer. */
const handOn = async (member: Member, pieces: readonly Piece[]): Promise<readonly PieceOutcome[]> => {
  const response = await fetch(addressOf(member), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'guichet-peer': member.secret },
    body: JSON.stringify(pieces),
    signal: AbortSignal.timeout(patience),
    redirect: 'error',
  })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return (await response.json()) as readonly PieceOutcome[]
}

const addressOf = ({ host, port }: Member): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}${path}`

/** What another process of this version sends: only it knows the secret. */
const isPieces = (u: unknown): u is readonly Piece[] =>
  Array.isArray(u) && u.every((one) => typeof one === 'object' && one !== null && 'command' in one)
