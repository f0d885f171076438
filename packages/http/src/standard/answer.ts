import { answerToJson, explain, left, toIso, type Refusal, type TooOld } from '@guichet/core'
import type { SendResult } from '@guichet/runtime'
import { problem } from '../problem/problem.ts'
import { accessDetails, afterRepair, refusedByWhatsApp } from '../sending/access.ts'
import { replayHeader, seconds, soon } from '../sending/headers.ts'

/** Answers a request of the standard API. */
export const answerStandard = (result: SendResult): Response => {
  switch (result.outcome) {
    case 'accepted':
      return accepted(result)
    case 'refused-by-rule':
      return refused(result)
    case 'refused-by-whatsapp':
      return refusedByThem(result)
    case 'failed':
      return failed(result)
    case 'unknown':
      return problem(
        'fate-unknown',
        `WhatsApp did not say what became of it (${result.reason}). Do not send it again unasked: ask with ` +
          'the same Idempotency-Key later, for a status of the message tells, or give it up.',
        { headers: { 'guichet-outcome': 'unknown', ...replayHeader(result.isReplay) } },
      )
    case 'in-progress':
      return problem('in-progress', 'Ask again with the same key for what became of it.', {
        headers: { 'retry-after': soon },
      })
    case 'key-reused':
      return problem('key-reused', 'Send the very same request again, or take a new key.')
    case 'given-up':
      return problem('given-up', 'Take a new key to send the message again.')
  }
}

type Result<Outcome extends SendResult['outcome']> = SendResult & { readonly outcome: Outcome }

const accepted = ({ wamid, content, allowed, isReplay }: Result<'accepted'>): Response =>
  Response.json(
    {
      message: wamid,
      sentAs: content.kind === 'template' ? 'template' : 'service',
      charge: allowed?.charge ?? null,
      validUntil: allowed === null || allowed.validUntil === null ? null : toIso(allowed.validUntil),
      notKnown: allowed?.notKnown ?? [],
    },
    { headers: { 'cache-control': 'no-store', ...replayHeader(isReplay) } },
  )

const refused = ({ answer, otherwise }: Result<'refused-by-rule'>): Response => {
  const answers = otherwise === undefined ? [answer] : [answer, otherwise]
  const detail = answers.map((one) => explain(left(one))).join(' ')
  const tooOld = answers.find(isTooOld)
  if (tooOld !== undefined)
    return problem('too-old', detail, { members: { earliest: toIso(tooOld.earliest) } })
  const told = answers.map((one) => answerToJson(left(one)))
  return problem('refused-by-rule', detail, {
    members: {
      reasons: gathered(told, 'reasons'),
      remedies: gathered(told, 'remedies'),
      notKnown: gathered(told, 'notKnown'),
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

/** The members of both answers, each once. */
const gathered = (told: readonly ReturnType<typeof answerToJson>[], name: string): readonly unknown[] => {
  const all = told.flatMap((one): unknown => one?.[name] ?? [])
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}

const failed = ({ reason, code, retryAfter, isReplay }: Result<'failed'>): Response =>
  problem(
    code === undefined ? 'whatsapp-unreachable' : 'throttled',
    `Nothing was sent (${reason}). Send it again after the time in Retry-After.`,
    {
      members: code === undefined ? {} : { code },
      headers: { 'retry-after': seconds(retryAfter), ...replayHeader(isReplay) },
    },
  )
