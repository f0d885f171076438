/** What WhatsApp and the callers saw, noted by nobody else. */
export interface Evidence {
  /** Digests of the webhook bodies that were answered with 200. */
  readonly acked: Set<string>
  /** What WhatsApp accepted under each key: the wamids. */
  readonly acceptedBy: Map<string, string[]>
  /** When WhatsApp last accepted something under the key (`performance.now()`). */
  readonly acceptedAt: Map<string, number>
  /** Notes an answer that was as it should be, and how long it took, in milliseconds. */
  readonly answered: (duration: number) => void
  readonly latency: () => { readonly p50: number; readonly p99: number; readonly longestSilence: number }
  /** Nothing is asked from now on, so silence means nothing; `begin` ends that. */
  readonly rest: () => void
  readonly begin: () => void
}

export const newEvidence = (): Evidence => {
  const durations: number[] = []
  let longestSilence = 0
  let latest: number | null = null
  return {
    acked: new Set(),
    acceptedBy: new Map(),
    acceptedAt: new Map(),
    answered: (duration) => {
      const now = performance.now()
      durations.push(duration)
      if (latest === null) return
      longestSilence = Math.max(longestSilence, now - latest)
      latest = now
    },
    latency: () => {
      const sorted = [...durations].sort((a, b) => a - b)
      const at = (share: number): number => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
      return { p50: at(0.5), p99: at(0.99), longestSilence: Math.round(longestSilence) }
    },
    rest: () => {
      latest = null
    },
    begin: () => {
      latest = performance.now()
    },
  }
}
