import { InvalidArgumentError, type Command } from 'commander'
import type { LocalDate } from '@guichet/core'
import { categories, categoryOf, currencies, currencyOf, type Category, type Currency } from '@guichet/rates'
import { ratesCheckCommand } from './commands/rates-check.ts'
import { ratesConvertCommand } from './commands/rates-convert.ts'
import type { Io } from './io.ts'

/** Adds `guichet rates` and its two commands; `done` takes the exit code. */
export const addRates = (program: Command, io: Io, done: (code: number) => void): void => {
  const rates = program
    .command('rates')
    .description("check rate cards, and make them from Meta's published sheets")
    .addHelpText('after', '\nExample: guichet rates check rates.csv')

  rates
    .command('check')
    .description('summarise a rate card, or show every problem with its row')
    .addHelpText(
      'after',
      '\nExit code: 0 a valid rate card, 2 an invalid one, or a file that cannot be read.\nExample: guichet rates check rates.csv',
    )
    .argument('<file>', 'a rate card, CSV or JSON')
    .action(async (file: string) => done(await ratesCheckCommand(file, io)))

  rates
    .command('convert')
    .description("make a rate card from Meta's list rates and volume tiers, each saved as CSV")
    .addHelpText(
      'after',
      '\nExit code: 0 converted, 2 unusable arguments or files.\nExample: guichet rates convert list-usd.csv --tiers tiers-usd.csv --effective 2026-10-01 --out rates.csv',
    )
    .argument('<list>', "Meta's sheet of list rates, saved as CSV with its title line")
    .option('--tiers <file>', "Meta's sheet of volume tiers, saved as CSV")
    .option(
      '--tiers-category <category>',
      'the category of the tiers, if the sheet has no column for it',
      category,
    )
    .option('--currency <code>', 'the currency, such as USD, if the title does not name it', currency)
    .option('--effective <day>', 'the first day of these rates, if the title does not name it', day)
    .option('--out <file>', 'write the card to this file instead of standard output')
    .action(async (list: string, options: ConvertOptions) => {
      const { tiersCategory, currency: code, effective } = options
      const request = {
        list,
        tiers: options.tiers ?? null,
        out: options.out ?? null,
        ...(tiersCategory === undefined ? {} : { tiersCategory }),
        ...(code === undefined ? {} : { currency: code }),
        ...(effective === undefined ? {} : { effectiveFrom: effective }),
      }
      done(await ratesConvertCommand(request, io))
    })
}

interface ConvertOptions {
  readonly tiers?: string
  readonly tiersCategory?: Category
  readonly currency?: Currency
  readonly effective?: LocalDate
  readonly out?: string
}

const category = (text: string): Category => {
  const found = categoryOf(text)
  if (found === null) throw new InvalidArgumentError(`known are ${categories.join(', ')}`)
  return found
}

const currency = (text: string): Currency => {
  const found = currencyOf(text)
  if (found === null) throw new InvalidArgumentError(`known are ${currencies.join(', ')}`)
  return found
}

const day = (text: string): LocalDate => {
  if (!isDay(text)) throw new InvalidArgumentError('write it like 2026-10-01')
  return text
}

/** A 31 June would silently become another day. */
const isDay = (text: string): text is LocalDate => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
