import { AsyncLocalStorage } from 'node:async_hooks'
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
  type Context,
  type Span as OwnSpan,
} from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { noTracing, type Span, type SpanStart, type Tracing } from '@guichet/runtime'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { watchedExporter, type Exported } from './watched-exporter.ts'

export interface OpenTelemetryInput {
  /** Where spans go, by OTLP over HTTP. */
  readonly url: string
  readonly serviceName: string
  /** Called after each try to hand spans over. */
  readonly onExport: (exported: Exported) => void
}

/** Spans that go to a collector. */
export interface OpenTelemetry {
  readonly tracing: Tracing
  /** Tries to hand over what is left, for a few seconds at most. */
  readonly close: () => Promise<void>
}

/** How long spans are tried to be handed over, in milliseconds; the end of the process waits as long. */
const timeout = 3_000

/**
 * Makes spans by OpenTelemetry's library, and none of its globals: several gateways in one process have each their own.
 */
export const openTelemetry = ({ url, serviceName, onExport }: OpenTelemetryInput): OpenTelemetry => {
  const exporter = watchedExporter(new OTLPTraceExporter({ url, timeoutMillis: timeout }), onExport)
  const provider = new BasicTracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': serviceName })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  const tracer = provider.getTracer('guichet')
  const current = new AsyncLocalStorage<OwnSpan>()
  const span: Tracing['span'] = (start, action) => {
    const { name, kind = 'step', attributes = {} } = start
    const spans = parentsOf(start, current.getStore()).map((parent) =>
      tracer.startSpan(name, { kind: kinds[kind], attributes }, parent),
    )
    const [first] = spans
    return first === undefined
      ? noTracing.span(start, action)
      : current.run(first, () => endingWith(spans, () => action(asOne(spans))))
  }
  return {
    tracing: {
      span,
      here: () => {
        const own = current.getStore()
        return own === undefined ? null : traceparentOf(own)
      },
    },
    close: () => provider.shutdown().catch(() => undefined),
  }
}

const kinds = {
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
  step: SpanKind.INTERNAL,
} as const

/** What it belongs to; several where several share it, and nothing where it makes no span. */
const parentsOf = ({ kind, from }: SpanStart, here: OwnSpan | undefined): readonly Context[] => {
  const named = (from ?? []).flatMap((traceparent) => {
    const place = parseTraceParent(traceparent)
    return place === null
      ? []
      : [trace.setSpanContext(ROOT_CONTEXT, { ...place, isRemote: kind === 'server' })]
  })
  if (named.length > 0) return named
  const isOfHere = from === undefined && (kind === undefined || kind === 'client')
  if (isOfHere && here !== undefined) return [trace.setSpan(ROOT_CONTEXT, here)]
  return kind === undefined ? [] : [ROOT_CONTEXT]
}

const traceparentOf = (span: OwnSpan): string => {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`
}

const asOne = (spans: readonly OwnSpan[]): Span => ({
  add: ({ name, attributes, error }) => {
    for (const span of spans) {
      if (name !== undefined) span.updateName(name)
      if (attributes !== undefined) span.setAttributes(attributes)
      if (error !== undefined) fail(span, error)
    }
  },
})

/** The words of a failure may hold anything, so only its name stands in a span. */
const fail = (span: OwnSpan, error: string): void => {
  span.setAttribute('error.type', error)
  span.setStatus({ code: SpanStatusCode.ERROR })
}

/** Does it, and ends the spans when it is done. */
const endingWith = <Result>(spans: readonly OwnSpan[], action: () => Result): Result => {
  const end = (): void => {
    for (const span of spans) span.end()
  }
  const endFailed = (fault: unknown): void => {
    for (const span of spans) fail(span, fault instanceof Error ? fault.name : typeof fault)
    end()
  }
  try {
    const result = action()
    if (result instanceof Promise) result.then(end, endFailed)
    else end()
    return result
  } catch (fault) {
    endFailed(fault)
    throw fault
  }
}
