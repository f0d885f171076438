import type { Command } from 'commander'
import { engine, isLeft, reasonsInWords, rulebooks, settings, type Engine } from '@guichet/core'
import { rulebookChoice } from './rulebook-choice.ts'

/** The options of every command that applies the rules. */
export interface RulesOptions {
  readonly timeZone: string
  readonly rulebook: string
  readonly horizonHours: number
  readonly exemptOrganisation: boolean
}

/** Adds the options to a command. */
export const withRules = (command: Command): Command =>
  command
    .exitOverride()
    .option(
      '--rulebook <id|file>',
      `auto; one of ${rulebooks.map(({ id }) => id).join(', ')}; or a JSON file of amendments, whose last one holds always`,
      'auto',
    )
    .option('--horizon-hours <hours>', 'how many hours late an event may come and still count', Number, 192)
    .option('--exempt-organisation', 'a government or non-profit whose service Meta exempts', false)
    .option('--time-zone <zone>', "the account's time zone, such as Europe/Paris", 'UTC')

/** The engine with these options. Throws a readable error for invalid ones. */
export const engineOf = ({ timeZone, rulebook, horizonHours, exemptOrganisation }: RulesOptions): Engine => {
  const choice = rulebook === 'auto' ? { rulebook } : rulebookChoice(rulebook)
  const chosen = settings({ ...choice, timeZone, horizonHours, exemptOrganisation })
  if (isLeft(chosen)) throw new Error(reasonsInWords(chosen.left))
  return engine(chosen.right)
}
