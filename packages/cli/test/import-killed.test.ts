import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { bin } from './support/bin.ts'
import { temporaryFolder } from './support/folder.ts'
import { run } from './support/run.ts'
import { auditStore, byThread, exported, fingerprint, importing, newStores } from './support/stores.ts'
import { conversations } from './support/traffic.ts'

const folder = temporaryFolder()
const newStore = newStores(folder)

const log = conversations(2000)
const lines = log.split('\n')

/** Runs an import that is given the beginning of the log only, and kills it once that much is stored. */
const killAt = async (store: string, events: number): Promise<void> => {
  const child = spawn(process.execPath, [bin, 'import', '--store', store, '-'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  child.stdin.on('error', () => undefined)
  child.stdin.write(lines.slice(0, 3000).join('\n'))
  const closed = once(child, 'close')
  // There is no store at first, which an export says.
  while ((await run(['export', '--store', store])).stdout.split('\n').length <= events);
  child.kill('SIGKILL')
  expect(await closed).toEqual([null, 'SIGKILL'])
}

test('an import that is killed, again and again, comes in the end to what one whole import would', async () => {
  const [whole, killed] = [newStore(), newStore()]
  await importing(whole, log)
  for (const events of [1, 1200, 2400]) await killAt(killed, events)
  const before = byThread(await exported(killed))
  expect(Object.values(before).flat().length).toBeLessThan(6000)

  // The killed ones went by the machine's clock.
  const { code, stdout } = await importing(killed, log, [], { now: Date.now() })
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('not read       nothing'),
  })
  expect(fingerprint(byThread(await exported(killed)))).toBe(fingerprint(byThread(await exported(whole))))
  expect((await auditStore(killed)).report).toEqual((await auditStore(whole)).report)
})
