/**
 * Guichet over HTTP: webhooks in, messages out, questions and changes, as one web-standard handler.
 *
 * @module
 */
export { gateway } from './gateway.ts'
export type { Gateway } from './serving.ts'
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
export { measuredFetch } from './operations/graph-metrics.ts'
export { storeMeasure } from './operations/store-metrics.ts'
export { tracedFetch } from './traces/fetch.ts'
export { tracedReader } from './traces/reader.ts'
export { watchedFetch, watchedReader } from './operations/watched.ts'
export type { GatewayOptions, GraphOptions } from './options.ts'
export type { ForwardOptions } from './webhooks/targets.ts'
export type { Limits, PageFile } from './parts.ts'
export type { PricedCharge, PricesPort, SpendLine } from './prices/port.ts'
export type { Log, LogEntry } from './log.ts'
export type { ListWanted, TemplatesPort } from './templates/port.ts'
export { gatewayOfTenants, type TenantsGateway, type TenantsOptions } from './tenants/gateway.ts'
export type { SharedOptions, TenantOptions } from './tenants/house.ts'
export { leftBehind, type LeftBehind } from './tenants/left-behind.ts'
export { partOfTenant } from './tenants/scope.ts'
export {
  forwardedEvents,
  rights,
  type Forward,
  type ForwardedEvent,
  type Right,
  type Tenant,
  type TenantKey,
} from './tenants/tenant.ts'
