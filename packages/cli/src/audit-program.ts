import { Option, type Command } from 'commander'
import type { ThreadKey } from '@guichet/core'
import { rulebookChoices, threadKey } from './arguments.ts'
import { auditCommand, type AuditRequest } from './commands/audit.ts'
import { rateCardOf } from './input/rates-option.ts'
import type { Io } from './io.ts'
import type { RulebookChoice } from './rulebook-choice.ts'
import { engineOf, withRules, type RulesOptions } from './rules-options.ts'
import { locationForms } from './store/location.ts'

/** Adds `guichet audit`; `done` takes the exit code. */
export const addAudit = (program: Command, io: Io, done: (code: number) => void): void => {
  withRules(program.command('audit'))
    .description('report findings and charges of webhook logs, plain or gzip, or of a store')
    .addHelpText(
      'after',
      '\nExit code: 0 nothing found, 1 findings, 2 unusable arguments or files.\nExample: guichet audit --time-zone Europe/Paris --rates rates.csv --format html --out report.html log.ndjson.gz',
    )
    .argument(
      '[files...]',
      'logs of webhook bodies, events or outbound records; - is standard input (default)',
    )
    .option('--store <url>', `read this store instead of logs: ${locationForms}`)
    .addOption(
      new Option('--format <format>', 'the format of the report')
        .choices(['text', 'json', 'html'])
        .default('text'),
    )
    .option('--out <file>', 'write the report to this file instead of standard output')
    .option('--thread <phone/customer>', 'report the findings of this thread only', threadKey)
    .option('--rates <file>', 'price the charges by this rate card, CSV or JSON')
    .option(
      '--compare <id|file,…>',
      'also charge the same traffic as if each of these rulebooks, named by its id or a JSON file of amendments, had always been in force',
      rulebookChoices,
    )
    .action(async (files: string[], options: AuditOptions) => {
      const request: AuditRequest = {
        of: auditedOf(files, options),
        engine: engineOf(options),
        format: options.format,
        out: options.out ?? null,
        thread: options.thread ?? null,
        card: await rateCardOf(options),
        compare: options.compare ?? [],
      }
      done(await auditCommand(request, io))
    })
}

interface AuditOptions extends RulesOptions {
  readonly store?: string
  readonly format: 'text' | 'json' | 'html'
  readonly out?: string
  readonly thread?: ThreadKey
  readonly rates?: string
  readonly compare?: readonly RulebookChoice[]
}

const auditedOf = (files: readonly string[], { store }: AuditOptions): AuditRequest['of'] => {
  if (store === undefined) return { files: files.length === 0 ? ['-'] : files }
  if (files.length > 0) throw new Error('give FILEs or --store URL, not both')
  return { store }
}
