/**
 * A WhatsApp Cloud API for development: windows, templates, statuses, prices and faults, with a clock that
 * can be moved.
 *
 * @module
 */
export { emulator, type Emulator, type Stop } from './emulator.ts'
export {
  shopTemplates,
  type Deliver,
  type EmulatorOptions,
  type NewTemplate,
  type PhoneNumber,
  type WebhookRequest,
} from './options.ts'
export { faultNames, noFaults, type Faults } from './faults.ts'
export type { AccountAction } from './control/account-action.ts'
export type { Refused } from './world/limits.ts'
export type { Action, BusinessAction, CustomerAction, PlainAction, ReviewAction } from './control/action.ts'
export type { Done, Saying } from './happenings/customer.ts'
export { inboundTypes, type InboundType } from './happenings/inbound.ts'
export { dayOfLife, type DayOptions } from './play/day.ts'
export type { Scene } from './play/scene.ts'
export type { AskedMessage } from './rules/asked.ts'
export type { ChargeTruth, MessageTruth, ThreadTruth, Truth } from './rules/truth.ts'
export type { Fate } from './world/world.ts'
export { errorTable, type GraphErrorRow } from './graph/error-table.ts'
export type { Clock } from './time/agenda.ts'
export type { Instant } from './time/instant.ts'
