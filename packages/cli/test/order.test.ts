import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bakeryLines } from './support/bakery.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { auditLines, type Report } from './support/report.ts'

const everything = bakeryLines.map((_, index) => index)
const shuffled = fc.shuffledSubarray(everything, { minLength: everything.length })
const at = (index: number): string => bakeryLines[index] ?? ''

/** What does not depend on where in the file a line stands. */
const orderFree = ({ unread, ...rest }: Report): object => ({
  ...rest,
  unread: unread.map(({ path, reason }) => `${path} ${reason}`).sort(),
})

const copiesAside = ({ findings, charges, late, threads }: Report): object => ({
  findings,
  charges,
  late,
  threads,
})

describe('an audit does not depend', () => {
  test('on the order of the lines', async () => {
    const { report: expected } = await auditLines(bakeryLines)
    await holdsLater(
      shuffled,
      async (order) => {
        const { report } = await auditLines(order.map(at))
        expect(orderFree(report)).toEqual(orderFree(expected))
      },
      60,
    )
  })

  test('on how often a line was logged: only the counts of lines and duplicates grow', async () => {
    const { report: expected } = await auditLines(bakeryLines)
    await holdsLater(
      fc.tuple(shuffled, fc.array(fc.constantFrom(...everything), { minLength: 1, maxLength: 100 })),
      async ([order, again]) => {
        const { report } = await auditLines([...order, ...again].map(at))
        expect(copiesAside(report)).toEqual(copiesAside(expected))
        expect(report.lines).toBe(expected.lines + again.length)
        expect(report.events - report.duplicates).toBe(expected.events - expected.duplicates)
      },
      60,
    )
  })
})
