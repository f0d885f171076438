/**
 * Guichet over HTTP: webhooks in, messages out, questions and changes, as one web-standard handler.
 *
 * @module
 */
export { gateway, type Gateway } from './gateway.ts'
export { clockWatch, type ClockWatch, type ClockWatchInput } from './operations/clock-watch.ts'
export { commitCounter } from './operations/commits.ts'
export type {
  Count,
  Counter,
  Gauge,
  Histogram,
  HistogramFamily,
  MetricFamily,
  MetricsPort,
  MetricsText,
} from './operations/metrics-port.ts'
export { watchedFetch, watchedReader } from './operations/watched.ts'
export type { ForwardOptions, GatewayOptions, GraphOptions } from './options.ts'
export type { Limits, PageFile } from './parts.ts'
export type { Log, LogEntry } from './log.ts'
export type { ListWanted, TemplatesPort } from './templates/port.ts'
export {
  forwardedEvents,
  rights,
  type Forward,
  type ForwardedEvent,
  type Right,
  type Tenant,
  type TenantKey,
} from './tenants/tenant.ts'
