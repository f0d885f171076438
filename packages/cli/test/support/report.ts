import { run, type World } from './run.ts'

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
export const auditLines = (lines: readonly (string | object)[]): Promise<Audited> =>
  audit(['-'], {
    stdin: `${lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')}\n`,
  })

/** What an audit found, in short. */
export const codes = ({ report }: Audited): readonly string[] =>
  report.findings.map(({ code, message }) => `${code} ${message}`)
