import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Ends a server and all processes that it has started, at any instruction, as a crash of the machine does. Where
 * only its first process died, others could wait for each other for ever.
 */
export const crash = (data: string): void => {
  const first = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  for (const pid of [first, ...childrenOf(first)])
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
}

const childrenOf = (parent: number): readonly number[] =>
  allProcesses().flatMap(([pid, its]) => (its === parent ? [pid] : []))

/** Every process, and the one that started it. */
const allProcesses = (): readonly (readonly [number, number])[] =>
  existsSync('/proc/self/stat')
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .flatMap((name) => inProc(Number(name)))
    : execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/).map(Number))
        .map(([pid = 0, parent = 0]) => [pid, parent])

const inProc = (pid: number): readonly (readonly [number, number])[] => {
  try {
    // Behind the name, which may hold anything: the state, then the parent.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return [[pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]]
  } catch {
    return []
  }
}
