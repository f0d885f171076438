import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bakery, bakeryLines, bakeryPath } from './support/bakery.ts'
import { temporaryFolder } from './support/folder.ts'
import { audit } from './support/report.ts'
import { run } from './support/run.ts'

const folder = temporaryFolder()
const expected = (await audit([bakeryPath])).report
const text = (await run(['audit', '-'], { stdin: bakery })).stdout
const halves = [bakeryLines.slice(0, 40), bakeryLines.slice(40)].map((lines) => `${lines.join('\n')}\n`)
const [firstHalf = '', secondHalf = ''] = halves

describe('the same log gives the same report', () => {
  test('on standard input, named or not', async () => {
    expect((await audit(['-'], { stdin: bakery })).report).toEqual(expected)
    expect((await audit([], { stdin: bakery })).report).toEqual(expected)
  })

  test('byte by byte', async () => {
    const stdin = [...Buffer.from(`\uFEFF${bakery}`)].map((byte) => Buffer.from([byte]))
    expect((await audit([], { stdin })).report).toEqual(expected)
  })

  test('as gzip, in one member or several, in a file or on standard input', async () => {
    const members = Buffer.concat(halves.map((half) => gzipSync(half)))
    for (const packed of [gzipSync(bakery), members]) {
      expect((await audit([await folder.file('log.gz', packed)])).report).toEqual(expected)
      const stdin = [packed.subarray(0, 1), packed.subarray(1, 700), packed.subarray(700)]
      expect((await audit(['-'], { stdin })).report).toEqual(expected)
    }
  })

  test('as a JSON array, compact or printed over many lines', async () => {
    const values: unknown[] = bakeryLines.slice(0, -1).map((line) => JSON.parse(line))
    for (const indent of [0, 2]) {
      const { report } = await audit([await folder.file('log.json', JSON.stringify(values, null, indent))])
      expect(report).toMatchObject({ lines: 89, payloads: 89, events: 89, findings: expected.findings })
    }
  })

  test('in several files, whichever of them is packed or comes first', async () => {
    const first = await folder.file('1.ndjson', firstHalf)
    const second = await folder.file('2.ndjson.gz', gzipSync(secondHalf))
    for (const files of [
      [first, second],
      [second, first],
    ]) {
      const { report } = await audit(files)
      expect({ ...report, unread: [] }).toEqual({ ...expected, unread: [] })
    }
    const { report } = await audit([first, '-'], { stdin: secondHalf })
    expect(report.findings).toEqual(expected.findings)
  })
})

test('an unread part names its file where several were read', async () => {
  const fine = await folder.file('fine.ndjson', firstHalf)
  const { report } = await audit([fine, '-'], { stdin: 'null\n' })
  expect(report.unread).toEqual([
    { file: '-', line: 1, path: '$', reason: 'must be a JSON object, but is null' },
  ])
})

describe('the report', () => {
  test('goes to the file that --out names', async () => {
    const out = folder.path('report.txt')
    const { code, stdout, stderr } = await run(['audit', '--out', out, '-'], { stdin: bakery })
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: '' })
    expect(await readFile(out, 'utf8')).toBe(text)
  })

  test('cannot go where no file can be', async () => {
    const { code, stderr } = await run(['audit', '--out', folder.path('no/such/folder'), '-'], {
      stdin: bakery,
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^guichet: .*no such file or directory/)
  })

  test('has the findings of one thread where one is named, by any id of its customer', async () => {
    for (const customer of ['FR.1000000000000000004', '33639980004', '+33 6 39 98 00 04']) {
      const { code, report } = await audit(['--thread', `100000000000001/${customer}`, bakeryPath])
      expect(code).toBe(1)
      expect(new Set(report.findings.map(({ message }) => message))).toEqual(new Set(['wamid.david7']))
    }
  })

  test.each(['100000000000001/33639980001', '100000000000002/33639980004', '1/2'])(
    'of the thread %s finds nothing',
    async (thread) => {
      const { code, report } = await audit(['--thread', thread, bakeryPath])
      expect({ code, findings: report.findings }).toEqual({ code: 0, findings: [] })
    },
  )
})

describe('what cannot be read to its end exits with 2, after what was read:', () => {
  test('a missing file', async () => {
    const missing = folder.path('missing.ndjson')
    const { code, stdout, stderr } = await run(['audit', missing])
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `guichet: ${missing}: no such file\n`,
    })
  })

  test('a missing file beside a good one', async () => {
    const missing = folder.path('missing.ndjson')
    const { code, report, stderr } = await audit([missing, bakeryPath])
    expect({ code, stderr }).toEqual({ code: 2, stderr: `guichet: ${missing}: no such file\n` })
    expect(report.findings).toEqual(expected.findings)
  })

  test('a folder', async () => {
    const { code, stderr } = await run(['audit', folder.path('.')])
    expect({ code, stderr }).toEqual({ code: 2, stderr: `guichet: ${folder.path('.')}: is a folder\n` })
  })

  test('a gzip file that is cut short', async () => {
    const packed = gzipSync(bakery)
    const file = await folder.file('short.gz', packed.subarray(0, packed.length - 200))
    const { code, report, stderr } = await audit([file])
    expect({ code, stderr }).toEqual({ code: 2, stderr: `guichet: ${file}: the gzip file is cut short\n` })
    expect(report.lines).toBeGreaterThan(0)
  })

  test('a gzip file that is damaged in its second member', async () => {
    const many = gzipSync(bakery.repeat(50))
    const damaged = gzipSync(bakery).fill(0xff, 20)
    const file = await folder.file('half.gz', Buffer.concat([many, damaged]))
    const { code, report, stderr } = await audit([file])
    expect({ code, stderr }).toEqual({ code: 2, stderr: `guichet: ${file}: the gzip file is damaged\n` })
    expect(report.lines).toBeGreaterThan(bakeryLines.length)
  })
})

describe('an option that makes no sense exits with 2 and says why:', () => {
  test.each([
    [
      ['--rulebook', '2019-01-01'],
      /unknown rulebook 2019-01-01; known are 2022.*, or a JSON file of amendments/,
    ],
    [['--time-zone', 'Mars/Olympus'], /unknown time zone `Mars\/Olympus`; name one like Europe\/Paris/],
    [['--format', 'pdf'], /Allowed choices are text, json, html/],
    [['--thread', '33639980001'], /write it as PHONE_NUMBER_ID\/CUSTOMER/],
    [['--thread', '1/'], /write it as PHONE_NUMBER_ID\/CUSTOMER/],
    [['--no-such-option'], /unknown option '--no-such-option'/],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await run(['audit', ...args, bakeryPath])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  test('an unknown command', async () => {
    expect(await run(['odit'])).toMatchObject({ code: 2, stdout: '' })
  })

  test('but help is help', async () => {
    const { code, stdout, stderr } = await run(['audit', '--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('--rulebook')
  })
})
