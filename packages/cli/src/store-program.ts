import { InvalidArgumentError, Option, type Command } from 'commander'
import { customerId } from '@guichet/core'
import type { FollowRequest } from './commands/follow.ts'
import type { Io } from './io.ts'
import { engineOf, withRules, type RulesOptions } from './rules-options.ts'
import { locationForms } from './store/location.ts'

/** Adds the commands that maintain a store; `done` takes the exit code. */
export const addStores = (program: Command, io: Io, done: (code: number) => void): void => {
  withStoreOption(withRules(program.command('import')))
    .description('read logs into a store; repeating it changes nothing')
    .addHelpText(
      'after',
      '\nExit code: 0 everything was read, 1 parts were not read, 2 unusable arguments, files or store.\nExamples: guichet import --store sqlite:guichet.db --time-zone Europe/Paris log.ndjson.gz\n          guichet import --store sqlite:guichet.db --follow webhooks.ndjson\n          kcat -C -b broker -t webhooks | guichet import --store postgres://guichet@db/guichet --follow -',
    )
    .argument('[files...]', 'logs of webhook bodies, events or outbound records; - is standard input', ['-'])
    .addOption(
      new Option('--format <format>', 'the format of the report').choices(['text', 'json']).default('text'),
    )
    .option(
      '--follow',
      'go on reading one file or standard input as it grows, until SIGTERM or SIGINT; one JSON text a line',
      false,
    )
    .option('--offsets <file>', 'with --follow FILE: keeps up to where it is imported (default: FILE.offset)')
    .option(
      '--acknowledge',
      'with --follow: write {"durable":{"line","offset"}} whenever all lines before are stored; the report goes to standard error',
      false,
    )
    .action(async (files: string[], options: ImportOptions) => {
      if (options.follow) {
        const { followCommand } = await import('./commands/follow.ts')
        done(await followCommand({ ...followedOf(files, options), engine: engineOf(options) }, io))
        return
      }
      if (options.offsets !== undefined || options.acknowledge)
        throw new Error('--offsets and --acknowledge belong to --follow')
      const { importCommand } = await import('./commands/import.ts')
      const request = { url: options.store, files, engine: engineOf(options), format: options.format }
      done(await importCommand(request, io))
    })

  program
    .command('copy')
    .exitOverride()
    .description('copy a whole store into an empty one; an interrupted copy resumes')
    .addHelpText(
      'after',
      '\nExit code: 0 copied, and both stores are equal, 1 the source changed during the copy, 2 unusable arguments or stores.\nExample: guichet copy --from sqlite:guichet.db --to postgres://guichet@db/guichet',
    )
    .requiredOption(
      '--from <url>',
      `the store to copy; no process may use it during the copy: ${locationForms}`,
    )
    .requiredOption('--to <url>', 'the store to copy to; created if it does not exist')
    .addOption(
      new Option('--format <format>', 'the format of the report').choices(['text', 'json']).default('text'),
    )
    .action(async (options: CopyOptions) => {
      const { copyCommand } = await import('./commands/copy.ts')
      done(await copyCommand(options, io))
    })

  withStoreOption(program.command('export'))
    .description('write every event of a store, one JSON object a line; use copy to move a whole store')
    .addHelpText(
      'after',
      '\nExit code: 0 written, 2 unusable arguments, file or store.\nExample: guichet export --store sqlite:guichet.db --out events.ndjson',
    )
    .option('--out <file>', 'write the events to this file, all or none, instead of standard output')
    .action(async (options: StoreOptions & { readonly out?: string }) => {
      const { exportCommand } = await import('./commands/export.ts')
      done(await exportCommand({ url: options.store, out: options.out ?? null }, io))
    })

  withStoreOption(program.command('erase'))
    .description('erase a customer, under every id and at every phone number, without confirmation')
    .addHelpText(
      'after',
      '\nExit code: 0 erased, or not in the store, 2 unusable arguments or store.\nExample: guichet erase --store sqlite:guichet.db --customer 33639980001',
    )
    .requiredOption('--customer <id>', 'a phone number or a business-scoped user id')
    .action(async (options: StoreOptions & { readonly customer: string }) => {
      const { eraseCommand } = await import('./commands/erase.ts')
      done(await eraseCommand({ url: options.store, customer: customerId(options.customer) }, io))
    })

  withStoreOption(program.command('prune'))
    .description('delete old webhook bodies; events and answers stay')
    .addHelpText(
      'after',
      '\nExit code: 0 pruned, 2 unusable arguments or store.\nExample: guichet prune --store sqlite:guichet.db --older-than 90',
    )
    .requiredOption('--older-than <days>', 'delete the bodies received at least this many days ago', days)
    .action(async (options: StoreOptions & { readonly olderThan: number }) => {
      const { pruneCommand } = await import('./commands/prune.ts')
      done(await pruneCommand({ url: options.store, olderThanDays: options.olderThan }, io))
    })

  withStoreOption(program.command('templates'))
    .description("read an account's list of templates into a store, and show the list and its changes")
    .addHelpText('after', `\n${templatesHelp}`)
    .requiredOption('--account <id>', 'the WhatsApp Business account', account)
    .option('--offline', 'show the templates in the store, without a request to WhatsApp', false)
    .addOption(
      new Option('--format <format>', 'the format of the report').choices(['text', 'json']).default('text'),
    )
    .action(async (options: TemplatesOptions) => {
      const { templatesCommand } = await import('./commands/templates.ts')
      const { store, offline, ...others } = options
      done(await templatesCommand({ url: store, isOffline: offline, ...others }, io))
    })
}

const templatesHelp = `Environment:
  WHATSAPP_ACCESS_TOKEN  the access token for the Graph API; not needed with --offline
  WHATSAPP_GRAPH_URL     default https://graph.facebook.com

Exit code: 0 shown, 2 unusable arguments or store, or the list could not be read.
Example: guichet templates --store sqlite:guichet.db --account 102290129340398`

interface TemplatesOptions extends StoreOptions {
  readonly account: string
  readonly offline: boolean
  readonly format: 'text' | 'json'
}

const account = (text: string): string => {
  if (!/^\d{1,32}$/.test(text)) throw new InvalidArgumentError('write the id of the account, in digits')
  return text
}

interface StoreOptions {
  readonly store: string
}

interface CopyOptions {
  readonly from: string
  readonly to: string
  readonly format: 'text' | 'json'
}

interface ImportOptions extends StoreOptions, RulesOptions {
  readonly format: 'text' | 'json'
  readonly follow: boolean
  readonly offsets?: string
  readonly acknowledge: boolean
}

const followedOf = (
  [file = '-', another]: readonly string[],
  { store, format, offsets, acknowledge }: ImportOptions,
): Omit<FollowRequest, 'engine'> => {
  if (another !== undefined) throw new Error('--follow takes one FILE; run one import for each')
  if (file === '-' && offsets !== undefined)
    throw new Error(
      'standard input cannot be read again from an offset; use --acknowledge in place of --offsets',
    )
  return { url: store, file, format, offsets: offsets ?? `${file}.offset`, acknowledges: acknowledge }
}

const withStoreOption = (command: Command): Command =>
  command.exitOverride().requiredOption('--store <url>', `the store: ${locationForms}`)

const days = (text: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('write a whole number of days, such as 90')
  return Number(text)
}
