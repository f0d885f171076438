import type { Evidence } from '../failover/evidence.ts'
import type { Call } from '../failover/load.ts'
import type { Stored } from '../failover/stored.ts'

/** What a trial found in which processes are killed under webhooks and keyed sends. */
export interface TrialReport<Killed> {
  readonly rounds: number
  readonly seed: number
  readonly webhooks: {
    /** Bodies that a gateway answered with 200. */
    readonly acked: number
    /** Bodies that are there at the end; those without an answer may be among them. */
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

/** Is everything right, whatever was killed? */
export const isTrialRight = ({ webhooks, sends, threadsEqualFold }: TrialReport<unknown>): boolean =>
  webhooks.lost + webhooks.doubled + sends.doubled + sends.wrongAnswers === 0 && threadsEqualFold

interface Findings<Killed> {
  readonly rounds: number
  readonly seed: number
  readonly calls: readonly Call[]
  readonly killed: readonly Killed[]
  readonly evidence: Evidence
  readonly stored: Stored
  /** The keys that are answered otherwise. */
  readonly wrong: readonly string[]
  /** What else is wrong in such a trial: the keys, and what is the matter with them. */
  readonly besides: { readonly about: string; readonly keys: readonly string[] }
}

export const trialReport = <Killed>(findings: Findings<Killed>): TrialReport<Killed> => {
  const { rounds, seed, calls, killed, evidence, stored, wrong, besides } = findings
  const lost = [...evidence.acked].filter((digest) => !stored.bodies.has(digest))
  const doubled = [...evidence.acceptedBy].filter(([, wamids]) => wamids.length > 1).map(([key]) => key)
  return {
    rounds,
    seed,
    webhooks: {
      acked: evidence.acked.size,
      stored: stored.bodies.size,
      lost: lost.length,
      doubled: stored.doubled.length,
    },
    sends: {
      keys: calls.length,
      accepted: calls.filter(({ outcome }) => typeof outcome === 'object').length,
      unknown: calls.filter(({ outcome }) => outcome === 'open').length,
      refused: calls.filter(({ outcome }) => outcome === 'refused').length,
      doubled: doubled.length,
      wrongAnswers: wrong.length,
    },
    threadsEqualFold: stored.different.length === 0,
    threads: stored.threads,
    killed,
    latency: evidence.latency(),
    words: [
      ...first(
        'an acknowledged webhook is lost',
        lost.map((digest) => evidence.bodies.get(digest) ?? digest),
      ),
      ...first('an event is stored twice', stored.doubled),
      ...first('a key was sent twice', doubled),
      ...first(besides.about, besides.keys),
      ...first('accepted by WhatsApp, and answered otherwise', wrong),
      ...first('a thread differs from its fold', stored.different),
    ],
  }
}

const first = (about: string, list: readonly unknown[]): readonly string[] =>
  list.length === 0 ? [] : [`${about}: ${JSON.stringify(list[0])}`]

/** The report for people; `besides` is what such a trial counts of sends beside the rest. */
export const trialInWords = (
  { webhooks, sends, latency, ...report }: TrialReport<{ readonly what: string }>,
  besides: readonly string[],
): string =>
  [
    `${report.rounds} rounds, seed ${report.seed}: ${report.killed.map(({ what }) => what).join(', ')}`,
    `webhooks  ${webhooks.acked} acked, ${webhooks.stored} stored, ${webhooks.lost} lost, ${webhooks.doubled} doubled`,
    `sends     ${[`${sends.keys} keys`, `${sends.accepted} accepted`, `${sends.unknown} unknown`, `${sends.refused} refused`, `${sends.doubled} doubled`, ...besides, `${sends.wrongAnswers} answered otherwise`].join(', ')}`,
    `threads   ${report.threads}, ${report.threadsEqualFold ? 'each the fold of its events' : 'NOT ALL THE FOLD OF THEIR EVENTS'}`,
    `latency   median ${latency.p50} ms, 99 % ${latency.p99} ms, longest silence ${latency.longestSilence} ms`,
    ...report.words,
    '',
  ].join('\n')
