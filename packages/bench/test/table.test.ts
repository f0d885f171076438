import { describe, expect, test } from 'vitest'
import { rows } from '../src/rows/all.ts'
import { printed } from '../src/table/print.ts'
import type { Cost, Row } from '../src/table/row.ts'
import { runRow } from '../src/table/run-row.ts'

/** Costs that are given one after the other; the first is the round that warms up. */
const given = (...costs: readonly number[]): Cost => {
  const left = [...costs]
  return () => left.shift() ?? NaN
}

const row = (ours: Cost, theirs: Cost, more: Partial<Row> = {}): Row => ({
  row: 'made-up',
  what: 'what is made up',
  unit: 'things a CPU second',
  figure: 'rate',
  rounds: 3,
  target: { rival: 'them', atLeast: 2 },
  race: () => ({ ours, rivals: { them: theirs } }),
  ...more,
})

describe('a row of the table', () => {
  test('has medians of the rounds after the first, and ratios above 1 where Guichet costs less', async () => {
    const measured = await runRow(row(given(99, 0.1, 0.2, 0.1), given(99, 0.2, 0.8, 0.1)))
    expect(measured).toMatchObject({
      ours: 10,
      rivals: { them: 5 },
      ratios: { them: 2 },
      spread: { them: [1, 4] },
      rounds: 3,
      met: true,
    })
  })

  test('says why a target is missed, and only then', async () => {
    const floor = 'the floor is there'
    const missed = await runRow(row(given(1, 1, 1, 1), given(1, 1, 1, 1), { floor }))
    expect(missed).toMatchObject({ met: false, floor })
    expect(printed([missed])).toMatch(/made-up .*MISSED[^]*made-up: the floor is there/)
    const reached = await runRow(row(given(1, 1, 1, 1), given(2, 2, 2, 2), { floor }))
    expect(reached).not.toHaveProperty('floor')
    expect(printed([reached])).toMatch(/reached/)
  })

  test('gives costs in its own unit', async () => {
    const inMilliseconds = row(given(0.25), given(0.5), { figure: { scale: 1000 }, rounds: 1 })
    expect(await runRow(inMilliseconds)).toMatchObject({ ours: 250, rivals: { them: 500 } })
  })

  test('takes away what it made, also when a contender fails', async () => {
    let ended = 0
    const fails: Cost = () => Promise.reject(new Error('broken'))
    const race = () => ({ ours: given(1), rivals: { them: fails }, end: () => void ended++ })
    await expect(runRow(row(given(1), fails, { race }))).rejects.toThrow('broken')
    expect(ended).toBe(1)
  })
})

test('the rows have names of their own, and each has a target', () => {
  const names = rows.map((one) => one.row)
  expect(new Set(names).size).toBe(names.length)
  expect(rows.filter(({ target }) => target === undefined)).toEqual([])
})
