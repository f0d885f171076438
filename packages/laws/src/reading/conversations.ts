import type { Instant } from '@guichet/core'

/** A conversation as Guichet tells it; what is charged is another matter (G8). */
export interface Conversation {
  readonly initiatedBy: 'user' | 'business'
  readonly openedAt: Instant
  /** `null` while the business has not responded (G4). */
  readonly startedAt: Instant | null
  readonly closesAt: Instant
}

/** Something that bears on conversations: what the customer sends, and messages of the business that did not fail (G2). */
export interface Move {
  readonly at: Instant
  readonly by: 'user' | 'business'
  /** Is it an opening message: of the customer, or a template? */
  readonly opens: boolean
}

/** All conversations that moves in any order make, each as long as the rules at a move say. */
export const conversationsOf = (
  moves: readonly Move[],
  lengthAt: (at: Instant) => number,
): readonly Conversation[] =>
  moves.toSorted(customerFirst).reduce<readonly Conversation[]>((conversations, move) => {
    const last = conversations.at(-1)
    if (last !== undefined && move.at < last.closesAt)
      return [...conversations.slice(0, -1), continued(last, move, lengthAt(move.at))]
    return move.opens ? [...conversations, opened(move, lengthAt(move.at))] : conversations
  }, [])

/** At the same instant the customer comes before the business, and a template before other messages. */
const customerFirst = (a: Move, b: Move): number => a.at - b.at || order(a) - order(b)
const order = ({ by, opens }: Move): number => (by === 'user' ? 0 : opens ? 1 : 2)

/** The first opening message of a quiet thread begins one; the business's is its own start (G1, G4, G5). */
const opened = ({ at, by }: Move, length: number): Conversation => ({
  initiatedBy: by,
  openedAt: at,
  startedAt: by === 'business' ? at : null,
  closesAt: at + length,
})

/** Opening messages and the first response restart its time, which never ends earlier for it (G3). */
const continued = (conversation: Conversation, { at, by, opens }: Move, length: number): Conversation => {
  const responds = by === 'business' && conversation.startedAt === null
  return {
    ...conversation,
    startedAt: responds ? at : conversation.startedAt,
    closesAt: opens || responds ? Math.max(conversation.closesAt, at + length) : conversation.closesAt,
  }
}
