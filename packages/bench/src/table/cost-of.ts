import { cpu, cpuAsync } from '../measure.ts'

/** Seconds of the processor that each of so many units costs. */
export const costOf = (units: number, action: () => void): number => cpu(action) / 1000 / units

export const costOfAsync = async (units: number, action: () => Promise<void>): Promise<number> =>
  (await cpuAsync(action)) / 1000 / units
