import { answerToJson, explain, toIso, type Refusal, type TooOld } from '@guichet/core'
import { left } from '@guichet/core/adapter'
import type { SendResult } from '@guichet/runtime'
import { chargeInShort, type Priced } from '../prices/json.ts'
import type { PricedCharge } from '../prices/port.ts'
import { problem } from '../problem/problem.ts'
import { accessDetails, afterRepair, refusedByWhatsApp } from '../sending/access.ts'
import { replayHeader, seconds, soon } from '../sending/headers.ts'

/** The member `price` of a message that is charged so. */
export type PriceOfCharge = (charge: PricedCharge | null) => Priced

/** Answers a request of the standard API. */
export const answerStandard = (result: SendResult, priceOf: PriceOfCharge): Response => {
  switch (result.outcome) {
    case 'accepted':
      return accepted(result, priceOf)
    case 'refused-by-rule':
      return refused(result)
    case 'refused-by-whatsapp':
      return refusedByThem(result)
    case 'failed':
      return failed(result)
    case 'unknown':
      return problem(
        'fate-unknown',
        `WhatsApp did not confirm the message (${result.reason}), so it may have been sent. Do not ` +
          'send it under another key. Repeat the same request with the same Idempotency-Key later: a ' +
          'status webhook settles it. Or give it up with POST /intents/give-up.',
        { headers: { 'guichet-outcome': 'unknown', ...replayHeader(result.isReplay) } },
      )
    case 'in-progress':
      return problem('in-progress', 'Repeat the same request with the same key to learn the outcome.', {
        headers: { 'retry-after': soon },
      })
    case 'key-reused':
      return problem(
        'key-reused',
        'This Idempotency-Key was used for another request. Send that request unchanged, or use a new key.',
      )
    case 'given-up':
      return problem(
        'given-up',
        'The message under this Idempotency-Key was given up. Use a new key to send it again.',
      )
  }
}

type Result<Outcome extends SendResult['outcome']> = SendResult & { readonly outcome: Outcome }

const accepted = (
  { wamid, content, allowed, isReplay }: Result<'accepted'>,
  priceOf: PriceOfCharge,
): Response =>
  Response.json(
    {
      message: wamid,
      sentAs: content.kind === 'template' ? 'template' : 'service',
      charge: chargeInShort(allowed),
      ...priceOf(allowed?.charge ?? null),
      validUntil: allowed === null || allowed.validUntil === null ? null : toIso(allowed.validUntil),
      notKnown: allowed?.notKnown ?? [],
    },
    { headers: { 'cache-control': 'no-store', ...replayHeader(isReplay) } },
  )

const refused = ({ answer, otherwise }: Result<'refused-by-rule'>): Response => {
  const answers = otherwise === undefined ? [answer] : [answer, otherwise]
  const detail = answers.map((refusal) => explain(left(refusal))).join(' ')
  const tooOld = answers.find(isTooOld)
  if (tooOld !== undefined)
    return problem('too-old', detail, { members: { earliest: toIso(tooOld.earliest) } })
  const refusals = answers.map((refusal) => answerToJson(left(refusal)))
  return problem('refused-by-rule', detail, {
    members: {
      reasons: gathered(refusals, 'reasons'),
      remedies: gathered(refusals, 'remedies'),
      notKnown: gathered(refusals, 'notKnown'),
    },
  })
}

const refusedByThem = (result: Result<'refused-by-whatsapp'>): Response => {
  const members = { code: result.code, error: result.raw }
  const headers = { ...refusedByWhatsApp, ...replayHeader(result.isReplay) }
  return result.fault === 'access'
    ? problem('access-refused', accessDetails(result), {
        members,
        headers: { ...headers, 'retry-after': afterRepair },
      })
    : problem('refused-by-whatsapp', result.message, { members, headers })
}

const isTooOld = (answer: Refusal | TooOld): answer is TooOld => answer.answer !== 'refused'

/** The members of both answers, without duplicates. */
const gathered = (refusals: readonly ReturnType<typeof answerToJson>[], name: string): readonly unknown[] => {
  const all = refusals.flatMap((refusal): unknown => refusal?.[name] ?? [])
  return [...new Map(all.map((member) => [JSON.stringify(member), member])).values()]
}

const failed = ({ reason, code, retryAfter, isReplay }: Result<'failed'>): Response =>
  problem(
    code === undefined ? 'whatsapp-unreachable' : 'throttled',
    `Nothing was sent (${reason}). Send the request again after the time in Retry-After.`,
    {
      members: code === undefined ? {} : { code },
      headers: { 'retry-after': seconds(retryAfter), ...replayHeader(isReplay) },
    },
  )
