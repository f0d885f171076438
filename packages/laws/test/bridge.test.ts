import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { splitCommand, startEngine, strictly, type Reply, type Request } from '../src/index.ts'
import { coreSubject } from './support/core-subject.ts'

const script = fileURLToPath(new URL('engines/misbehaving.mjs', import.meta.url))
/** Enough to start on a loaded machine; only who hangs is waited for so long. */
const impatient = { replyWithin: 5_000, longestLine: 1_000_000 }
/** Whatever is found out is found out by what the engine does, and not by the time. */
const patient = { ...impatient, replyWithin: 120_000 }
const request: Request = { op: 'charges' }

/** What the bridge says of an engine that misbehaves in some way, when it is asked four times twice. */
const verdictOn = async (command: readonly [string, ...string[]], patience = patient): Promise<string> => {
  const engine = startEngine(command, patience)
  try {
    for (const _ of [1, 2]) await engine.answer([request, request, request, request])
    return 'speaks'
  } catch (error) {
    const again = await engine.answer([request]).then(
      () => 'answers again',
      (other: unknown) => other,
    )
    expect(again).toBe(error)
    return error instanceof Error ? error.message : 'no reason'
  } finally {
    await engine.close()
  }
}

describe('an engine that does not speak is told apart by its fault', () => {
  test.concurrent.each([
    ['hangs', /^the engine answered 2 of 4 lines, then nothing for 5 s$/],
    ['silent', /^the engine did not answer within 5 s$/],
  ])('%s', async (way, expected) => {
    expect(await verdictOn([process.execPath, script, way], impatient)).toMatch(expected)
  })

  test.each([
    [
      'crashes',
      /^the engine ended with code 3 and left 3 lines unanswered; .*\nfirst word\nTypeError: no such rule$/,
    ],
    ['leaves', /^the engine ended with code 0 and left 3 lines unanswered$/],
    ['babbles', /^the engine answered what is no JSON object with "ok": "I do not know"$/],
    ['lists', /^the engine answered what is no JSON object with "ok": "\[1,2\]"$/],
    ['nests', /^the engine answered what is nested more than 64 deep$/],
    ['echoes', /^the engine answered what is no JSON object with "ok"/],
    ['doubles', /^the engine wrote a line that nobody asked for/],
    ['greets', /^the engine answered what is no JSON object with "ok": "Welcome!"$/],
    ['endless', /^the engine wrote a line longer than 1000000 bytes$/],
  ])('%s', async (way, expected) => {
    expect(await verdictOn([process.execPath, script, way])).toMatch(expected)
  })

  test('cannot be started', async () => {
    expect(await verdictOn(['/no/such/engine'])).toMatch(/^the engine cannot be started: .*ENOENT/)
  })
})

test('instants are compared by what they mean, however many zeros are written', async () => {
  const told = {
    ok: true,
    view: [{ at: '2026-10-01T22:00:00Z', until: '2026-10-01T22:00Z', id: '2026-10-01' }],
  }
  const program = `require('readline').createInterface({ input: process.stdin })
    .on('line', () => console.log('${JSON.stringify(told)}'))`
  const engine = startEngine([process.execPath, '-e', program], patient)
  try {
    const at = '2026-10-01T22:00:00.000Z'
    expect(await engine.answer([request])).toEqual([
      { ok: true, view: [{ at, until: at, id: '2026-10-01' }] },
    ])
  } finally {
    await engine.close()
  }
})

test('what an engine has started is ended with it', async () => {
  const engine = startEngine(['sh', '-c', 'sleep 302 & echo "{\\"ok\\":true,\\"child\\":$!}"; cat'], patient)
  // `cat` gives requests back, which have no "ok": the engine is found out, and its child with it.
  const [reply]: readonly (Reply | undefined)[] = await engine.answer([request]).catch(() => [])
  expect(reply).toBeUndefined()
  await engine.close()
  const begets = startEngine([process.execPath, script, 'begets', '301'], patient)
  await begets.answer([request])
  await begets.close()
  // They are ended in the background, as a signal reaches them.
  await expect.poll(() => Promise.all(['301', '302'].map(sleepers))).toEqual([0, 0])
})

/** How many `sleep` of that length run. */
const sleepers = async (length: string): Promise<number> => {
  const { readdir, readFile } = await import('node:fs/promises')
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const commands = await Promise.all(
    processes.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  )
  return commands.filter((command) => command === `sleep\0${length}\0`).length
}

test('a command is split at blanks, and quotes hold together', () => {
  expect(splitCommand('python3 my_engine.py')).toEqual(['python3', 'my_engine.py'])
  expect(splitCommand(` sh -c 'a | b "c"' "it's" '' `)).toEqual(['sh', '-c', 'a | b "c"', "it's", ''])
  expect(splitCommand('C:\\tools\\e.exe $HOME *')).toEqual(['C:\\tools\\e.exe', '$HOME', '*'])
  expect([splitCommand(''), splitCommand('  '), splitCommand('"open'), splitCommand("''")]).toEqual([
    null,
    null,
    null,
    null,
  ])
})

describe('strictness', () => {
  const key = { phoneNumberId: '100', customer: '1' }
  const at = '2026-10-02T00:00:00.000Z'
  const conversation: readonly Request[] = [
    { op: 'reset', rulebook: 'auto', timeZone: 'UTC', horizonHours: 192 },
    { op: 'absorb', events: [{ type: 'customer-messaged', id: 'a', kind: 'text', ...key, at }] },
    { op: 'ask', ...key, at, message: { kind: 'service' } },
    { op: 'view', ...key, at },
  ]
  const bare = (replies: readonly object[]): { name: string; answer: () => readonly Reply[] } => ({
    name: 'bare',
    answer: () => replies.map((reply) => ({ ok: true, ...reply })),
  })

  test('full takes every reply as it is', async () => {
    expect(await strictly('full', coreSubject).answer(conversation)).toEqual(coreSubject.answer(conversation))
  })

  test('decision puts right all but the decision', async () => {
    const engine = bare([{}, {}, { answer: 'allowed' }, { phase: 'open', serviceWindow: {} }])
    const replies = await strictly('decision', engine).answer(conversation)
    expect(replies[2]).toMatchObject({ answer: 'allowed', validUntil: '2026-10-03T00:00:00.000Z' })
    expect(replies[3]).toMatchObject({ phase: 'open', serviceWindow: { opensAt: at } })
  })

  test('a wrong decision stays wrong', async () => {
    const engine = bare([{}, {}, { answer: 'refused' }, { phase: 'closed', serviceWindow: null }])
    const replies = await strictly('decision', engine).answer(conversation)
    expect(replies[2]).toMatchObject({ answer: 'refused' })
    expect(replies[3]).toMatchObject({ phase: 'closed', serviceWindow: null })
  })

  test('codes takes charges and instants at their word', async () => {
    const charge = { unit: 'none', category: 'service', type: 'not_charged' }
    const engine = bare([{}, {}, { answer: 'allowed', validUntil: null, charge }, { phase: 'open' }])
    const replies = await strictly('codes', engine).answer(conversation)
    expect(replies[2]).toMatchObject({ validUntil: null, charge })
    expect(replies[3]).not.toHaveProperty('conversation')
  })
})
