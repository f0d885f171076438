import { readFileSync } from 'node:fs'
import { Command, CommanderError, Option } from 'commander'
import { customerId, type Instant, type Question, type ThreadKey } from '@guichet/core'
import type { RateCard } from '@guichet/rates'
import { instant, question, rulebookChoices, threadKey } from './arguments.ts'
import { askCommand, type AskRequest } from './commands/ask.ts'
import { auditCommand, type AuditRequest } from './commands/audit.ts'
import { engineCommand } from './commands/engine.ts'
import { rulebooksCommand } from './commands/rulebooks.ts'
import { loadRateCard } from './input/rate-card.ts'
import { exit, processIo, type Io } from './io.ts'
import { addLaws } from './laws-program.ts'
import { addRates } from './rates-program.ts'
import type { RulebookChoice } from './rulebook-choice.ts'
import { engineOf, withRules, type RulesOptions } from './rules-options.ts'
import { addServers } from './serve-program.ts'
import { addStores } from './store-program.ts'
import { locationForms } from './store/location.ts'

/** Runs the command line and gives the exit code. */
export const main = async (args: readonly string[], io: Io = processIo): Promise<number> => {
  let code: number = exit.fine
  const program = new Command('guichet')
    .description("WhatsApp's 24-hour rules and charges: audit a log, ask before you send, run the gateway.")
    .version(versionOf(), '--version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })

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
      code = await auditCommand(request, io)
    })

  withRules(program.command('ask'))
    .description('may this be sent to a customer, and what would it cost?')
    .addHelpText(
      'after',
      '\nExit code: 0 allowed (of several, at least one), 1 refused, 2 unusable arguments or files.\nExample: guichet ask --log log.ndjson --phone 100000000000001 --customer 33639980001 --send service',
    )
    .option('--log <file...>', 'decide from these logs; - is standard input')
    .option('--store <url>', `decide from this store: ${locationForms}`)
    .requiredOption('--phone <id>', 'the business phone number id')
    .requiredOption('--customer <id>', 'the customer: a phone number or a business-scoped user id')
    .requiredOption(
      '--send <message>',
      'service, reaction, or template:NAME[:LANGUAGE[:CATEGORY]]; several are answered cheapest first',
      question,
    )
    .option('--rates <file>', 'show prices by this rate card, CSV or JSON')
    .option('--at <instant>', 'when it would be sent, such as 2026-10-02T09:00:00Z (default: now)', instant)
    .addOption(
      new Option('--format <format>', 'the format of the answer').choices(['text', 'json']).default('text'),
    )
    .action(async (options: AskOptions) => {
      const request: AskRequest = {
        by: askedOf(options),
        engine: engineOf(options),
        thread: { phoneNumberId: options.phone, customer: customerId(options.customer) },
        questions: options.send,
        card: await rateCardOf(options),
        at: options.at ?? io.now(),
        format: options.format,
      }
      code = await askCommand(request, io)
    })

  program
    .command('rulebooks')
    .exitOverride()
    .description('list the rulebooks, or show the rules of one and the clauses that they rest on')
    .addHelpText(
      'after',
      '\nAn amendment replaces rules that --format json prints under `rules`.\nExample: guichet rulebooks 2026-10-01 --format json',
    )
    .argument('[id|file]', 'one by its date, or a JSON file of amendments')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (of: string | undefined, { format }: { format: 'text' | 'json' }) => {
      code = await rulebooksCommand({ of: of ?? null, format }, io)
    })

  addRates(program, io, (done) => {
    code = done
  })

  addStores(program, io, (done) => {
    code = done
  })

  addLaws(program, io, (done) => {
    code = done
  })

  addServers(program, io, (done) => {
    code = done
  })

  program
    .command('engine')
    .description('answer each JSON object, one a line on standard input, with one on standard output')
    .addHelpText(
      'after',
      '\nOps: reset, absorb, webhook, view, ask, charges.\nExample: {"op":"view","phoneNumberId":"100","customer":"33639980001","at":"2026-10-02T09:00:00Z"}',
    )
    .action(async () => {
      code = await engineCommand(io)
    })

  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.fine : exit.unusable
    io.stderr.write(`guichet: ${error instanceof Error ? error.message : String(error)}\n`)
    return exit.unusable
  }
}

const versionOf = (): string => {
  const manifest: { readonly version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  return manifest.version
}

interface AuditOptions extends RulesOptions {
  readonly store?: string
  readonly format: 'text' | 'json' | 'html'
  readonly out?: string
  readonly thread?: ThreadKey
  readonly rates?: string
  readonly compare?: readonly RulebookChoice[]
}

interface AskOptions extends RulesOptions {
  readonly log?: string[]
  readonly store?: string
  readonly phone: string
  readonly customer: string
  readonly send: readonly Question[]
  readonly rates?: string
  readonly at?: Instant
  readonly format: 'text' | 'json'
}

const auditedOf = (files: readonly string[], { store }: AuditOptions): AuditRequest['of'] => {
  if (store === undefined) return { files: files.length === 0 ? ['-'] : files }
  if (files.length > 0) throw new Error('give FILEs or --store URL, not both')
  return { store }
}

const askedOf = ({ log, store }: AskOptions): AskRequest['by'] => {
  if (log !== undefined && store !== undefined) throw new Error('give --log FILE or --store URL, not both')
  if (log !== undefined) return { logs: log }
  if (store !== undefined) return { store }
  throw new Error('nothing to decide from; give --log FILE or --store URL')
}

const rateCardOf = async ({ rates }: { readonly rates?: string }): Promise<RateCard | null> =>
  rates === undefined ? null : loadRateCard(rates)
