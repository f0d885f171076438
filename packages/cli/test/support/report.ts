import { run, type World } from './run.ts'

/** Figures of some charges together; `null` where there is not a valid rate card. */
export interface Figures {
  readonly messages: number
  readonly paid: number
  readonly unpriced: number | null
  readonly amount: number | string | null
}

/** The JSON report of an audit, as the protocol has it. */
export interface Report {
  readonly lines: number
  readonly payloads: number
  readonly events: number
  readonly duplicates: number
  readonly late: number
  readonly threads: number
  readonly unread: readonly {
    readonly file?: string
    readonly line: number
    readonly path: string
    readonly reason: string
  }[]
  readonly findings: readonly {
    readonly code: string
    readonly phoneNumberId: string
    readonly customer: string
    readonly message: string
    readonly at: string
    readonly because: readonly string[]
    readonly explanation: string
  }[]
  readonly refusals: {
    readonly byMeta: number
    readonly foreseen: number
    readonly byCode: readonly {
      readonly errorCode: number | null
      readonly count: number
      readonly foreseen: number
      readonly clause: string | null
    }[]
  }
  readonly charges: Charges
  readonly compare?: readonly Compared[]
}

export interface Charges extends Figures {
  readonly currency: string | null
  readonly withoutRate: readonly object[]
  readonly agreement: Readonly<Record<string, number>>
  readonly unknownWords: Readonly<Record<string, number>>
  readonly lines: readonly (Figures & {
    readonly rulebook: string
    readonly unit: string
    readonly category: string
    readonly type: string
  })[]
}

export interface Compared extends Figures {
  readonly rulebook: string
  readonly currency: string | null
  readonly withoutRate: readonly object[]
  readonly lines: readonly (Figures & {
    readonly month: string
    readonly phoneNumberId: string
    readonly category: string
  })[]
}

export interface Audited {
  readonly code: number
  readonly stderr: string
  readonly report: Report
}

/** Audits files, or standard input where none is named, into a JSON report. */
export const audit = async (args: readonly string[], world: World = {}): Promise<Audited> => {
  const { code, stdout, stderr } = await run(['audit', '--format', 'json', ...args], world)
  const report: Report = JSON.parse(stdout)
  return { code, stderr, report }
}

/** Audits lines of a log. */
export const auditLines = (
  lines: readonly (string | object)[],
  ...options: readonly string[]
): Promise<Audited> => audit([...options, '-'], { stdin: logOf(lines) })

/** Lines as they stand in a log. */
export const logOf = (lines: readonly (string | object)[]): string =>
  `${lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')}\n`

/** The charges of an audit, in short: `2026-10-01 service free_customer_service 3`. */
export const chargesIn = ({ report }: Audited): readonly string[] =>
  report.charges.lines.map(({ rulebook, category, type, messages }) =>
    [rulebook, category, type, messages].join(' '),
  )

/** What an audit found, in short. */
export const codes = ({ report }: Audited): readonly string[] =>
  report.findings.map(({ code, message }) => `${code} ${message}`)
