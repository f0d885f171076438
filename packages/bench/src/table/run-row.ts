import { median } from '../measure.ts'
import type { Cost, Measured, Row } from './row.ts'

const mostRounds = 7
const fewestRounds = 3
/** Milliseconds after which no further round begins. */
const enough = 14_000

/** Runs all contenders of a row in turn, so that a slow moment of the machine hits all of them. */
export const runRow = async (row: Row): Promise<Measured> => {
  const { ours, rivals, end } = await row.race()
  const contenders: readonly (readonly [string | null, Cost])[] = [[null, ours], ...Object.entries(rivals)]
  const costs = new Map(contenders.map(([name]) => [name, [] as number[]]))
  const rounds = row.rounds ?? mostRounds
  try {
    if (rounds > 1) for (const [, cost] of contenders) await cost()
    const begin = performance.now()
    for (let round = 0; round < rounds; round++) {
      if (round >= fewestRounds && performance.now() - begin > enough) break
      const turned = round % contenders.length
      for (const [name, cost] of [...contenders.slice(turned), ...contenders.slice(0, turned)])
        costs.get(name)?.push(await cost())
    }
  } finally {
    end?.()
  }
  return summary(row, costs)
}

const summary = (row: Row, costs: ReadonlyMap<string | null, readonly number[]>): Measured => {
  const own = costs.get(null) ?? []
  const figureOf = (all: readonly number[]): number =>
    row.figure === 'rate' ? 1 / median(all) : median(all) * row.figure.scale
  const rivals: Record<string, number> = {}
  const ratios: Record<string, number> = {}
  const spread: Record<string, readonly [number, number]> = {}
  for (const [name, all] of costs) {
    if (name === null) continue
    const each = all.map((cost, round) => cost / (own[round] ?? NaN))
    rivals[name] = figureOf(all)
    ratios[name] = median(each)
    spread[name] = [Math.min(...each), Math.max(...each)]
  }
  const { target, floor } = row
  const met = target === undefined ? undefined : (ratios[target.rival] ?? NaN) >= target.atLeast
  return {
    row: row.row,
    what: row.what,
    unit: row.unit,
    ours: figureOf(own),
    rivals,
    ratios,
    spread,
    rounds: own.length,
    ...(target === undefined ? {} : { target }),
    ...(met === undefined ? {} : { met }),
    ...(floor === undefined || met === true ? {} : { floor }),
  }
}
