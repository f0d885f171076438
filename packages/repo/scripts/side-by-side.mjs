import { spawn } from 'node:child_process'
import { root } from './run.mjs'

/**
 * Does the tasks, as many at a time as `jobs` says, and shows each result in the order of the tasks: as soon as it and
 * all before it are there.
 */
export const sideBySide = async (tasks, jobs, show) => {
  const results = tasks.map(() => undefined)
  let [started, shown] = [0, 0]
  const work = async () => {
    while (started < tasks.length) {
      const mine = started++
      results[mine] = { result: await tasks[mine]() }
      for (; results[shown] !== undefined; shown++) show(results[shown].result)
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, work))
}

/** Runs a command in the root to its end and keeps what it prints; standard input is empty. */
export const ran = (command, ...args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    const kept = { stdout: [], stderr: [] }
    for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => kept[name].push(chunk))
    const done = (code, reason = '') =>
      resolve({
        code,
        stdout: Buffer.concat(kept.stdout).toString(),
        stderr: Buffer.concat(kept.stderr).toString() + reason,
      })
    child.once('error', (error) => done(1, `${command}: ${error.message}\n`))
    child.once('close', (code) => done(code ?? 1))
  })
