import type { EventJson, Reply, Request, Subject } from '../protocol.ts'

/** Cuts requests into conversations: each begins with a reset. */
const conversationsIn = (requests: readonly Request[]): readonly (readonly Request[])[] => {
  const found: Request[][] = []
  for (const request of requests) {
    const current = found.at(-1)
    if (current === undefined || request.op === 'reset') found.push([request])
    else current.push(request)
  }
  return found
}

/** Spoils what an engine hears, conversation by conversation; each request becomes one request. */
export const mishears =
  (change: (conversation: readonly Request[]) => readonly Request[]) =>
  (right: Subject): Subject => ({
    name: `${right.name}, spoiled`,
    answer: (requests) => right.answer(conversationsIn(requests).flatMap(change)),
  })

/** Spoils each request by itself. */
export const mishearsEach = (change: (request: Request) => Request): ((right: Subject) => Subject) =>
  mishears((conversation) => conversation.map(change))

/**
 * Spoils the events that an engine is told. `change` sees what was told before and everything that this
 * conversation will tell.
 */
export const mistakes = (
  change: (event: EventJson, before: readonly EventJson[], all: readonly EventJson[]) => readonly EventJson[],
): ((right: Subject) => Subject) =>
  mishears((conversation) => {
    const all = conversation.flatMap((request) => (request.op === 'absorb' ? request.events : []))
    const before: EventJson[] = []
    return conversation.map((request) => {
      if (request.op !== 'absorb') return request
      const events = request.events.flatMap((event) => {
        const changed = change(event, before, all)
        before.push(event)
        return changed
      })
      return { ...request, events }
    })
  })

/** Spoils the replies; `told` are the events that the conversation told before. */
export const misspeaks =
  (change: (reply: Reply, request: Request, told: readonly EventJson[]) => Reply) =>
  (right: Subject): Subject => ({
    name: `${right.name}, spoiled`,
    answer: async (requests) => {
      const replies = await right.answer(requests)
      let told: EventJson[] = []
      return requests.map((request, index) => {
        if (request.op === 'reset') told = []
        if (request.op === 'absorb') told = [...told, ...request.events]
        return change(replies[index] ?? { ok: false }, request, told)
      })
    },
  })

/** Asks a second time after spoiling what is heard, and chooses which of two replies to give. */
export const wavers =
  (
    mishearing: (right: Subject) => Subject,
    choose: (right: Reply, other: Reply, request: Request) => Reply,
  ) =>
  (right: Subject): Subject => ({
    name: `${right.name}, spoiled`,
    answer: async (requests) => {
      const replies = await right.answer(requests)
      const others = await mishearing(right).answer(requests)
      return requests.map((request, index) =>
        choose(replies[index] ?? { ok: false }, others[index] ?? { ok: false }, request),
      )
    },
  })

/** The instant that many milliseconds later, as the wire writes it; what is no instant stays as it is. */
export const later = (at: string, milliseconds: number): string => {
  const instant = Date.parse(at)
  return Number.isNaN(instant) ? at : new Date(instant + milliseconds).toISOString()
}
