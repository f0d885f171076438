import { randomUUID } from 'node:crypto'
import type { Duration } from '@guichet/core'
import type { Log } from '@guichet/http'
import { placeOf, type Member, type Members, type Peer, type Peers } from '@guichet/runtime'
import { lineTo, type Patience, type PeerLine } from './peer-line.ts'

/** How long a process counts as there after it said so, and how often it says so. */
const lease: Duration = 15_000
const renewal: Duration = 5_000

/** A process that does not answer for so long is passed over until it answers again. */
const patience: Patience = { opening: 5_000, answer: 5_000 }

/** The processes on one store; each serves some of its phone numbers. */
export interface Company extends Peers {
  /** What the others have to know to hand something on to this one. */
  readonly secret: string
  /** Joins the others: from now on they hand on what this process serves. */
  readonly join: (own: OwnAddress) => Promise<void>
  /** Leaves them, so that nothing is handed on any more, in either direction. */
  readonly leave: () => Promise<void>
}

/** How the others reach this process; `null` where it does not know under which address. */
export interface OwnAddress {
  readonly host: string | null
  readonly port: number
}

interface CompanyInput {
  readonly members: Members
  readonly log: Log
  readonly now: () => number
}

export const companyOf = ({ members, log, now }: CompanyInput): Company => {
  const self = { id: randomUUID(), secret: `${randomUUID()}${randomUUID()}` }
  /** The other processes that answered. The address of one may lead nowhere, such as behind a proxy of the database. */
  const others = new Map<string, Other>()
  const owners = new Map<string, Peer | null>()
  let timer: ReturnType<typeof setInterval> | null = null
  let hasLeft = false

  const renew = async (own: OwnAddress): Promise<void> => {
    const all = await members.renew({ ...self, ...own }, lease)
    if (hasLeft) return
    const there = all.filter(({ id }) => id !== self.id)
    const before = others.size
    for (const [id, { line }] of others)
      if (!there.some((member) => member.id === id)) {
        others.delete(id)
        line.end()
      }
    await Promise.all(there.filter(({ id }) => !others.has(id)).map(meet))
    owners.clear()
    if (others.size !== before)
      log({ level: 'info', event: 'processes on the store', at: now(), processes: others.size + 1 })
  }

  /** Opens a line to another process, if it answers. */
  const meet = async (member: Member): Promise<void> => {
    const line = await lineTo(member, patience).catch(() => null)
    if (line === null) return
    if (hasLeft || others.has(member.id)) return line.end()
    const { id } = member
    const other = { line, peer: { id, perform: line.perform } }
    others.set(id, other)
    void line.ended.then((reason) => {
      // It was given up already, or another line was opened.
      if (others.get(id) !== other) return
      others.delete(id)
      owners.clear()
      log({ level: 'warn', event: 'another process does not answer', at: now(), process: id, reason })
    })
  }

  const forgetOthers = (): void => {
    const lines = [...others.values()].map(({ line }) => line)
    others.clear()
    owners.clear()
    for (const line of lines) line.end()
  }

  return {
    secret: self.secret,
    ownerOf: (phoneNumberId) => {
      // What belongs to no phone number is rare, and is in each of several stores.
      if (phoneNumberId === '' || others.size === 0) return null
      const known = owners.get(phoneNumberId)
      if (known !== undefined) return known
      const owner = others.get(placeOf(phoneNumberId, [self.id, ...others.keys()]) ?? self.id)?.peer ?? null
      owners.set(phoneNumberId, owner)
      return owner
    },
    join: async (own) => {
      await renew(own)
      timer = setInterval(() => {
        // The others take it for gone when its lease is over, and it does all by itself meanwhile.
        renew(own).catch(forgetOthers)
      }, renewal)
      timer.unref()
    },
    leave: async () => {
      hasLeft = true
      if (timer !== null) clearInterval(timer)
      forgetOthers()
      await members.leave(self.id).catch(() => undefined)
    },
  }
}

interface Other {
  readonly line: PeerLine
  readonly peer: Peer
}
