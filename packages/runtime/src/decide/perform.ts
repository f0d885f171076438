import { claim } from './claim.ts'
import type { Command } from './command.ts'
import type { Done, readAgain } from './done.ts'
import type { Draft } from './draft.ts'
import { giveUp } from './give-up.ts'
import { recordOutcome } from './record-outcome.ts'
import { takeIn } from './take-in.ts'

/** Does a command on a draft, and nothing else. */
export const perform = (draft: Draft, command: Command): Done<unknown> | typeof readAgain => {
  switch (command.do) {
    case 'take-in':
      return takeIn(draft, command)
    case 'claim':
      return claim(draft, command)
    case 'record-outcome':
      return recordOutcome(draft, command)
    case 'give-up':
      return giveUp(draft, command)
  }
}
