import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { run } from './support/run.ts'

const script = fileURLToPath(new URL('support/contrary-engine.mjs', import.meta.url))
const contrary = `"${process.execPath}" "${script}"`
const few = ['--runs', '5', '--seed', '7']

test('Guichet keeps its own laws', async () => {
  const { code, stdout, stderr } = await run([
    'laws',
    '--law',
    'window-is-half-open',
    'twice-is-once',
    ...few,
  ])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^guichet: 2 laws, all hold\n/)
  expect(stdout).toMatch(/twice-is-once +\d+ +3\/3 +[1-9]\d* +holds/)
  expect(stdout).toMatch(/\d+ histories in [\d.]+ s, seed 7\n$/)
})

test('short stories are compared when no law is singled out', async () => {
  const { code, stdout } = await run([
    'laws',
    '--runs',
    '1',
    '--depth',
    '1',
    '--seed',
    '7',
    '--format',
    'json',
  ])
  const report = JSON.parse(stdout)
  expect(report.compared).toMatchObject([{ rulebook: '2026-10-01', depth: 1, verdict: 'holds' }])
  expect([code, report.engine, report.seed]).toEqual([report.laws.every(holds) ? 0 : 1, 'guichet', 7])
})

const holds = ({ verdict }: { readonly verdict: string }): boolean => verdict === 'holds'

test('a wrong engine is told by a small story and the command that brings it back', async () => {
  const law = ['--law', 'service-needs-a-recent-message', '--compare', 'decision']
  const { code, stdout } = await run(['laws', '--engine', contrary, ...law, ...few])
  expect(code).toBe(1)
  expect(stdout).toContain('service-needs-a-recent-message: BROKEN')
  expect(stdout).toMatch(/1\. \+0 h +the (customer|business) sends /)
  const again =
    /Run it again: guichet laws --engine .* --compare decision (--law \S+ --seed \d+ --path \S+)\n/.exec(
      stdout,
    )
  const replayed = await run([
    'laws',
    '--engine',
    contrary,
    '--compare',
    'decision',
    ...(again?.[1] ?? '').split(' '),
  ])
  expect(replayed.code).toBe(1)
  expect(replayed.stdout).toContain('  > {"op":"reset"')
})

test('progress is told to a terminal only', async () => {
  const args = ['laws', '--law', 'twice-is-once', ...few]
  expect((await run(args, { isTerminal: true })).stderr).toMatch(/law 1 of 1: twice-is-once, \d+ histories/)
  expect((await run(args)).stderr).toBe('')
})

test('a page shows the story as a picture, under a strict policy', async () => {
  const args = ['--law', 'window-is-half-open', '--format', 'html']
  const { code, stdout } = await run(['laws', '--engine', contrary, ...args, ...few])
  expect(code).toBe(1)
  expect(stdout).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  expect(stdout).toContain('<svg')
  expect(stdout).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/)
})

test('what breaks a law is kept, and comes first the next time', async () => {
  const corpus = await mkdtemp(join(tmpdir(), 'corpus-'))
  try {
    const args = [
      'laws',
      '--engine',
      contrary,
      '--law',
      'service-needs-a-recent-message',
      '--corpus',
      corpus,
      ...few,
    ]
    const first = await run(args)
    const [file = ''] = await readdir(corpus)
    expect(first.stderr).toBe(`guichet: kept in ${join(corpus, file)}\n`)
    expect(JSON.parse(await readFile(join(corpus, file), 'utf8'))).toMatchObject({
      law: 'service-needs-a-recent-message',
    })
    expect((await run(args)).stdout).toContain(`Counterexample from ${join(corpus, file)}:`)
  } finally {
    await rm(corpus, { recursive: true })
  }
})

test.each([
  [['--engine', '/no/such/engine'], /cannot be started/],
  [['--engine', `"${process.execPath}" -e "console.log(1)"`], /no JSON object with "ok": "1"/],
  [
    ['--engine', `"${process.execPath}" -e "process.stdin.resume()"`, '--reply-within', '1'],
    /did not answer within 1 s/,
  ],
])('an engine that does not answer exits with 2: %s', async (args, reason) => {
  const { code, stdout } = await run(['laws', ...args, ...few])
  expect(code).toBe(2)
  expect(stdout).toMatch(reason)
  expect(stdout).toContain('the engine does not answer in the protocol')
})

test.each([
  [['--law', 'no-such-law'], /unknown law; known are /],
  [['--runs', 'many'], /whole number from 1 to 1000000/],
  [['--reply-within', '3000000'], /whole number from 1 to 86400/],
  [['--out', '/no/such/folder/laws.txt'], /ENOENT/],
  [['--engine', ' '], /names no program/],
  [['--path', '0:1'], /--path needs --seed and one --law/],
  [['--corpus', script], /guichet: /],
])('unusable arguments exit with 2: %j', async (args, reason) => {
  const { code, stderr } = await run(['laws', '--depth', '0', ...args])
  expect(stderr).toMatch(reason)
  expect(code).toBe(2)
})
