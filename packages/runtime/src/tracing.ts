/**
 * Follows what is done for whom, as spans of traces. It throws nothing but what an action throws, and it changes
 * nothing of what an action gives.
 */
export interface Tracing {
  /** Does it in a span, which ends when it does; where it gives a promise, when that settles. */
  readonly span: <Result>(start: SpanStart, action: (span: Span) => Result) => Result
  /** The place of what is being done here in its trace, as a `traceparent`; `null`: it is in none. */
  readonly here: () => string | null
}

export interface SpanStart {
  /** In words that stay the same. */
  readonly name: string
  /**
   * `server` answers a request, and `consumer` does what was waiting: they begin a trace, unless `from` names one.
   * The others belong to what is being done here, unless `from` says whose they are: `client` asks somebody else, and
   * begins a trace where there is none; without a kind it is a step, and no span where there is no trace.
   */
  readonly kind?: 'server' | 'consumer' | 'client'
  readonly attributes?: SpanAttributes
  /** Whose work it is, each as a `traceparent`. It stands in the trace of each. One that is none counts for nothing. */
  readonly from?: readonly string[]
}

/** What is known of a span. Never a text, a customer or a secret. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>

/** A span under way. */
export interface Span {
  /** Adds what became known. `error`: it failed, and so is the failure called. */
  readonly add: (more: {
    readonly name?: string
    readonly attributes?: SpanAttributes
    readonly error?: string
  }) => void
}

const unwatched: Span = { add: () => undefined }

/** Follows nothing. */
export const noTracing: Tracing = { span: (_, action) => action(unwatched), here: () => null }
