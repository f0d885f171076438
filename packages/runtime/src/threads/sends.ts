import { noSends, sendsOfPieces, type OwnedPiece, type SendPiece, type Sends } from '@guichet/core/store'
import { digestOf } from '../text.ts'
import type { SendRow } from '../store/rows.ts'
import type { LedgerStore, SendPlace } from '../store/store.ts'

/** What accepted sends prove of templates, as it was read, and written since. */
export interface KeptSends {
  readonly sends: Sends
  /** How many changes reported sends until then (`Loaded.sends`); below 0 before anything was read. */
  readonly readUntil: number
  /** Pieces that the store still has, although what came later made them needless. */
  readonly owed: readonly SendRow[]
}

/** Nothing was read yet. */
export const unreadSends: KeptSends = { sends: noSends, readUntil: -1, owed: [] }

/** The piece as a store keeps it: the same piece makes the same row. */
export const rowOfPiece = ({ phoneNumberId, piece }: OwnedPiece): SendRow => {
  const text = writePiece(piece)
  return { phoneNumberId, id: digestOf(text), text }
}

const pageSize = 5_000

/** Reads them all. */
export const readSends = async (store: LedgerStore): Promise<Sends> => {
  const pieces: OwnedPiece[] = []
  for (let after: SendPlace | null = null; ;) {
    const page: readonly SendRow[] = await store.sends({ after, limit: pageSize })
    for (const { phoneNumberId, text } of page) {
      const piece = readPiece(text)
      if (piece !== null) pieces.push({ phoneNumberId, piece })
    }
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) break
    after = { phoneNumberId: last.phoneNumberId, id: last.id }
  }
  if (pieces.length === 0) return noSends
  const phoneNumbers = [...new Set(pieces.map(({ phoneNumberId }) => phoneNumberId))]
  const nothingElse = { threads: [], intents: [], intentIds: [], tombstones: [] }
  const loaded = await store.load({ ...nothingElse, phoneNumbers })
  const accounts = new Map(loaded.phoneNumbers.map((row) => [row.id, row.accounts]))
  return sendsOfPieces(pieces, (id) => accounts.get(id) ?? [])
}

const writePiece = (piece: SendPiece): string =>
  piece.is === 'sent'
    ? JSON.stringify([piece.is, piece.name, piece.language, piece.message, piece.at])
    : piece.is === 'thinned'
      ? JSON.stringify([piece.is, piece.name, piece.language])
      : JSON.stringify([piece.is, piece.message, piece.at])

/** The piece; `null` where another version wrote something else. */
const readPiece = (text: string): SendPiece | null => {
  const read: unknown = JSON.parse(text)
  if (!Array.isArray(read)) return null
  const [is, one, two, three, four]: readonly unknown[] = read
  if (typeof one !== 'string') return null
  if (is === 'refuted') return typeof two === 'number' ? { is, message: one, at: two } : null
  if (typeof two !== 'string') return null
  if (is === 'thinned') return { is, name: one, language: two }
  return is === 'sent' && typeof three === 'string' && typeof four === 'number'
    ? { is, name: one, language: two, message: three, at: four }
    : null
}
