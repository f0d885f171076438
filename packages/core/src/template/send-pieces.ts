import type { Instant } from '../time/instant.ts'
import { assoc, emptyMap, entriesOf, lookUp } from '../persistent-map.ts'
import { templateKey } from './language.ts'
import {
  compareSends,
  sendsByNumber,
  sendsOf,
  unknownNumber,
  type NumberSends,
  type Sends,
  type TemplateSends,
} from './sends.ts'

/** What a phone number's sends prove, in parts that a store can keep one by one: a send changes few of them. */
export type SendPiece =
  /** `message` names the message; it is compared with the one of `refuted`. */
  | {
      readonly is: 'sent'
      readonly name: string
      readonly language: string
      readonly message: string
      readonly at: Instant
    }
  /** Of this template not every send is kept any more. */
  | { readonly is: 'thinned'; readonly name: string; readonly language: string }
  /** The message failed because of its template. */
  | { readonly is: 'refuted'; readonly message: string; readonly at: Instant }

/** A piece, and the business phone number that sent the message. */
export interface OwnedPiece {
  readonly phoneNumberId: string
  readonly piece: SendPiece
}

/** The sends that are made of those pieces, in any order; a number without accounts was seen under none. */
export const sendsOfPieces = (
  pieces: Iterable<OwnedPiece>,
  accountsOf: (phoneNumberId: string) => readonly string[],
): Sends => {
  const numbers = new Map<string, SendPiece[]>()
  for (const { phoneNumberId, piece } of pieces) {
    const others = numbers.get(phoneNumberId)
    if (others === undefined) numbers.set(phoneNumberId, [piece])
    else others.push(piece)
  }
  return sendsOf(
    [...numbers].reduce(
      (sends, [id, ofNumber]) => assoc(sends, id, numberOfPieces(ofNumber, accountsOf(id))),
      emptyMap<NumberSends>(),
    ),
  )
}

const numberOfPieces = (pieces: readonly SendPiece[], accounts: readonly string[]): NumberSends => {
  const templates = new Map<string, { sends: TemplateSends['sends'][number][]; isThinned: boolean }>()
  const refuted: [message: string, at: Instant][] = []
  for (const piece of pieces) {
    if (piece.is === 'refuted') {
      refuted.push([piece.message, piece.at])
      continue
    }
    const { is, name, language } = piece
    const key = templateKey(name, language)
    const ofOne = templates.get(key) ?? { sends: [], isThinned: false }
    templates.set(key, ofOne)
    if (is === 'thinned') ofOne.isThinned = true
    else ofOne.sends.push({ name, language, message: piece.message, at: piece.at })
  }
  return {
    accounts,
    templates: [...templates].reduce(
      (all, [key, { sends, isThinned }]) =>
        assoc(all, key, { sends: sends.toSorted(compareSends), isThinned }),
      unknownNumber.templates,
    ),
    refuted: new Map(refuted.toSorted((one, other) => one[1] - other[1])),
  }
}

/** Which pieces one has and the other has not; it costs what the templates that were sent between them have. */
export const piecesBetween = (
  before: Sends,
  after: Sends,
): { readonly come: readonly OwnedPiece[]; readonly gone: readonly OwnedPiece[] } => ({
  come: piecesOnlyIn(after, before),
  gone: piecesOnlyIn(before, after),
})

const piecesOnlyIn = (these: Sends, those: Sends): readonly OwnedPiece[] => {
  const only: OwnedPiece[] = []
  if (these === those) return only
  for (const [phoneNumberId, number] of entriesOf(sendsByNumber(these))) {
    const other = lookUp(sendsByNumber(those), phoneNumberId) ?? unknownNumber
    if (number === other) continue
    const add = (piece: SendPiece): void => void only.push({ phoneNumberId, piece })
    if (number.templates !== other.templates)
      for (const [key, ofOne] of entriesOf(number.templates)) {
        const otherwise = lookUp(other.templates, key)
        if (ofOne !== otherwise) sendsOnlyIn(ofOne, otherwise).forEach(add)
      }
    if (number.refuted !== other.refuted)
      for (const [message, at] of number.refuted)
        if (other.refuted.get(message) !== at) add({ is: 'refuted', message, at })
  }
  return only
}

const sendsOnlyIn = (
  { sends, isThinned }: TemplateSends,
  other: TemplateSends | undefined,
): readonly SendPiece[] => {
  const known = new Set(other?.sends)
  const only = sends
    .filter((send) => !known.has(send))
    .map(({ name, language, message, at }): SendPiece => ({ is: 'sent', name, language, message, at }))
  const [first] = sends
  if (!isThinned || other?.isThinned === true || first === undefined) return only
  // The spelling of the language may be another one later; the piece stays as it is.
  return [...only, { is: 'thinned', name: first.name, language: first.language }]
}
