import { Option, type Command } from 'commander'
import { customerId, type Instant, type Question } from '@guichet/core'
import { instant, question } from './arguments.ts'
import { askCommand, type AskRequest } from './commands/ask.ts'
import { rateCardOf } from './input/rate-card.ts'
import type { Io } from './io.ts'
import { engineOf, withRules, type RulesOptions } from './rules-options.ts'
import { locationForms } from './store/location.ts'

/** Adds `guichet ask`; `done` takes the exit code. */
export const addAsk = (program: Command, io: Io, done: (code: number) => void): void => {
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
      done(await askCommand(request, io))
    })
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

const askedOf = ({ log, store }: AskOptions): AskRequest['by'] => {
  if (log !== undefined && store !== undefined) throw new Error('give --log FILE or --store URL, not both')
  if (log !== undefined) return { logs: log }
  if (store !== undefined) return { store }
  throw new Error('nothing to decide from; give --log FILE or --store URL')
}
