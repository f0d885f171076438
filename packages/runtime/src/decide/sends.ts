import type { KnownTemplates, ThreadEvent } from '@guichet/core'
import {
  isTemplateFailure,
  learnFromSends,
  piecesBetween,
  withAccounts,
  type Sends,
} from '@guichet/core/store'
import { digestOf } from '../text.ts'
import type { Change } from '../store/change.ts'
import { rowOfPiece, unreadSends, type KeptSends } from '../threads/sends.ts'

/** What the events of a batch show of sends. */
export interface SendsUnderWork {
  /** Learns from an event that was absorbed. `templates`: as they are with those sends. */
  readonly learn: (event: ThreadEvent, templates: (sends: Sends) => KnownTemplates) => void
  /** The phone number was seen under these accounts. */
  readonly see: (phoneNumberId: string, accounts: readonly string[]) => void
  readonly now: () => Sends
  readonly changed: () => SendsChanged
}

/** What a batch makes of sends: for the store, and for what is kept of them. */
export interface SendsChanged extends Pick<Change, 'removedSends' | 'sends' | 'tellsOfSends'> {
  /** Do sends count now that showed nothing new before? Another process may have stored some. */
  readonly countsOthers: boolean
  /** Does the same to sends that others have changed meanwhile. */
  readonly again: (sends: Sends) => Sends
}

export const sendsUnderWork = ({ sends: begun, owed }: KeptSends): SendsUnderWork => {
  let sends = begun
  let tellsOfSends = false
  let countsOthers = false
  const steps: ((sends: Sends) => Sends)[] = []
  const take = (step: (sends: Sends) => Sends): boolean => {
    const after = step(sends)
    if (after === sends) return false
    sends = after
    steps.push(step)
    return true
  }
  return {
    learn: (event, templates) => {
      const telling = withoutCustomer(event)
      if (telling === null) return
      countsOthers ||= telling.type === 'message-status'
      const before = sends
      if (take((known) => learnFromSends(known, telling)) && !tellsOfSends)
        tellsOfSends = isNewsOf(telling, templates(before), templates(sends))
    },
    see: (phoneNumberId, accounts) => {
      if (take((before) => withAccounts(before, phoneNumberId, accounts))) tellsOfSends = true
    },
    now: () => sends,
    changed: () => {
      const { come, gone } = piecesBetween(begun, sends)
      return {
        removedSends: [...owed, ...gone.map(rowOfPiece)],
        sends: come.map(rowOfPiece),
        tellsOfSends,
        countsOthers,
        again: (others) => steps.reduce((soFar, step) => step(soFar), others),
      }
    },
  }
}

/** What is kept once a batch is committed; where the sends of others count now, all are read again. */
export const keptAfter = (
  kept: KeptSends,
  { again, removedSends, tellsOfSends, countsOthers }: SendsChanged,
): KeptSends => {
  const sends = again(kept.sends)
  const removed = new Set(removedSends.map(nameOf))
  const needless = piecesBetween(kept.sends, sends).gone.map(rowOfPiece)
  return {
    sends,
    readUntil: countsOthers ? unreadSends.readUntil : kept.readUntil + (tellsOfSends ? 1 : 0),
    owed: [...kept.owed, ...needless].filter((row) => !removed.has(nameOf(row))),
  }
}

const nameOf = ({ phoneNumberId, id }: SendsChanged['removedSends'][number]): string =>
  JSON.stringify([phoneNumberId, id])

/**
 * What sends are learned from, with the message under a digest: a wamid holds the customer's number, and what sends
 * prove stays when the customer is erased. `null` for an event that tells nothing of them.
 */
const withoutCustomer = (event: ThreadEvent): ThreadEvent | null => {
  if (event.type === 'business-messaged')
    return event.content.kind === 'template' ? { ...event, id: digestOf(event.id) } : null
  return event.type === 'message-status' && event.status === 'failed' && isTemplateFailure(event.errorCode)
    ? { ...event, message: digestOf(event.message) }
    : null
}

/**
 * Do others have to know at once? Almost every send is of a template that was sent before and may be sent anyway:
 * then what is known of it is the same with the send, at its instant and at every later one.
 */
const isNewsOf = (event: ThreadEvent, before: KnownTemplates, after: KnownTemplates): boolean => {
  if (event.type !== 'business-messaged' || event.content.kind !== 'template') return true
  const { name, language } = event.content
  const [known, more] = [before, after].map(({ named }) => JSON.stringify(named(name, language, event.at)))
  return known !== more
}
