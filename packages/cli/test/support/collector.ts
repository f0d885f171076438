import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as a collector gets it. */
export interface Collected {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | null
  readonly name: string
  /** OpenTelemetry's number: 1 internal, 2 server, 3 client, 5 consumer. */
  readonly kind: number
  readonly attributes: Readonly<Record<string, unknown>>
  readonly start: bigint
  readonly service: unknown
}

/** A collector of traces: a real server that takes OTLP as JSON. */
export interface Collector {
  readonly url: string
  readonly spans: readonly Collected[]
  /** All that came, as it came. */
  readonly bodies: readonly string[]
  /** How many requests came, with those that it did not answer. */
  readonly reached: () => number
  readonly close: () => Promise<void>
}

interface Attribute {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

interface Otlp {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly traceId: string
        readonly spanId: string
        readonly parentSpanId?: string
        readonly name: string
        readonly kind: number
        readonly startTimeUnixNano: string
        readonly attributes: readonly Attribute[]
      }[]
    }[]
  }[]
}

const valuesOf = (attributes: readonly Attribute[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

const spansIn = ({ resourceSpans }: Otlp): readonly Collected[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ parentSpanId, attributes, startTimeUnixNano, ...span }) => ({
        traceId: span.traceId,
        spanId: span.spanId,
        name: span.name,
        kind: span.kind,
        parentSpanId: parentSpanId ?? null,
        attributes: valuesOf(attributes),
        start: BigInt(startTimeUnixNano),
        service: valuesOf(resource.attributes)['service.name'],
      })),
    ),
  )

/** Starts a collector; unless `answer` does it otherwise, it takes everything. */
export const collectorOf = async (
  answer: (response: ServerResponse) => void = (response) => response.end('{}'),
): Promise<Collector> => {
  const spans: Collected[] = []
  const bodies: string[] = []
  let reached = 0
  const server = createServer((request, response) => {
    reached++
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      bodies.push(`${request.url} ${body}`)
      if (request.url === '/v1/traces') spans.push(...spansIn(JSON.parse(body) as Otlp))
      answer(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    bodies,
    reached: () => reached,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** A trace as an indented list of names, each below what it belongs to, in the order in which they began. */
export const treeOf = (spans: readonly Collected[], traceId: string): readonly string[] => {
  const own = spans.filter((span) => span.traceId === traceId)
  const below = (parent: string | null, depth: number): readonly string[] =>
    own
      .filter(({ parentSpanId }) => parentSpanId === parent)
      .sort((one, other) => Number(one.start - other.start))
      .flatMap(({ name, spanId }) => [`${'  '.repeat(depth)}${name}`, ...below(spanId, depth + 1)])
  return below(null, 0)
}

/** A collector that ends with all that is open. */
export const collectorFor = async (open: (() => Promise<unknown>)[]): Promise<Collector> => {
  const collector = await collectorOf()
  open.push(collector.close)
  return collector
}
