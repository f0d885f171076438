import { isTrialRight, type TrialReport } from '../trial/report.ts'

/** What a trial of a cluster found: of each round what was killed, and at the end all nodes. */
export interface ClusterReport extends TrialReport<ClusterKilled> {
  readonly sends: TrialReport<ClusterKilled>['sends'] & {
    /** Of the unknown ones, those that were not on their way when something was killed. */
    readonly unknownNotInFlight: number
  }
}

/** What a round can kill. Of the nodes, the one that leads most partitions, or the one that leads fewest. */
export type Victim = 'leader' | 'follower' | 'service' | 'gateway'

/** What was killed, and how it went on. Milliseconds. */
export interface ClusterKilled {
  readonly what: 'node' | 'service' | 'gateway' | 'all nodes'
  /** Of a node: does it lead most partitions, or fewest? */
  readonly role?: 'leader' | 'follower'
  /** The process: a node, a gateway, the service process. */
  readonly name: string
  /** Since the load of the round began. */
  readonly after: number
  /** From the kill until it was started again. */
  readonly back: number
  /** The longest time without an answer in that round. */
  readonly silence: number
}

/** Is everything right? */
export const isClusterRight = (report: ClusterReport): boolean =>
  isTrialRight(report) && report.sends.unknownNotInFlight === 0
