import { Option, type Command } from 'commander'
import { DAY, customerId, type Instant } from '@guichet/core'
import { instant, question } from './arguments.ts'
import { planCommand, type PlanCommandRequest } from './commands/plan.ts'
import { rateCardOf } from './input/rates-option.ts'
import type { Io } from './io.ts'
import { engineOf, withRules } from './rules-options.ts'
import { sourceOf, withTarget, type TargetOptions } from './target-options.ts'

/** A plan reaches into the next month. */
const planLength = 31 * DAY

/** Adds `guichet plan`; `done` takes the exit code. */
export const addPlan = (program: Command, io: Io, done: (code: number) => void): void => {
  withTarget(withRules(program.command('plan')))
    .description('when and in which form may a message go out, and what would that cost?')
    .addHelpText(
      'after',
      '\nExit code: 0 there is a moment, 1 there is none unless the customer writes, 2 unusable arguments or files.\nExample: guichet plan --store sqlite:guichet.db --phone 100000000000001 --customer 33639980001 --send service',
    )
    .requiredOption(
      '--send <message>',
      'service, reaction, or template:NAME[:LANGUAGE[:CATEGORY]]; several are forms of one message',
      question,
    )
    .option('--rates <file>', 'go by the prices of this rate card, CSV or JSON')
    .option('--from <instant>', 'when it may go out at the earliest (default: now)', instant)
    .option('--until <instant>', 'it goes out before this (default: 31 days after the earliest)', instant)
    .addOption(
      new Option('--format <format>', 'the format of the plan').choices(['text', 'json']).default('text'),
    )
    .action(async (options: PlanOptions) => {
      const [message, ...orAs] = options.send
      if (message === undefined) throw new Error('nothing to plan; give --send MESSAGE')
      const from = options.from ?? io.now()
      const until = options.until ?? from + planLength
      if (until <= from) throw new Error('--until must be later than --from')
      const request: PlanCommandRequest = {
        by: sourceOf(options),
        engine: engineOf(options),
        thread: { phoneNumberId: options.phone, customer: customerId(options.customer) },
        request: { message, orAs, from, until },
        card: await rateCardOf(options),
        format: options.format,
      }
      done(await planCommand(request, io))
    })
}

interface PlanOptions extends TargetOptions {
  readonly from?: Instant
  readonly until?: Instant
}
