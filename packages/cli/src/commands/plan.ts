import { explain, isLeft, type Plan, type PlanOption } from '@guichet/core'
import { explainPlan, planToJson } from '@guichet/core/plan'
import { amountToJson, type RateCard } from '@guichet/rates'
import { warningsOf } from '../ask/warnings.ts'
import { planPrices, type PlanPrices } from '../bill/plan-prices.ts'
import { exit, write, type Io, type Unusable } from '../io.ts'
import type { PlanBasis, PlanInquiry } from '../plan/basis.ts'
import { planByLogs } from '../plan/by-logs.ts'
import type { Source } from '../target-options.ts'

/** The arguments of `guichet plan`. */
export interface PlanCommandRequest extends PlanInquiry {
  readonly by: Source
  /** Prices, from a rate card. */
  readonly card: RateCard | null
  readonly format: 'text' | 'json'
}

/** `guichet plan`: when and in which form may a message go out, and what would that cost? */
export const planCommand = async (request: PlanCommandRequest, io: Io): Promise<number> => {
  const { engine, thread, card, format } = request
  const { timeZone } = engine.settings
  const prices = card === null ? null : planPrices(card, thread.customer, request.request, timeZone)
  const basis = await planned(request, prices, io)
  if ('unusable' in basis) {
    await write(io.stderr, `guichet: ${basis.unusable}\n`)
    return exit.unusable
  }
  for (const warning of warningsOf(basis, thread)) await write(io.stderr, `guichet: ${warning}\n`)
  const { plan } = basis
  if (isLeft(plan)) {
    await write(io.stderr, `guichet: ${explain(plan, engine.settings)}\n`)
    return exit.unusable
  }
  await write(
    io.stdout,
    format === 'json' ? toJson(plan.right, prices) : toText(plan.right, prices, timeZone),
  )
  return plan.right.earliest === null ? exit.found : exit.fine
}

const planned = async (
  request: PlanCommandRequest,
  prices: PlanPrices | null,
  { stdin, now }: Io,
): Promise<PlanBasis | Unusable> => {
  const { by } = request
  const inquiry = prices === null ? request : { ...request, request: { ...request.request, prices } }
  if ('logs' in by) return planByLogs(by.logs, inquiry, stdin)
  // The code for stores is loaded only if a store is named.
  const { planByStore } = await import('../plan/by-store.ts')
  return planByStore(by.store, inquiry, now)
}

const toText = (plan: Plan, prices: PlanPrices | null, timeZone: string): string => {
  const priceInWords = ({ answer, cost, at }: PlanOption): string =>
    prices === null ? '' : prices.inWords(answer.charge, cost, at)
  return `${explainPlan(plan, { timeZone, priceInWords }).join('\n')}\n`
}

const toJson = (plan: Plan, prices: PlanPrices | null): string => {
  const json = planToJson(plan, ({ cost }) =>
    prices === null
      ? {}
      : { cost: cost === null ? null : { amount: amountToJson(cost), currency: prices.currency } },
  )
  return `${JSON.stringify(json, null, 2)}\n`
}
