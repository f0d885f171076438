/** What a failover test found. It is right where nothing is lost, doubled, open or different. */
export interface FailoverReport {
  readonly rounds: number
  readonly seed: number
  readonly webhooks: {
    /** Bodies that a gateway answered with 200. */
    readonly acked: number
    /** Bodies in the journal of the store; those without an answer may be there, too. */
    readonly stored: number
    /** Acked and not stored. */
    readonly lost: number
    /** Events that the store has more than once. */
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
    /** Messages that WhatsApp accepted and that were still open 15 s after the database was back. */
    readonly leftOpen: number
    /** Accepted by WhatsApp, and the key is not answered with that wamid. */
    readonly wrongAnswers: number
  }
  /** Is each thread what the rules make of its events, folded anew in memory? */
  readonly threadsEqualFold: boolean
  readonly threads: number
  readonly killed: readonly Killed[]
  /** Milliseconds; of webhooks and sends that were answered as they should be. */
  readonly latency: { readonly p50: number; readonly p99: number; readonly longestSilence: number }
  /** What is wrong, in words; the first of each kind. */
  readonly words: readonly string[]
}

/** One round: which process was killed, and how it went on. Milliseconds. */
export interface Killed {
  readonly what: 'gateway-1' | 'gateway-2' | 'primary'
  /** Since the load of the round began. */
  readonly after: number
  /** From the kill until the standby took its place; of a gateway until it served again. */
  readonly back: number
  /** From then until no message that WhatsApp had accepted was open. */
  readonly settled: number
}

/** Is everything right? */
export const isRight = ({ webhooks, sends, threadsEqualFold }: FailoverReport): boolean =>
  webhooks.lost + webhooks.doubled + sends.doubled + sends.leftOpen + sends.wrongAnswers === 0 &&
  threadsEqualFold
