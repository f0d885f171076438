import type { Explained } from '../judge.ts'
import { inAsk } from './ask.ts'
import { inCharge } from './charge.ts'
import { inEvent } from './event.ts'
import { inRoot } from './root.ts'
import { inRulebook } from './rulebook.ts'
import { inState } from './state.ts'
import { inTemplate } from './template.ts'
import { inThread } from './thread.ts'
import { inTime } from './time.ts'

/** Mutants that survive, each with the reason. */
export const explained: readonly Explained[] = [
  ...inAsk,
  ...inCharge,
  ...inEvent,
  ...inRoot,
  ...inRulebook,
  ...inState,
  ...inTemplate,
  ...inThread,
  ...inTime,
]
