import type { Instant } from '@guichet/core'
import type { JobState } from '../store/jobs.ts'

/** Why an endpoint did not take something. `target`: it takes nothing now. `parcel`: it does not take this. */
export interface NotDelivered {
  readonly reason: string
  readonly fault: 'target' | 'parcel'
}

/** How an endpoint is reached. */
export interface ForwardWork {
  readonly queue: string
  /** Hands a parcel to the endpoint; `null`: it took it. Never rejects. */
  readonly deliver: (parcel: {
    /** `*`: a webhook as it came; else the type of a notice, whose payload is its JSON. */
    readonly event: string
    /** Empty for a notice. */
    readonly signature: string
    readonly payload: string
    /** The place in the trace of what brought it, where that is known. */
    readonly traceparent?: string
  }) => Promise<NotDelivered | null>
  /** It was not taken for so long that it is tried no more. */
  readonly onDead?: (id: string, reason: string) => void
  readonly onFailure?: (failure: unknown) => void
}

/** What became of a webhook or a notice that is handed on. */
export interface Delivery {
  readonly id: string
  readonly queue: string
  /** As in `deliver`. */
  readonly event: string
  readonly state: JobState
  readonly attempts: number
  readonly reason: string | null
  readonly madeAt: Instant
  readonly retryAt: Instant | null
  readonly endedAt: Instant | null
}

export interface DeliveryQuery {
  readonly queues: readonly string[]
  /** `null`: of any state. */
  readonly state: JobState | null
  readonly limit: number
}

/** What waits for some endpoints, and what was given up; each is counted up to a thousand for each endpoint. */
export interface Backlog {
  readonly waiting: number
  /** When the oldest that waits came in; `null` where none waits. */
  readonly oldestAt: Instant | null
  readonly dead: number
}

/** Webhooks that are handed on. */
export interface Forwarding {
  /** Delivers what waits for an endpoint until the function that it gives is called. */
  readonly work: (work: ForwardWork) => () => Promise<void>
  /** The latest deliveries, the newest first. */
  readonly list: (query: DeliveryQuery) => Promise<readonly Delivery[]>
  readonly backlog: (queues: readonly string[]) => Promise<Backlog>
  /** Delivers once more what is dead. `alive`: it is not dead. `null`: there is none of that id. */
  readonly resend: (id: string) => Promise<'waiting' | 'alive' | null>
}
