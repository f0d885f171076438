import type { Content } from '@guichet/core'
import type { Question } from '@guichet/laws'
import { codeAtOnce, codeLater } from '../rules/codes.ts'
import { inThread, keyOf } from '../rules/reading.ts'
import { pass, reserve } from '../rules/used.ts'
import { verdictOn, type Reason } from '../rules/verdict.ts'
import { DAY, wholeSecond } from '../time/instant.ts'
import { strikes } from '../strike.ts'
import { customerKey } from '../world/customers.ts'
import type { Refused } from '../world/limits.ts'
import { accountOf, newWamid, type Message, type Template, type Thread, type World } from '../world/world.ts'
import { noteRequest } from './call-permission.ts'
import { begin } from './delivery.ts'
import { record } from './record.ts'

/** A message of the business. */
export interface Wanted {
  readonly content: Content
  /** A summary of its content. */
  readonly summary: string
  readonly callbackData?: string | undefined
  readonly isLite?: boolean
  /** Does it ask the customer for permission to call? Default false. */
  readonly asksToCall?: boolean
  /** Milliseconds after which it is dropped if it was not delivered (TPL-9). Default 30 days. */
  readonly timeToLive?: number
}

/** Accepted, or refused with one of Meta's codes. */
export type Acceptance =
  { readonly ok: true; readonly message: Message } | { readonly ok: false; readonly code: number }

/** Accepts a message or refuses it, as the reading copy decides at this instant (CSW-7). */
export const accept = (world: World, thread: Thread, wanted: Wanted): Acceptance => {
  const now = world.agenda.now()
  const question: Question =
    wanted.asksToCall === true ? { kind: 'call-permission-request', by: 'service' } : wanted.content
  const { reasons, windowIsOpen } = verdictOn(world, thread, question, now)
  for (const reason of reasons) {
    const code = codeAtOnce(world, reason)
    if (code === null) continue
    noteRefused(world, thread, { question, summary: wanted.summary }, code, reasons)
    return { ok: false, code }
  }
  pass(world, thread.phoneNumberId)
  const codes = reasons.map(({ code }) => code)
  const message = taken(world, thread, wanted, codes, failureOf(world, thread, wanted, reasons))
  if (!windowIsOpen) reserve(world, message)
  record(thread, {
    ...inThread(world, thread),
    type: 'business-messaged',
    id: message.id,
    at: wholeSecond(now),
    content: wanted.content,
    ...(message.fate === 'held' ? { held: true } : {}),
  })
  if (wanted.asksToCall === true) noteRequest(world, thread, message.id)
  begin(world, message)
  return { ok: true, message }
}

/** Keeps what was refused at once by a rule. */
const noteRefused = (
  world: World,
  thread: Thread,
  asked: Pick<Refused, 'question' | 'summary'>,
  code: number,
  reasons: readonly Reason[],
): void => {
  world.limits.refused.push({
    at: world.agenda.now(),
    ...keyOf(thread),
    ...asked,
    code,
    reasons: reasons.map((reason) => reason.code),
    after: world.messages.size,
  })
}

/** The code that a message fails with after it was accepted; `null` if it does not fail. */
const failureOf = (
  world: World,
  { phoneNumberId, customer }: Thread,
  { content }: Wanted,
  reasons: readonly Reason[],
): number | null => {
  if (!customer.isOnWhatsApp) return 131026
  const code = codeLater(reasons)
  if (code !== null) return code
  const about = `${customerKey(customer)} ${world.sequence}`
  if (strikes(world, 'undeliverable', about)) return 131026
  return isMarketing(world, accountOf(world, phoneNumberId), content) &&
    strikes(world, 'marketingCapped', about)
    ? 131049
    : null
}

/** Is it a marketing template by its present category? */
export const isMarketing = (world: World, account: string, content: Content): boolean =>
  templateOf(world, account, content)?.category === 'MARKETING'

const templateOf = (world: World, account: string, content: Content): Template | undefined =>
  content.kind === 'template'
    ? world.templates.get(templateKey(account, content.name, content.language))
    : undefined

/** The key of a template; languages have several spellings. */
export const templateKey = (account: string, name: string, language: string): string =>
  `${account} ${name} ${language.toLowerCase().replaceAll('-', '_')}`

const taken = (
  world: World,
  thread: Thread,
  wanted: Wanted,
  reasons: readonly string[],
  failsWith: number | null,
): Message => {
  const { content, summary, callbackData, isLite = false, timeToLive = 30 * DAY } = wanted
  const now = world.agenda.now()
  const isHeld = templateOf(world, accountOf(world, thread.phoneNumberId), content)?.holdsBack === true
  const message: Message = {
    id: newWamid(world),
    thread,
    content,
    summary,
    acceptedAt: now,
    expiresAt: now + timeToLive,
    callbackData,
    isLite,
    reasons,
    failsWith,
    fate: isHeld ? 'held' : 'accepted',
    since: now,
    errorCode: null,
    line: null,
  }
  world.messages.set(message.id, message)
  return message
}
