import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bakery, bakeryPath } from './support/bakery.ts'
import { bin, guichet } from './support/bin.ts'
import { temporaryFolder } from './support/folder.ts'
import { run } from './support/run.ts'

const folder = temporaryFolder()

describe('the program', () => {
  test('audits a file and standard input like the function does', async () => {
    const expected = await run(['audit', '--format', 'json', bakeryPath])
    expect(await guichet(['audit', '--format', 'json', bakeryPath])).toEqual(expected)
    expect(await guichet(['audit', '--format', 'json'], gzipSync(bakery))).toEqual(expected)
  })

  test('answers a question with its exit code', async () => {
    const asking = [
      'ask',
      '--log',
      bakeryPath,
      '--phone',
      '100000000000001',
      '--send',
      'service',
      '--customer',
    ]
    const at = ['--at', '2026-10-01T06:29:00Z']
    const stderr = 'guichet: 4 parts of the log were not read; guichet audit names them\n'
    expect(await guichet([...asking, '+33639980004', ...at])).toMatchObject({ code: 0, stderr })
    const stranger = 'guichet: the logs hold nothing of 33639980003 at 100000000000001\n'
    expect(await guichet([...asking, '+33639980003', ...at])).toMatchObject({
      code: 1,
      stderr: stderr + stranger,
    })
    expect(await guichet([...asking, '+33639980003', '--at', 'now'])).toMatchObject({ code: 2, stdout: '' })
  })

  test('says what is wrong and nothing else', async () => {
    const missing = folder.path('missing')
    const stderr = `guichet: ${missing}: no such file\n`
    expect(await guichet(['audit', missing])).toEqual({ code: 2, stdout: '', stderr })
  })

  test('answers the engine protocol line by line, while it goes on', async () => {
    const child = spawn(process.execPath, [bin, 'engine'], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdout.setEncoding('utf8')
    const answers: string[] = []
    for (const line of ['{"op":"reset"}', '{"op":"nothing"}']) {
      child.stdin.write(`${line}\n`)
      const [answer]: string[] = await once(child.stdout, 'data')
      answers.push(answer ?? '')
    }
    const closed = once(child, 'close')
    child.stdin.end()
    expect(await closed).toEqual([0, null])
    expect(answers).toEqual([
      expect.stringMatching(/^{"ok":true.*}\n$/),
      expect.stringMatching(/^{"ok":false.*}\n$/),
    ])
  })
})

describe('a reader who stops reading', () => {
  test.each([['audit', '--format', 'json'], ['engine']])('%s: ends the program quietly', async (...args) => {
    const child = spawn(process.execPath, [bin, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
    const errors: Buffer[] = []
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    // The program may be gone before it has taken everything.
    child.stdin.on('error', () => undefined)
    child.stdout.destroy()
    child.stdin.end('null\n'.repeat(20_000) + '{"entry":[]}\n')
    const [code] = await once(child, 'close')
    expect({ code, stderr: Buffer.concat(errors).toString() }).toEqual({ code: 0, stderr: '' })
  })
})
