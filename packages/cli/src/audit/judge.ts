import {
  HOUR,
  isWindowRefusal,
  type Engine,
  type Instant,
  type JudgedMessage,
  type KnownTemplates,
  type ThreadKey,
} from '@guichet/core'
import { sendabilityOf } from '@guichet/core/store'
import { durationInWords, instantInWords } from '@guichet/core/time'
import type { Finding } from './finding.ts'

/** Meta's codes for templates that are missing, paused or disabled (TPL-2, TPL-11). */
const templateCodes: ReadonlySet<number | null> = new Set([132001, 132015, 132016])

/**
 * The finding about a message once its outcome is final; at most one, because the causes exclude each other.
 */
export const judge = (
  key: ThreadKey,
  message: JudgedMessage,
  templates: () => KnownTemplates,
  engine: Engine,
): Finding | null => {
  const found =
    sentOutsideWindow(message, engine) ??
    refusedInsideWindow(message, engine) ??
    templateNotApproved(message, templates, engine)
  if (found === null) return null
  return {
    phoneNumberId: key.phoneNumberId,
    customer: key.customer,
    message: message.id,
    at: message.sentAt,
    // A message that WhatsApp delivered in the log's first day was inside a window that opened before the
    // log.
    doubt: found.code === 'sent-outside-window' && message.deliveredAt !== null ? 'first-day' : null,
    ...found,
  }
}

const when = (at: Instant, { settings }: Engine): string => instantInWords(at, settings.timeZone)

type Found = Pick<Finding, 'code' | 'because' | 'explanation'> | null

const sentOutsideWindow = (message: JudgedMessage, engine: Engine): Found => {
  if (message.insideWindow || !needsWindow(message)) return null
  return {
    code: 'sent-outside-window',
    because: ['G6', 'CSW-3'],
    explanation: `${nameOf(message)} was sent at ${when(message.sentAt, engine)}, ${sinceClosing(message, engine)}. ${fateOf(message)}`,
  }
}

/** Free-form messages need the window; a message of unknown content did, if Meta says so. */
const needsWindow = ({ content, errorCode }: JudgedMessage): boolean =>
  content === null ? isWindowRefusal(errorCode) : content.kind !== 'template'

const sinceClosing = ({ opener, sentAt }: JudgedMessage, engine: Engine): string => {
  if (opener === null) return 'although no message of this customer in the log opens the window'
  const closed = sentAt - (opener + engine.rulesAt(opener).rules.serviceWindow.hours * HOUR)
  return closed === 0
    ? 'the very instant at which the customer service window closed'
    : `${durationInWords(closed)} after the customer service window had closed`
}

const fateOf = ({ errorCode, failedAt, deliveredAt }: JudgedMessage): string => {
  if (isWindowRefusal(errorCode))
    return `WhatsApp refused it with error ${errorCode}; a template would have passed.`
  if (failedAt !== null) return `It failed${errorCode === null ? '' : ` with error ${errorCode}`}.`
  return deliveredAt === null
    ? 'A template would have passed.'
    : 'WhatsApp delivered it nevertheless, so the log probably lacks a message of the customer.'
}

const refusedInsideWindow = (message: JudgedMessage, engine: Engine): Found => {
  const { opener, insideWindow, errorCode, sentAt } = message
  if (!insideWindow || opener === null || !isWindowRefusal(errorCode)) return null
  return {
    code: 'meta-refused-inside-window',
    because: ['CSW-1', 'CSW-5'],
    explanation: `WhatsApp refused ${nameOf(message, false)} with error ${errorCode} at ${when(sentAt, engine)}, although the customer had last written ${durationInWords(sentAt - opener)} before. Treat the window as closed until the customer writes again.`,
  }
}

const templateNotApproved = (
  message: JudgedMessage,
  templates: () => KnownTemplates,
  engine: Engine,
): Found => {
  const { content, errorCode, sentAt } = message
  const because = ['G7', 'TPL-2'] as const
  const [known] =
    content?.kind === 'template' && content.name !== undefined
      ? templates().named(content.name, content.language ?? null, sentAt)
      : []
  const isKnownToFail = known !== undefined && sendabilityOf(known) !== 'sendable'
  // What pacing drops is nobody's mistake (TPL-13), unless it was known already that the template may not be sent.
  if (!isKnownToFail && engine.fateOf(message, Infinity).is === 'dropped-by-pacing') return null
  if (templateCodes.has(errorCode))
    return {
      code: 'template-not-approved',
      because: errorCode === 132001 ? ['G7', 'TPL-11'] : because,
      explanation: `WhatsApp refused ${nameOf(message, false)} with error ${errorCode}: ${templateFault(errorCode)}.`,
    }
  if (!isKnownToFail) return null
  const since = known.since === null ? '' : ` since ${when(known.since, engine)}`
  return {
    code: 'template-not-approved',
    because,
    explanation: `${nameOf(message)} was sent at ${when(sentAt, engine)}, although the template is ${known.status ?? 'not approved'}${since}.`,
  }
}

const templateFault = (errorCode: number | null): string =>
  errorCode === 132015
    ? 'the template is paused'
    : errorCode === 132016
      ? 'the template is disabled'
      : 'no such template in that language'

/** The message in words, at the start of a sentence or inside one. */
export const nameOf = ({ content, errorCode }: JudgedMessage, first = true): string => {
  const name =
    content === null
      ? isWindowRefusal(errorCode)
        ? 'a free-form message'
        : 'a message'
      : content.kind === 'service'
        ? 'a service message'
        : content.kind === 'reaction'
          ? 'a reaction'
          : content.name === undefined
            ? 'a template'
            : `the template ${content.name}`
  return first ? name.charAt(0).toUpperCase() + name.slice(1) : name
}
