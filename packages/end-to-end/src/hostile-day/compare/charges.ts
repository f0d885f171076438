import { agreementOf } from '@guichet/core'
import { allotTiers } from '@guichet/core/store'
import type { Truth } from '@guichet/emulator'
import { midnight } from '../scenery.ts'
import type { Disagreements } from './disagreements.ts'
import type { Told } from './threads.ts'

/** How many charges there are of each kind, before and after midnight. */
export interface ChargesCompared {
  readonly before: Readonly<Record<string, number>>
  readonly after: Readonly<Record<string, number>>
}

/** Compares every charge, the month's free messages allotted over all threads on both sides. */
export const compareCharges = ({ charges }: Truth, told: Told, found: Disagreements): ChargesCompared => {
  const allotted = allotTiers(told.charges, ({ phoneNumberId }, per) =>
    per === 'account' ? 'account' : phoneNumberId,
  )
  const own = new Map(allotted.map((charge) => [charge.message, charge]))
  if (own.size !== allotted.length) found.add('charge', 'a message is charged twice')
  const counts: Record<'before' | 'after', Record<string, number>> = { before: {}, after: {} }
  for (const { message, at, rulebook, unit, category, type } of charges) {
    const side = counts[Date.parse(at) < midnight ? 'before' : 'after']
    const kind = `${unit} ${category} ${type}`
    side[kind] = (side[kind] ?? 0) + 1
    const charge = own.get(message)
    own.delete(message)
    const seen =
      charge === undefined
        ? 'nothing'
        : [
            new Date(charge.at).toISOString(),
            charge.rulebook,
            charge.unit,
            charge.category,
            charge.type,
          ].join(' ')
    const should = [at, rulebook, unit, category, type].join(' ')
    if (seen !== should) found.add('charge', `${message}:\n  gateway  ${seen}\n  WhatsApp ${should}`)
    // What a status reports is compared with the message.
    if (charge !== undefined && agreementOf(charge).is === 'disagrees')
      found.add('bill', `${message}: Meta reported ${JSON.stringify(charge.reported)}, and ${seen}`)
  }
  for (const { message } of own.values()) found.add('charge', `${message} costs nothing by WhatsApp's word`)
  return counts
}
