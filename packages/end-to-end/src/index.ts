/** Guichet, an emulated WhatsApp and its callers together, on the worst of days and through failovers. */
export { hostileDay, type HostileDay } from './hostile-day/hostile-day.ts'
export type { DayInput } from './hostile-day/day.ts'
export type { Kill } from './hostile-day/kills.ts'
export { failover, type FailoverInput } from './failover/failover.ts'
export { isRight, type FailoverReport, type Killed } from './failover/report.ts'
export { cluster, type ClusterInput } from './cluster/cluster.ts'
export { isClusterRight, type ClusterKilled, type ClusterReport } from './cluster/report.ts'
export { scheduleOf } from './cluster/schedule.ts'
