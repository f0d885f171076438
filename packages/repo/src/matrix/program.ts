import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { botProblems } from './trial.ts'
import { environment, whatsapp } from './whatsapp.ts'

/** A runtime's command, with what stands before the program. */
export interface Command {
  readonly path: string
  readonly args: readonly string[]
}

/** Runs the bot of the page as a program of a runtime, in the project that it was installed into; gives what is wrong. */
export const programProblems = async (
  project: string,
  bot: string,
  { path, args }: Command,
): Promise<readonly string[]> => {
  const place = { url: '' }
  const world = await whatsapp(async ({ headers, body }) =>
    place.url === '' ? { status: 503 } : fetch(place.url, { method: 'POST', headers, body }),
  )
  // The bot keeps its store beside itself: what another runtime was sent is no repeat to this one.
  for (const name of readdirSync(project))
    if (name.startsWith('shop.db')) rmSync(join(project, name), { force: true })
  const file = join(project, 'bot.mjs')
  writeFileSync(file, bot)
  const child = start(path, [...args, file], project, { ...environment(world.url), PORT: '0' })
  try {
    const first = await nextLine(child)
    if (!first.startsWith('http')) return [`it ended: ${first}`]
    place.url = first
    return await botProblems(place.url, world)
  } finally {
    await stop(child)
    await world.close()
  }
}

/** A process with what it says. */
export interface Running {
  readonly process: ChildProcess
  readonly lines: AsyncIterator<string>
  readonly complaints: readonly string[]
  readonly closed: Promise<unknown>
}

/** Starts a command with these settings and little else. */
export const start = (
  path: string,
  args: readonly string[],
  folder: string,
  settings: Readonly<Record<string, string>>,
): Running => {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(path, args, {
    cwd: folder,
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const complaints: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text))
  const closed = once(child, 'close').catch((fault: unknown) => complaints.push(String(fault)))
  return { process: child, lines: createInterface(child.stdout)[Symbol.asyncIterator](), complaints, closed }
}

/** The next line that a process prints; what it complained of, if it ended without one. */
export const nextLine = async ({ lines, complaints, closed }: Running): Promise<string> => {
  const line = await lines.next()
  if (line.done !== true) return line.value
  await closed
  return complaints.join('').trim()
}

/** Ends a process, and waits for its end. */
export const stop = async ({ process: child, closed }: Running): Promise<void> => {
  child.kill('SIGKILL')
  await closed
}
