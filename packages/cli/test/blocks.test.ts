import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inBlocks } from '../src/import/blocks.ts'
import { turningClock } from '../src/import/clock.ts'
import { readInput } from '../src/input/read.ts'
import { holdsLater } from '../../core/test/support/check.ts'

interface Seen {
  readonly blocks: readonly (readonly number[])[]
  readonly mostWaiting: number
}

const megabyte = 2 ** 20

/** Gives in pieces of these sizes, some between two looks, and tells which ran together. */
const give = async (looks: readonly (readonly number[])[]): Promise<Seen> => {
  const blocks: number[][] = [[]]
  const blocksWork = inBlocks(() => blocks.push([]))
  let [given, done, mostWaiting] = [0, 0, 0]
  for (const sizes of looks) {
    for (const size of sizes) {
      const piece = given++
      blocksWork.add({
        size,
        run: async () => {
          blocks.at(-1)?.push(piece)
          await Promise.resolve()
          done++
        },
      })
    }
    await blocksWork.keepUp()
    mostWaiting = Math.max(mostWaiting, given - done)
  }
  await blocksWork.finish()
  expect(done).toBe(given)
  return { blocks: blocks.slice(0, -1), mostWaiting }
}

describe('work in blocks', () => {
  const sizes = fc.array(fc.constantFrom(10, 1000, megabyte / 2, 6 * megabyte), { maxLength: 30 })
  const many = fc.array(
    fc.tuple(sizes, fc.nat({ max: 800 })).map(([some, more]) => [...some, ...Array(more).fill(10)]),
  )

  test('is all done, in its order, five hundred pieces or four megabytes at a time', () =>
    holdsLater(many, async (looks) => {
      const all = looks.flat()
      const { blocks, mostWaiting } = await give(looks)
      expect(blocks.flat()).toEqual(all.map((_, piece) => piece))
      expect(mostWaiting).toBeLessThan(500)
      for (const block of blocks) {
        const bytes = block.reduce((sum, piece) => sum + (all[piece] ?? 0), 0)
        expect(block.length).toBeLessThanOrEqual(500)
        expect(block.length === 1 || bytes <= 4 * megabyte).toBe(true)
      }
    }))

  test('is cut at the same places however it comes', () =>
    holdsLater(
      fc.tuple(fc.nat({ max: 3000 }), fc.integer({ min: 1, max: 900 })),
      async ([pieces, atOnce]) => {
        const all: readonly number[] = Array(pieces).fill(10)
        const looks = Array.from({ length: Math.ceil(pieces / atOnce) }, (_, n) =>
          all.slice(n * atOnce, (n + 1) * atOnce),
        )
        expect((await give(looks)).blocks).toEqual((await give([all])).blocks)
      },
    ))

  test('that fails is told, and what comes after it is not done', async () => {
    const done: number[] = []
    const work = inBlocks(() => undefined)
    for (let piece = 0; piece < 1200; piece++)
      work.add({
        size: 1,
        run: async () => {
          if (piece === 600) throw new Error('full')
          done.push(piece)
        },
      })
    await expect(work.keepUp()).rejects.toThrow('full')
    expect(Math.max(...done)).toBe(999)
  })
})

test('the clock of an import shows a later instant after every turn', () => {
  const real = [5, 7, 3]
  const clock = turningClock(() => real.shift() ?? 100)
  const shown: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    shown.push(clock.now())
    clock.turn()
  }
  expect(shown).toEqual([5, 7, 8])
})

describe('reading', () => {
  const lines = Array.from({ length: 30_000 }, (_, n) => `{"padding":"${'x'.repeat(100)}","n":${n}}`)
  const bytes = Buffer.from(`${lines.join('\n')}\n`)
  const inputs: readonly (readonly [string, Buffer])[] = [
    ['plain', bytes],
    ['packed', gzipSync(bytes)],
  ]

  test.each(inputs)('a %s input waits until there is room', async (_, input) => {
    let [isWaiting, waits, read, most, since] = [false, 0, 0, 0, 0]
    const failure = await readInput('-', Readable.from(slices(input)), {
      text: () => {
        expect(isWaiting).toBe(false)
        read++
        since++
      },
      tooLong: () => undefined,
      progress: () => undefined,
      room: async () => {
        isWaiting = true
        await new Promise((resolve) => setImmediate(resolve))
        isWaiting = false
        waits++
        most = Math.max(most, since)
        since = 0
      },
    })
    expect({ failure, read }).toEqual({ failure: null, read: lines.length })
    expect(waits).toBeGreaterThan(5)
    expect(most).toBeLessThan(5000)
  })

  test.each(inputs)('a %s input ends where there will be none, with the reason', async (_, input) => {
    let read = 0
    const reading = readInput('-', Readable.from(slices(input)), {
      text: () => read++,
      tooLong: () => undefined,
      progress: () => undefined,
      room: () => Promise.reject(new Error('the store is full')),
    })
    await expect(reading).rejects.toThrow('the store is full')
    expect(read).toBeLessThan(lines.length / 2)
  })
})

/** As a file is read: in pieces. */
function* slices(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += 2 ** 18) yield bytes.subarray(from, from + 2 ** 18)
}
