import { factIds } from '../facts/ids.ts'
import { notExecuted } from '../facts/not-executed.ts'
import { saidAgain } from '../facts/said-again.ts'
import { tableOf } from './table.ts'

/** How many facts there are, and those that nothing executes, with the reasons. */
export const notExecutedTable = (): string =>
  [
    `The rules are made from ${factIds.length} numbered facts about WhatsApp's platform. Each is cited by answers and charges, or ` +
      'named in the source that executes it, such as what reads webhooks; or it stands here, with the reason.',
    tableOf(
      ['fact', 'what it says', 'why no rule is made of it'],
      notExecuted.map(({ ids, says, why }) => [ids.map((id) => `\`${id}\``).join(', '), says, why]),
    ),
  ].join('\n\n')

/** The facts that are executed as others. */
export const saidAgainTable = (): string =>
  tableOf(
    ['fact', 'executed as'],
    Object.entries(saidAgain).map(([id, as]) => [`\`${id}\``, as.join(', ')]),
  )
