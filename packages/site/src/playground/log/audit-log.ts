import { isRulebookId, type Engine, type ThreadKey } from '@guichet/core'
import { startAudit, type AuditResult } from '@guichet/cli/audit'
import { drawTimeline } from '@guichet/timeline'
import { cardIn } from '../rates.ts'
import { amendmentsIn, engineFor, type Checked } from '../rules.ts'
import { readLog } from './read-log.ts'
import { reportOf, type Report } from './report.ts'
import type { AuditRequest, NamedBlob } from './request.ts'
import { eventsOf, threadsIn } from './threads.ts'

/** An audited log. */
export interface Audited {
  readonly report: Report
  /** The picture of one of its threads, as SVG text. */
  readonly draw: (thread: ThreadKey, theme: 'light' | 'dark') => Promise<string>
}

/**
 * Audits a log as `guichet audit` does. `progress` takes the bytes that are read and the bytes there are. Gives what is
 * wrong with the request in words, where something is.
 */
export const auditLog = async (
  request: AuditRequest,
  progress: (bytes: number, size: number) => void,
): Promise<Checked<Audited>> => {
  const engine = engineFor(request)
  if (!engine.ok) return engine
  const card = cardIn(request.rates)
  if (!card.ok) return card
  const own = amendmentsIn(request.amendments)
  const amendments = own.ok ? own.value : []
  const audit = startAudit(engine.value, {
    card: card.value,
    compare: request.compare.filter(isRulebookId).map((rulebook) => ({ rulebook, amendments })),
  })
  const failures: { name: string; reason: string }[] = []
  const size = request.files.reduce((sum, { blob }) => sum + blob.size, 0)
  let before = 0
  for (const { name, blob } of request.files) {
    const reason = await readLog(blob, {
      text: (text, line) => audit.take(text, name, line),
      tooLong: (line, bytes) =>
        audit.skip({
          file: name,
          line,
          path: '$',
          reason: `the text has ${bytes} bytes, more than any webhook body`,
        }),
      progress: (bytes) => progress(before + bytes, size),
    })
    before += blob.size
    if (reason !== null) failures.push({ name, reason })
  }
  const result = audit.finish()
  return {
    ok: true,
    value: {
      report: reportOf(result, threadsIn(result), failures, request.timeZone),
      draw: pictures(engine.value, request.files, result),
    },
  }
}

const pictures =
  (engine: Engine, files: readonly NamedBlob[], { state }: AuditResult): Audited['draw'] =>
  async (thread, theme) =>
    drawTimeline(await eventsOf(thread, files, state), { engine, theme })
