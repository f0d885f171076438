import { Option, type Command } from 'commander'
import { customerId, type Instant } from '@guichet/core'
import { count, instant, question } from './arguments.ts'
import type { AskRequest } from './ask/request.ts'
import { askCommand } from './commands/ask.ts'
import { rateCardOf } from './input/rates-option.ts'
import type { Io } from './io.ts'
import { engineOf, withRules } from './rules-options.ts'
import { sourceOf, withTarget, type TargetOptions } from './target-options.ts'

/** Adds `guichet ask`; `done` takes the exit code. */
export const addAsk = (program: Command, io: Io, done: (code: number) => void): void => {
  withTarget(withRules(program.command('ask')))
    .description('may this be sent to a customer, and what would it cost?')
    .addHelpText(
      'after',
      '\nExit code: 0 allowed (of several, at least one), 1 refused, 2 unusable arguments or files.\nExample: guichet ask --log log.ndjson --phone 100000000000001 --customer 33639980001 --send service',
    )
    .requiredOption(
      '--send <message>',
      'service, reaction, or template:NAME[:LANGUAGE[:CATEGORY]]; several are answered cheapest first',
      question,
    )
    .option('--together', 'the messages go out one after another; says what joining them saves', false)
    .option('--count <n>', 'so many of each message go out one after another', count)
    .option('--rates <file>', 'show prices by this rate card, CSV or JSON')
    .option('--at <instant>', 'when it would be sent, such as 2026-10-02T09:00:00Z (default: now)', instant)
    .addOption(
      new Option('--format <format>', 'the format of the answer').choices(['text', 'json']).default('text'),
    )
    .action(async (options: AskOptions) => {
      const { send, count: many = 1 } = options
      const request: AskRequest = {
        by: sourceOf(options),
        engine: engineOf(options),
        thread: { phoneNumberId: options.phone, customer: customerId(options.customer) },
        questions: many === 1 ? send : send.flatMap((one) => Array.from({ length: many }, () => one)),
        together: options.together || many > 1,
        card: await rateCardOf(options),
        at: options.at ?? io.now(),
        format: options.format,
      }
      done(await askCommand(request, io))
    })
}

interface AskOptions extends TargetOptions {
  readonly at?: Instant
  readonly together: boolean
  readonly count?: number
}
