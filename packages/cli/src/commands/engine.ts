import { startSession } from '../engine/session.ts'
import { longestText, splitLines } from '../input/splitter.ts'
import { exit, write, type Io } from '../io.ts'

/** `guichet engine`: speaks the protocol on standard input and output, until the input ends. */
export const engineCommand = async (io: Io): Promise<number> => {
  const session = startSession()
  let answers: string[] = []
  const tooLong = `the line is longer than ${longestText} bytes`
  const splitter = splitLines(
    (text) => answers.push(session.answer(text)),
    () => answers.push(JSON.stringify({ ok: false, error: { code: 'invalid-json', message: tooLong } })),
  )
  const flush = async (): Promise<void> => {
    if (answers.length === 0) return
    const ready = answers
    answers = []
    await write(io.stdout, `${ready.join('\n')}\n`)
  }
  for await (const chunk of io.stdin) {
    splitter.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)))
    await flush()
  }
  splitter.end()
  await flush()
  return exit.fine
}
