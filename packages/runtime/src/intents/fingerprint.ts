import type { SendRequest } from '../ports.ts'
import { digestOf } from '../text.ts'
import type { Intent } from './intent.ts'

/** Marks a fingerprint that leaves out whom a message is for; earlier versions had it in. */
const mark = '2:'

/**
 * What was asked for, not which of it was sent, for a later try may find another one allowed; and not by which id
 * the customer was named, for a key belongs to the customer.
 */
export const fingerprintOf = (request: SendRequest): string => {
  const { body, otherwise } = request
  const words = { ...request, body: withoutAddress(body) }
  return (
    mark +
    digestOfParts(
      otherwise === undefined
        ? words
        : { ...words, otherwise: { ...otherwise, body: withoutAddress(otherwise.body) } },
    )
  )
}

/** Was it this that was asked for under the key? */
export const isSameRequest = ({ fingerprint }: Intent, request: SendRequest): boolean =>
  fingerprint === (fingerprint.startsWith(mark) ? fingerprintOf(request) : digestOfParts(request))

const digestOfParts = ({ content, body, otherwise, callbackData, endpoint }: SendRequest): string => {
  const more = [otherwise, callbackData, endpoint]
  const isPlain = more.every((one) => one === undefined)
  return digestOf(JSON.stringify(isPlain ? [content, body] : [content, body, ...more]))
}

/** A body without the members by which the Cloud API knows whom it is for. */
const withoutAddress = (body: object): object =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !address.has(name)))

const address: ReadonlySet<string> = new Set(['to', 'recipient', 'recipient_type'])
