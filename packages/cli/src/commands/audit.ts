import { writeFile } from 'node:fs/promises'
import { canonicalKey, type Engine, type ThreadKey } from '@guichet/core'
import { threadOf } from '@guichet/core/store'
import type { RateCard } from '@guichet/rates'
import { startAudit, type AuditResult } from '../audit/audit.ts'
import { readInput, sizeOf, type ReadFailure } from '../input/read.ts'
import { spooled } from '../input/spool.ts'
import { exit, write, type Io } from '../io.ts'
import { startProgress } from '../progress.ts'
import type { RulebookChoice } from '../rulebook-choice.ts'
import { drawPictures } from '../report/pictures.ts'
import { auditToHtml } from '../report/html.ts'
import { auditToJson } from '../report/json.ts'
import { auditToText } from '../report/text.ts'
import { withoutPassword } from '../store/location.ts'

/** The arguments of `guichet audit`. */
export interface AuditRequest {
  /** Paths, where `-` is standard input, or the URL of a store. */
  readonly of: { readonly files: readonly string[] } | { readonly store: string }
  readonly engine: Engine
  readonly format: 'text' | 'json' | 'html'
  /** Where the report goes; standard output unless named. */
  readonly out: string | null
  /** Report this thread only. */
  readonly thread: ThreadKey | null
  /** Prices, from a rate card. */
  readonly card: RateCard | null
  /** Rulebooks under which the same traffic is charged once more. */
  readonly compare: readonly RulebookChoice[]
}

/** `guichet audit`: reads logs or a store, and reports findings and charges. */
export const auditCommand = async (request: AuditRequest, io: Io): Promise<number> => {
  const { of } = request
  if ('store' in of) {
    // The code for stores is loaded only if a store is named.
    const { inExportOf } = await import('../store/spooled-export.ts')
    const name = withoutPassword(of.store)
    return inExportOf(of.store, io.now, (path) => auditInputs(request, [{ name, path }], io))
  }
  // Pictures need a second pass over the input, which standard input does not allow.
  return request.format === 'html'
    ? spooled(of.files, io.stdin, (paths) => auditInputs(request, named(of.files, paths), io))
    : auditInputs(request, named(of.files, of.files), io)
}

/** The input, and its name in reports. */
interface Input {
  readonly name: string
  readonly path: string
}

const named = (names: readonly string[], paths: readonly string[]): readonly Input[] =>
  names.map((name, index) => ({ name, path: paths[index] ?? name }))

const auditInputs = async (request: AuditRequest, inputs: readonly Input[], io: Io): Promise<number> => {
  const { engine, out } = request
  if (inputs.some(({ path }) => path === '-') && io.stdin.isTTY === true)
    await write(io.stderr, 'guichet: reading from the terminal; give a FILE, or end with Ctrl-D\n')
  const audit = startAudit(engine, request)
  const sizes = await Promise.all(inputs.map(({ path }) => sizeOf(path)))
  const progress = startProgress(io.stderr, sizes)
  const failures: ReadFailure[] = []
  for (const { name: file, path } of inputs) {
    const failure = await readInput(path, io.stdin, {
      text: (text, line) => audit.take(text, file, line),
      tooLong: (line, bytes) =>
        audit.skip({
          file,
          line,
          path: '$',
          reason: `the text has ${bytes} bytes, more than any webhook body`,
        }),
      progress: progress.update,
    })
    progress.next()
    if (failure !== null) failures.push({ ...failure, file })
  }
  progress.stop()
  const result = reported(audit.finish(), request.thread)
  for (const note of notesOn(result, request)) await write(io.stderr, `guichet: ${note}\n`)
  // What was read before a failure is reported, unless it is nothing.
  if (failures.length === 0 || result.tally.lines > 0) {
    const report = await render(result, request, inputs, io)
    if (out === null) await write(io.stdout, report)
    else await writeFile(out, report)
  }
  for (const { file, reason } of failures) await write(io.stderr, `guichet: ${file}: ${reason}\n`)
  if (failures.length > 0 || isNoLog(result)) return exit.unusable
  return result.findings.length > 0 ? exit.found : exit.fine
}

/** Warnings for a report without findings. */
const notesOn = (result: AuditResult, { thread }: AuditRequest): readonly string[] => {
  const unknown = thread !== null && threadOf(result.state, thread).newest === null
  return [
    ...(isNoLog(result) ? ['no line could be read; is this a log of webhook bodies?'] : []),
    ...(unknown
      ? [
          `the log has no event of customer ${thread.customer} at phone number ${thread.phoneNumberId}; ` +
            'check --thread',
        ]
      : []),
  ]
}

/** Something was there, and none of it was a webhook. */
const isNoLog = ({ tally }: AuditResult): boolean => tally.lines > 0 && tally.payloads === 0

/** The result with the findings of one thread only, where one was named. */
const reported = (result: AuditResult, thread: ThreadKey | null): AuditResult => {
  if (thread === null) return result
  const { phoneNumberId, customer } = canonicalKey(result.state, thread)
  return {
    ...result,
    findings: result.findings.filter(
      (finding) => finding.phoneNumberId === phoneNumberId && finding.customer === customer,
    ),
  }
}

const render = async (
  result: AuditResult,
  request: AuditRequest,
  inputs: readonly Input[],
  io: Io,
): Promise<string> => {
  const { engine, thread } = request
  const { timeZone, amendments } = engine.settings
  switch (request.format) {
    case 'json':
      return `${JSON.stringify(auditToJson(result, inputs.length > 1), null, 2)}\n`
    case 'text':
      return auditToText(result, engine.settings)
    case 'html':
      return auditToHtml(result, {
        title: thread === null ? 'WhatsApp window audit' : `WhatsApp window audit of ${thread.customer}`,
        timeZone,
        amendments,
        ...(await drawPictures(
          result,
          inputs.map(({ path }) => path),
          thread,
          engine,
          io.stdin,
        )),
      })
  }
}
