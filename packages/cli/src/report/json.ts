import { chargesToJson, comparedToJson } from './charges-json.ts'
import { toIso, type Json } from '@guichet/core'
import type { AuditResult, UnreadPart } from '../audit/audit.ts'
import type { Finding } from '../audit/finding.ts'

/** The audit in the form that the protocol names; an unread part names its file where several were read. */
export const auditToJson = (result: AuditResult, several: boolean): Json => {
  const { tally, unread } = result
  return {
    lines: tally.lines,
    payloads: tally.payloads,
    events: tally.events,
    duplicates: tally.duplicates,
    late: tally.late,
    threads: tally.threads,
    period:
      tally.from === null || tally.until === null
        ? null
        : { from: toIso(tally.from), until: toIso(tally.until) },
    messages: { ...tally.messages },
    conversations: { ...tally.conversations },
    unread: unread.map((part) => unreadToJson(part, several)),
    unreadTotal: tally.unread,
    findings: result.findings.map(findingToJson),
    refusals: { ...result.refusals, byCode: result.refusals.byCode.map((code) => ({ ...code })) },
    charges: chargesToJson(result),
    ...(result.compared.length === 0 ? {} : { compare: comparedToJson(result.compared) }),
  }
}

/** A part that was not read. */
export const unreadToJson = ({ file, line, path, reason }: UnreadPart, several: boolean): Json =>
  several ? { file, line, path, reason } : { line, path, reason }

const findingToJson = (finding: Finding): Json => ({
  code: finding.code,
  phoneNumberId: finding.phoneNumberId,
  customer: finding.customer,
  message: finding.message,
  at: toIso(finding.at),
  because: finding.because,
  explanation: finding.explanation,
})
