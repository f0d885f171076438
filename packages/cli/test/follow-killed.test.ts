import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, rename, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { bin } from './support/bin.ts'
import { temporaryFolder } from './support/folder.ts'
import { durableLines, following, stopped } from './support/following.ts'
import { byThread, exported, fingerprint, importing, newStores } from './support/stores.ts'
import { conversations, partOf } from './support/traffic.ts'
import { until } from './support/until.ts'

const folder = temporaryFolder()
const newStore = newStores(folder)

const log = conversations(1500)

const part = partOf(log)

/** Follows the file in a process of its own, and kills it at the first word that something is durable. */
const killAtFirst = async (store: string, file: string): Promise<number> => {
  const args = ['import', '--store', store, '--follow', '--acknowledge', file]
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const closed = once(child, 'close')
  await until(() => output.includes('\n'))
  child.kill('SIGKILL')
  expect(await closed).toEqual([null, 'SIGKILL'])
  return durableLines(output.slice(0, output.lastIndexOf('\n') + 1)).at(-1) ?? 0
}

test('a feed that is killed, again and again, comes in the end to what one whole import would', async () => {
  const [whole, killed] = [newStore(), newStore()]
  await importing(whole, log)
  const file = folder.path('feed.ndjson')
  await writeFile(file, part(0, 1500))
  const first = await killAtFirst(killed, file)
  expect(first).toBeLessThan(1500)
  const second = await killAtFirst(killed, file)
  expect(second).toBeGreaterThan(first)
  await appendFile(file, part(1500, 2000))
  await rename(file, `${file}.1`)
  await writeFile(file, part(2000, 3000))
  const third = await killAtFirst(killed, file)
  expect(third).toBeGreaterThan(second)

  const last = following(killed, file, [], { now: Date.now() })
  await last.durable(1000)
  const { stderr } = await stopped(last)
  // It went on where it was, and did not begin again.
  expect(Number(/^read +([\d,]+) lines/m.exec(stderr)?.[1]?.replace(',', ''))).toBeLessThanOrEqual(
    3000 - third,
  )
  expect(fingerprint(byThread(await exported(killed)))).toBe(fingerprint(byThread(await exported(whole))))
})
