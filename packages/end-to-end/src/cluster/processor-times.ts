import { readFileSync, readdirSync } from 'node:fs'

/** Processor time of what this process started, in milliseconds. */
export interface ProcessorTimes {
  readonly gateways: number
  /** PostgreSQL, Restate's nodes, the service process. */
  readonly behind: number
}

interface One {
  readonly parent: number
  readonly time: number
}

/** A tick of the kernel, in milliseconds. */
const tick = 10

/** Reads the processor times of all processes that descend from this one, from Linux's /proc. */
export const processorTimes = (): ProcessorTimes => {
  const all = new Map<number, One>()
  for (const name of readdirSync('/proc')) {
    const one = /^\d+$/.test(name) ? timesOf(name) : null
    if (one !== null) all.set(Number(name), one)
  }
  const descends = (pid: number): boolean => {
    for (let at = all.get(pid)?.parent; at !== undefined && at > 1; at = all.get(at)?.parent)
      if (at === process.pid) return true
    return false
  }
  let [gateways, behind] = [0, 0]
  for (const [pid, { time }] of all) {
    if (!descends(pid)) continue
    if (/guichet\.mjs\0serve\0/.test(commandOf(pid))) gateways += time
    else behind += time
  }
  return { gateways, behind }
}

const timesOf = (pid: string): One | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), time: (Number(fields[11]) + Number(fields[12])) * tick }
  } catch {
    return null
  }
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
