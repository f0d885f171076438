import { lastingRules } from '../../rulebook/lasting-rules.ts'
import type { AskInput } from '../ask-input.ts'
import { fail, pass, type Check } from './check.ts'

/** A suspended group gets nothing (GRP-7, GRP-8). */
export const groupIsActive = ({ account: { group }, customer }: AskInput): Check =>
  group === 'suspended' && customer !== null
    ? fail({ code: 'group-suspended', because: lastingRules.suspendedGroup.because, group: customer })
    : pass()
