/** What WhatsApp and the callers saw, noted by nobody else. */
export interface Evidence {
  /** Digests of the webhook bodies that were answered with 200. */
  readonly acked: Set<string>
  /** All bodies that were delivered, by their digests. */
  readonly bodies: Map<string, string>
  /** What WhatsApp accepted under each key: the wamids. */
  readonly acceptedBy: Map<string, string[]>
  /** When WhatsApp last accepted something under the key (`performance.now()`). */
  readonly acceptedAt: Map<string, number>
  /** Notes an answer that was as it should be, and how long it took, in milliseconds. */
  readonly answered: (duration: number) => void
  readonly latency: () => { readonly p50: number; readonly p99: number; readonly longestSilence: number }
  /** Nothing is asked from now on, so silence means nothing; `begin` ends that. Gives the longest silence since then. */
  readonly rest: () => number
  readonly begin: () => void
}

export const newEvidence = (): Evidence => {
  const durations: number[] = []
  let longestSilence = 0
  let ofThisTime = 0
  let latest: number | null = null
  return {
    acked: new Set(),
    bodies: new Map(),
    acceptedBy: new Map(),
    acceptedAt: new Map(),
    answered: (duration) => {
      const now = performance.now()
      durations.push(duration)
      if (latest === null) return
      ofThisTime = Math.max(ofThisTime, now - latest)
      longestSilence = Math.max(longestSilence, ofThisTime)
      latest = now
    },
    latency: () => {
      const sorted = [...durations].sort((a, b) => a - b)
      const at = (share: number): number => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
      return { p50: at(0.5), p99: at(0.99), longestSilence: Math.round(longestSilence) }
    },
    rest: () => {
      latest = null
      return Math.round(ofThisTime)
    },
    begin: () => {
      latest = performance.now()
      ofThisTime = 0
    },
  }
}
