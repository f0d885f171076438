/** Milliseconds that an action takes. */
export const time = (action: () => void): number => {
  const begin = performance.now()
  action()
  return performance.now() - begin
}

export const timeAsync = async (action: () => Promise<void>): Promise<number> => {
  const begin = performance.now()
  await action()
  return performance.now() - begin
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN

/** Rounds of both, in turn, so that a slow moment of the machine hits both. */
export const inTurn = async (
  rounds: number,
  ours: () => Promise<number> | number,
  theirs: () => Promise<number> | number,
): Promise<{ readonly ours: number; readonly theirs: number; readonly ratio: number }> => {
  const pairs: [number, number][] = []
  await ours()
  await theirs()
  for (let round = 0; round < rounds; round++) pairs.push([await ours(), await theirs()])
  return {
    ours: median(pairs.map(([a]) => a)),
    theirs: median(pairs.map(([, b]) => b)),
    ratio: median(pairs.map(([a, b]) => b / a)),
  }
}

/** Milliseconds of the processor that an action takes, in all of the process's threads: others on the machine do not count. */
export const cpu = (action: () => void): number => {
  const begin = process.cpuUsage()
  action()
  return spentSince(begin)
}

export const cpuAsync = async (action: () => Promise<void>): Promise<number> => {
  const begin = process.cpuUsage()
  await action()
  return spentSince(begin)
}

const spentSince = (begin: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / 1000
}
