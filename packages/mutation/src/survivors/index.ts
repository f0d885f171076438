import type { Explained } from '../judge.ts'
import { inAsk } from './ask.ts'
import { inCharge } from './charge.ts'
import { inState } from './state.ts'
import { inThread } from './thread.ts'

/** Mutants that survive, each with the reason. */
export const explained: readonly Explained[] = [...inAsk, ...inCharge, ...inState, ...inThread]
