import type { Command } from 'commander'
import type { MessageQuestion } from '@guichet/core'
import type { RulesOptions } from './rules-options.ts'
import { locationForms } from './store/location.ts'

/** The options of every command that asks about messages to a customer. */
export interface TargetOptions extends RulesOptions {
  readonly log?: string[]
  readonly store?: string
  readonly phone: string
  readonly customer: string
  readonly send: readonly MessageQuestion[]
  readonly rates?: string
  readonly format: 'text' | 'json'
}

/** Adds the options that name the source of the facts, and the thread. */
export const withTarget = (command: Command): Command =>
  command
    .option('--log <file...>', 'decide from these logs; - is standard input')
    .option('--store <url>', `decide from this store: ${locationForms}`)
    .requiredOption('--phone <id>', 'the business phone number id')
    .requiredOption('--customer <id>', 'the customer: a phone number or a business-scoped user id')

/** The source of the facts. */
export type Source = { readonly logs: readonly string[] } | { readonly store: string }

/** The source that is named. Throws a readable error where none is, or both are. */
export const sourceOf = ({ log, store }: Pick<TargetOptions, 'log' | 'store'>): Source => {
  if (log !== undefined && store !== undefined) throw new Error('give --log FILE or --store URL, not both')
  if (log !== undefined) return { logs: log }
  if (store !== undefined) return { store }
  throw new Error('nothing to decide from; give --log FILE or --store URL')
}
