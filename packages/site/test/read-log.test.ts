import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLog } from '../src/playground/log/read-log.ts'
import { holdsLater } from '../../core/test/support/check.ts'

const textsOf = async (log: Blob): Promise<readonly (readonly [number, string])[]> => {
  const found: (readonly [number, string])[] = []
  const reason = await readLog(log, {
    text: (text, line) => found.push([line, text]),
    tooLong: () => undefined,
    progress: () => undefined,
  })
  expect(reason).toBeNull()
  return found
}

const line = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => JSON.stringify({ text }))

describe('a log in the page', () => {
  it('gives each line with its number, in pieces, packed or not, with or without a byte order mark', () =>
    holdsLater(fc.tuple(fc.array(line), fc.boolean(), fc.boolean()), async ([lines, packed, marked]) => {
      const text = `${marked ? '\uFEFF' : ''}${lines.join('\n')}`
      const log = new Blob([packed ? gzipSync(text) : text])
      const read = await textsOf(log)
      return JSON.stringify(read) === JSON.stringify(lines.map((one, index) => [index + 1, one]))
    }))

  it('that is longer than one piece is cut where its lines end', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => JSON.stringify({ n, text: 'é'.repeat(20) }))
    expect((await textsOf(new Blob([lines.join('\n')]))).map(([, text]) => text)).toEqual(lines)
  })
})
