import { readFileSync } from 'node:fs'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import {
  engine,
  isLeft,
  parseInstant,
  rulebooks,
  settings,
  type Engine,
  type Instant,
  type Question,
  type ThreadKey,
} from '@guichet/core'
import { askCommand } from './commands/ask.ts'
import { auditCommand } from './commands/audit.ts'
import { engineCommand } from './commands/engine.ts'
import { exit, processIo, type Io } from './io.ts'

/** Runs the command line and gives the exit code. */
export const main = async (args: readonly string[], io: Io = processIo): Promise<number> => {
  let code: number = exit.fine
  const program = new Command('guichet')
    .description("WhatsApp's 24-hour rules: audit a log, ask before you send.")
    .version(versionOf(), '--version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })

  withRules(program.command('audit'))
    .description('report what the rules say of webhook logs, plain or gzip')
    .addHelpText(
      'after',
      '\nExit code: 0 nothing found, 1 findings, 2 unusable arguments or files.\nExample: guichet audit --time-zone Europe/Paris --format html --out report.html log.ndjson.gz',
    )
    .argument('[files...]', 'logs of webhook bodies, events or outbound records; - is standard input', ['-'])
    .addOption(
      new Option('--format <format>', 'how to report').choices(['text', 'json', 'html']).default('text'),
    )
    .option('--out <file>', 'write the report there instead of to standard output')
    .option('--thread <phone/customer>', 'report this thread only', threadKey)
    .action(async (files: string[], options: AuditOptions) => {
      const request = {
        files,
        engine: engineOf(options),
        format: options.format,
        out: options.out ?? null,
        thread: options.thread ?? null,
      }
      code = await auditCommand(request, io)
    })

  withRules(program.command('ask'))
    .description('may this be sent to a customer?')
    .addHelpText(
      'after',
      '\nExit code: 0 allowed, 1 refused, 2 unusable arguments or files.\nExample: guichet ask --log log.ndjson --phone 100000000000001 --customer 33639980001 --send service',
    )
    .requiredOption('--log <file...>', 'logs to go by; - is standard input')
    .requiredOption('--phone <id>', 'the business phone number id')
    .requiredOption('--customer <id>', 'the customer: a phone number or a business-scoped user id')
    .requiredOption('--send <message>', 'service, reaction, or template:NAME[:LANGUAGE[:CATEGORY]]', question)
    .option('--at <instant>', 'when it would be sent, such as 2026-10-02T09:00:00Z (default: now)', instant)
    .addOption(new Option('--format <format>', 'how to answer').choices(['text', 'json']).default('text'))
    .action(async (options: AskOptions) => {
      const request = {
        logs: options.log,
        engine: engineOf(options),
        thread: { phoneNumberId: options.phone, customer: customerId(options.customer) },
        question: options.send,
        at: options.at ?? io.now(),
        format: options.format,
      }
      code = await askCommand(request, io)
    })

  program
    .command('engine')
    .description('answer one JSON object a line on standard input with one on standard output')
    .addHelpText(
      'after',
      '\nOps: reset, absorb, webhook, view, ask.\nExample: {"op":"view","phoneNumberId":"100","customer":"33639980001","at":"2026-10-02T09:00:00Z"}',
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

interface RulesOptions {
  readonly timeZone: string
  readonly rulebook: string
  readonly horizonHours: number
}

interface AuditOptions extends RulesOptions {
  readonly format: 'text' | 'json' | 'html'
  readonly out?: string
  readonly thread?: ThreadKey
}

interface AskOptions extends RulesOptions {
  readonly log: string[]
  readonly phone: string
  readonly customer: string
  readonly send: Question
  readonly at?: Instant
  readonly format: 'text' | 'json'
}

const withRules = (command: Command): Command =>
  command
    .exitOverride()
    .option('--rulebook <id>', `auto, or one of ${rulebooks.map(({ id }) => id).join(', ')}`, 'auto')
    .option('--horizon-hours <hours>', 'how late an event may come and still count', Number, 192)
    .option('--time-zone <zone>', "the account's time zone, such as Europe/Paris", 'UTC')

const engineOf = ({ timeZone, rulebook, horizonHours }: RulesOptions): Engine => {
  const chosen = settings({ timeZone, rulebook, horizonHours })
  if (isLeft(chosen)) throw new Error(chosen.left.join('; '))
  return engine(chosen.right)
}

const instant = (text: string): Instant => {
  const at = parseInstant(text)
  if (isLeft(at)) throw new InvalidArgumentError(`${at.left}; write it like 2026-10-02T09:00:00Z`)
  return at.right
}

const threadKey = (text: string): ThreadKey => {
  const slash = text.indexOf('/')
  const [phoneNumberId, customer] = [text.slice(0, slash), text.slice(slash + 1)]
  if (slash < 1 || customer === '') throw new InvalidArgumentError('write it as PHONE_NUMBER_ID/CUSTOMER')
  return { phoneNumberId, customer: customerId(customer) }
}

/** People write phone numbers with a plus sign and spaces; Meta writes the digits. */
const customerId = (text: string): string =>
  /^\+?[\d\s()-]+$/.test(text) ? text.replaceAll(/\D/g, '') : text

const categories: readonly string[] = ['marketing', 'utility', 'authentication']

const question = (text: string): Question => {
  if (text === 'service' || text === 'reaction') return { kind: text }
  const [kind, name, language, category] = text.split(':')
  if (kind !== 'template' || name === undefined || name === '')
    throw new InvalidArgumentError('write service, reaction, or template:NAME[:LANGUAGE[:CATEGORY]]')
  if (category !== undefined && !categories.includes(category.toLowerCase()))
    throw new InvalidArgumentError(`${category} is not one of ${categories.join(', ')}`)
  return {
    kind: 'template',
    name,
    ...(language === undefined || language === '' ? {} : { language }),
    ...(category === undefined || category === '' ? {} : { category: category.toLowerCase() }),
  }
}
