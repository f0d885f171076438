import { memoryStore } from '@guichet/runtime'
import { expect, test } from 'vitest'
import { askingAfterEach } from '../src/flood/asking.ts'
import { sendingInFlood } from '../src/flood/sending.ts'

/** How long it takes is for the benchmark: here a small flood shows that its messages still go out. */
test('a flood is written to, asked about and looked at', async () => {
  const { send, ask, view } = await sendingInFlood(memoryStore(), 60)
  const { few, many } = askingAfterEach(60)
  const costs = [send, ask, view].flatMap(({ small, flooded }) => [small, flooded])
  expect([...costs, few, many].every((cost) => cost > 0)).toBe(true)
})
