/** What a trial of a cluster found. */
export interface ClusterReport {
  readonly rounds: number
  readonly seed: number
  readonly webhooks: {
    /** Bodies that a gateway answered with 200. */
    readonly acked: number
    /** Bodies whose events are all there at the end; those without an answer may be among them. */
    readonly stored: number
    /** Acked and not stored. */
    readonly lost: number
    /** Events that are there more than once. */
    readonly doubled: number
  }
  readonly sends: {
    /** Idempotency keys under which a message was to be sent. */
    readonly keys: number
    /** Keys whose caller got a wamid in the end. */
    readonly accepted: number
    /** Keys that were neither accepted nor refused within the time. */
    readonly unknown: number
    readonly refused: number
    /** Keys under which WhatsApp accepted more than one message. */
    readonly doubled: number
    /** Of the unknown ones, those that were not on their way when something was killed. */
    readonly unknownNotInFlight: number
    /** Accepted by WhatsApp, and the key is not answered with that wamid. */
    readonly wrongAnswers: number
  }
  /** Is each thread what the rules make of its events, folded anew in memory? */
  readonly threadsEqualFold: boolean
  readonly threads: number
  /** Of each round, and at the end all nodes. */
  readonly killed: readonly ClusterKilled[]
  /** Milliseconds; of webhooks and sends that were answered as they should be. */
  readonly latency: { readonly p50: number; readonly p99: number; readonly longestSilence: number }
  /** What is wrong, in words; the first of each kind. */
  readonly words: readonly string[]
}

/** What a round can kill. Of the nodes, the one that leads most partitions, or the one that leads fewest. */
export type Victim = 'leader' | 'follower' | 'service' | 'gateway'

/** What was killed, and how it went on. Milliseconds. */
export interface ClusterKilled {
  readonly what: 'node' | 'service' | 'gateway' | 'all nodes'
  /** Of a node: does it lead most partitions, or fewest? */
  readonly role?: 'leader' | 'follower'
  /** The process: a node, a gateway, the service process. */
  readonly name: string
  /** Since the load of the round began. */
  readonly after: number
  /** From the kill until it was started again. */
  readonly back: number
  /** The longest time without an answer in that round. */
  readonly silence: number
}

/** Is everything right? */
export const isClusterRight = ({ webhooks, sends, threadsEqualFold }: ClusterReport): boolean =>
  webhooks.lost + webhooks.doubled + sends.doubled + sends.unknownNotInFlight + sends.wrongAnswers === 0 &&
  threadsEqualFold
