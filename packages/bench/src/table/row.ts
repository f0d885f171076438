/** What one unit of work costs: seconds of the processor, bytes, or what else the row counts. */
export type Cost = () => number | Promise<number>

/** Those that run in turn; `end` takes away what they leave behind. */
export interface Race {
  readonly ours: Cost
  readonly rivals: Readonly<Record<string, Cost>>
  readonly end?: () => void
}

/** A line of the table, before it is measured. */
export interface Row {
  readonly row: string
  /** What Guichet does there, in words. */
  readonly what: string
  readonly unit: string
  /** `rate`: units of work in a second of the processor; `cost`: what one unit costs, in seconds times `scale`. */
  readonly figure: 'rate' | { readonly scale: number }
  readonly target?: Target
  /** Why the target is out of reach, with the floor that was measured. */
  readonly floor?: string
  /** Bytes do not vary: they are counted once. */
  readonly rounds?: number
  readonly race: () => Race | Promise<Race>
}

export interface Target {
  readonly rival: string
  /** The rival's cost divided by ours must be that much or more. */
  readonly atLeast: number
}

/** A line of the table, measured. Ratios above 1: Guichet is better. */
export interface Measured {
  readonly row: string
  readonly what: string
  readonly unit: string
  readonly ours: number
  readonly rivals: Readonly<Record<string, number>>
  /** Medians of the rounds. */
  readonly ratios: Readonly<Record<string, number>>
  /** The least and the greatest ratio of any round. */
  readonly spread: Readonly<Record<string, readonly [number, number]>>
  readonly rounds: number
  readonly target?: Target
  readonly met?: boolean
  readonly floor?: string
}
