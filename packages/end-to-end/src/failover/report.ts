import { isTrialRight, type TrialReport } from '../trial/report.ts'

/** What a failover test found. It is right where nothing is lost, doubled, open or different. */
export interface FailoverReport extends TrialReport<Killed> {
  readonly sends: TrialReport<Killed>['sends'] & {
    /** Messages that WhatsApp accepted and that were still open 15 s after the database was back. */
    readonly leftOpen: number
  }
}

/** One round: which process was killed, and how it went on. Milliseconds. */
export interface Killed {
  readonly what: 'gateway-1' | 'gateway-2' | 'primary'
  /** Since the load of the round began. */
  readonly after: number
  /** From the kill until the standby took its place; of a gateway until it served again. */
  readonly back: number
  /** From then until no message that WhatsApp had accepted was open. */
  readonly settled: number
}

/** Is everything right? */
export const isRight = (report: FailoverReport): boolean =>
  isTrialRight(report) && report.sends.leftOpen === 0
