import { describe, expect, test } from 'vitest'
import {
  defaultSettings,
  engine,
  type ThreadEvent,
  isLeft,
  isRight,
  readState,
  rulebooks,
  writeState,
  type Either,
  type Problem,
} from '../src/index.ts'
import { isKnownKind, knownKinds } from '../src/adapter.ts'
import { wireClauses } from '../src/clauses.ts'
import { opensServiceWindow, readThread, writeThread } from '../src/store.ts'
import { key, origin } from './support/names.ts'
import { fullEvents, malformed, writtenState, writtenThread } from './golden/malformed.ts'

const golden = (name: string, lines: readonly string[]): Promise<void> =>
  expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.txt`)

/** Parts with the same answers are told together. */
const together = (answers: readonly (readonly [string, string])[]): readonly string[] => {
  const byAnswer = new Map<string, readonly string[]>()
  for (const [what, answer] of answers) byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), what])
  return [...byAnswer].map(([answer, what]) => `  ${what.join(', ')}: ${answer}`)
}

describe('what is written down', () => {
  test('a state, as JSON that reads as the same state', async () => {
    const written = writtenState()
    await golden('state', [JSON.stringify(written, null, 1)])
    const read = readState(written)
    expect(isRight(read) && JSON.parse(JSON.stringify(writeState(read.right)))).toEqual(written)
    const thread = writtenThread()
    const again = readThread(thread)
    expect(isRight(again) && JSON.parse(JSON.stringify(writeThread(again.right)))).toEqual(thread)
  })

  test('events of threads among the templates are left out', () => {
    const written = writtenState()
    const [event] = fullEvents
    const templates = [event, ...Array.from(Object(written).templates)]
    const read = readState({ ...Object(written), templates })
    expect(isRight(read) && JSON.parse(JSON.stringify(writeState(read.right)))).toEqual(written)
  })

  test('a thread or a state with a part wrong is none', async () => {
    const answer = (read: Either<readonly Problem[], unknown>): string =>
      isLeft(read) ? `problems: ${read.left.length}` : 'is read'
    const wrong: readonly unknown[] = [undefined, null, 7, 'x', [{}]]
    const answers = (
      whole: unknown,
      read: (value: unknown) => Either<readonly Problem[], unknown>,
    ): readonly (readonly [string, string])[] =>
      malformed(whole, wrong).map(([what, value]) => [what, answer(read(value))])
    const thread = answers(writtenThread(), readThread)
    const state = answers(writtenState(), readState)
    const lines = (all: readonly (readonly [string, string])[]): readonly string[] => [
      ...together(all.filter(([, text]) => text === 'is read')),
      ...[...new Set(all.map(([, text]) => text))].map((text) => `  ${text}`),
    ]
    await golden('refused-snapshots', ['# a thread', ...lines(thread), '', '# a state', ...lines(state)])
  })

  test('the rulebooks, and the clauses about the wire', async () => {
    await golden('rulebooks', [
      ...rulebooks.flatMap(({ id, summary, clauses, rules }) => [
        `# ${id}: ${summary}`,
        `  ${clauses.join(' ')}`,
        ...Object.entries(rules).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
        '',
      ]),
      '# what opens the customer service window, and where Meta leaves it open, with the other answer',
      ...[...knownKinds, 'poll_vote'].map((kind) => {
        const event: ThreadEvent = { type: 'customer-messaged', id: 'x', at: origin, kind, ...key }
        const [usual, otherwise] = [{}, { reactionOpensWindow: true, unsupportedOpensWindow: false }]
          .map((overrides) => engine({ ...defaultSettings, overrides }).rulesAt(origin))
          .map((rules) => opensServiceWindow(event, rules))
        const known = isKnownKind(kind) ? 'known' : 'not known'
        return `  ${kind}, ${known}: ${String(usual?.opens)}, ${String(otherwise?.opens)} (${usual?.because ?? ''})`
      }),
      '',
      '# clauses about the wire',
      ...Object.entries(wireClauses).map(([id, { sentence, source }]) => `  ${id}: ${sentence} [${source}]`),
    ])
  })
})
