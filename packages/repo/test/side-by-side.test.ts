import fc from 'fast-check'
import { expect, it } from 'vitest'
import { assertEachLater } from '../../core/test/support/check.ts'
import { ran, sideBySide } from '../scripts/side-by-side.mjs'

it('shows results in the order of their tasks, in whatever order they come, and keeps to the jobs', async () => {
  const property = fc.asyncProperty(
    fc.scheduler(),
    fc.nat({ max: 9 }),
    fc.integer({ min: 1, max: 4 }),
    async (scheduler, count, jobs) => {
      const numbers = Array.from({ length: count }, (_, index) => index)
      const shown: number[] = []
      let [running, most] = [0, 0]
      const task = (number: number) => async (): Promise<number> => {
        running += 1
        most = Math.max(most, running)
        await scheduler.schedule(Promise.resolve())
        running -= 1
        return number
      }
      const done = sideBySide(numbers.map(task), jobs, (result: number) => shown.push(result))
      await scheduler.waitFor(done)
      expect(shown).toEqual(numbers)
      expect(most).toBe(Math.min(jobs, count))
    },
  )
  await assertEachLater(property, 100)
})

it('keeps what a command prints and how it ends, also of one that is not there', async () => {
  const script = 'console.log("out"); console.error("err"); process.exitCode = 3'
  const { code, stdout, stderr } = await ran(process.execPath, '-e', script)
  expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' })
  expect((await ran('no-such-command-anywhere')).code).not.toBe(0)
})
