import fc from 'fast-check'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { readInput } from '../src/input/read.ts'
import { longestText, splitLines, splitNdjson, splitValues } from '../src/input/splitter.ts'
import { holdsLater } from '../../core/test/support/check.ts'

interface Text {
  readonly text: string
  readonly line: number
}

/** Reads pieces of standard input to its end. */
const read = async (pieces: readonly Buffer[]): Promise<readonly Text[]> => {
  const texts: Text[] = []
  const failure = await readInput('-', Readable.from(pieces, { objectMode: false }), {
    text: (text, line) => texts.push({ text: JSON.stringify(JSON.parse(text)), line }),
    tooLong: (line) => texts.push({ text: 'too long', line }),
    progress: () => undefined,
  })
  expect(failure).toBeNull()
  return texts
}

type Objects = readonly object[]
interface Laid {
  readonly log: string
  /** The line on which each object begins. */
  readonly lines: readonly number[]
}

const heights = (objects: Objects, first: number): readonly number[] =>
  objects.map(
    (_, index) =>
      first + objects.slice(0, index).reduce<number>((sum, o) => sum + pretty(o).split('\n').length, 0),
  )
const pretty = (value: object): string => JSON.stringify(value, null, 2)
const plain = (value: object): string => JSON.stringify(value)
const counting = (objects: Objects, from: number): readonly number[] =>
  objects.map((_, index) => index + from)

const layouts: Readonly<Record<string, (objects: Objects) => Laid>> = {
  'one JSON text a line': (o) => ({ log: `${o.map(plain).join('\n')}\n`, lines: counting(o, 1) }),
  'one JSON text a line, the last without line end': (o) => ({
    log: o.map(plain).join('\n'),
    lines: counting(o, 1),
  }),
  'one JSON text every other line': (o) => ({
    log: o.map((value) => `${plain(value)}\n  \n`).join(''),
    lines: o.map((_, index) => 2 * index + 1),
  }),
  'an array in a single line': (o) => ({ log: plain(o), lines: o.map(() => 1) }),
  'an array, one element a line': (o) => ({
    log: `[\n${o.map(plain).join(',\n')}\n]\n`,
    lines: counting(o, 2),
  }),
  'an array printed over many lines': (o) => ({ log: `${pretty(o)}\n`, lines: heights(o, 2) }),
  'objects printed over many lines': (o) => ({ log: o.map(pretty).join('\n'), lines: heights(o, 1) }),
}

const objects = fc.array(
  fc.dictionary(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('}{', '"]', '\\', 'é€🥐', ',\n{'),
      fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
    ),
    { minKeys: 1, maxKeys: 4 },
  ),
  { maxLength: 8 },
)
/** How long the pieces are in which the bytes arrive, again and again. */
const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 200_000 })), {
  minLength: 1,
  maxLength: 6,
})

const cut = (bytes: Buffer, lengths: readonly number[]): readonly Buffer[] => {
  const pieces: Buffer[] = []
  for (let start = 0; start < bytes.length;) {
    const end = start + (lengths[pieces.length % lengths.length] ?? 1)
    pieces.push(bytes.subarray(start, end))
    start = end
  }
  return pieces
}

describe('however the bytes are cut, the same texts are read from', () => {
  test.each(Object.entries(layouts))('%s', (_, layout) =>
    holdsLater(
      fc.tuple(objects, sizes, fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\uFEFF')),
      async ([values, lengths, lineEnd, mark]) => {
        const { log, lines } = layout(values)
        const bytes = Buffer.from(mark + log.replaceAll('\n', lineEnd))
        const expected = values.map((value, index) => ({ text: plain(value), line: lines[index] ?? 0 }))
        expect(await read(cut(bytes, lengths))).toEqual(expected)
      },
    ),
  )
})

describe('a text that is too long for a record', () => {
  const ways = { 'cutting at line ends': splitNdjson, 'cutting at the ends of objects': splitValues }

  test.each(Object.entries(ways))('is reported when %s, and what follows is read', (_, split) => {
    const seen: string[] = []
    const splitter = split(
      (text, line) => seen.push(`${line} ${text}`),
      (line, bytes) => seen.push(`${line} ${bytes} bytes`),
    )
    const long = longestText + 3_000_000
    const filler = Buffer.alloc(1024 * 1024, 'x')
    splitter.push(Buffer.from('{"first":1}\n{"long":"'))
    let left = long - 11
    for (; left > filler.length; left -= filler.length) splitter.push(filler)
    splitter.push(filler.subarray(0, left))
    splitter.push(Buffer.from('"}\n{"next":2}\n'))
    splitter.end()
    expect(seen).toEqual(['1 {"first":1}', `2 ${long} bytes`, '3 {"next":2}'])
  })

  test('has one byte more than the longest that is read', () => {
    const seen: string[] = []
    const splitter = splitLines(
      (text) => seen.push(`read ${text.length}`),
      (_, bytes) => seen.push(`too long ${bytes}`),
    )
    const longest = Buffer.alloc(longestText, 'x')
    for (const piece of [longest, Buffer.from('\n'), longest, Buffer.from('x\n')]) splitter.push(piece)
    expect(seen).toEqual([`read ${longestText}`, `too long ${longestText + 1}`])
  })
})

describe('an object that was cut short', () => {
  const texts = (log: string): readonly string[] => {
    const seen: string[] = []
    const splitter = splitValues(
      (text, line) => seen.push(`${line} ${text.trim()}`),
      () => seen.push('too long'),
    )
    splitter.push(Buffer.from(log))
    splitter.end()
    return seen
  }

  test('inside a string ends with its line', () => {
    expect(texts('[\n{"a":"b\n{"c":1},\n{"d":2}]')).toEqual(['2 {"a":"b', '3 {"c":1}', '4 {"d":2}'])
  })

  test('after a value ends where the next object begins', () => {
    expect(texts('[{"a":{"b":1}\n{"c":{"d":2}},{"e":3}]')).toEqual([
      '1 {"a":{"b":1}',
      '2 {"c":{"d":2}}',
      '2 {"e":3}',
    ])
  })

  test('at the end of the input is handed over as it is', () => {
    expect(texts('[{"a":1},{"b":')).toEqual(['1 {"a":1}', '1 {"b":'])
  })

  test.each(['{', '  {  ', '[1, 2]', '{"a":', '}', '{"a":"b'])(
    'in the first line, such as %j, hides no other line',
    async (broken) => {
      const seen: string[] = []
      await readInput('-', Readable.from([Buffer.from(`${broken}\n{"c":1}\n{"d":2}\n`)]), {
        text: (text, line) => seen.push(`${line} ${text}`),
        tooLong: () => seen.push('too long'),
        progress: () => undefined,
      })
      expect(seen).toEqual([`1 ${broken}`, '2 {"c":1}', '3 {"d":2}'])
    },
  )
})
