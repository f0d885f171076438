import { isRulebookId, rulebooks, type OwnAmendment, type RulebookId } from '@guichet/core'
import { loadAmendments } from './input/amendments.ts'

/** A rulebook as a command names it: one of Meta's by its id, or the last one of a file. */
export interface RulebookChoice {
  readonly rulebook: RulebookId
  /** The rulebooks of one's own that come with it. */
  readonly amendments: readonly OwnAmendment[]
}

/** The rulebook that an id or a file names. Throws in words where it is neither. */
export const rulebookChoice = (name: string): RulebookChoice => {
  if (isRulebookId(name)) return { rulebook: name, amendments: [] }
  if (looksLikeId(name)) throw new Error(`unknown rulebook ${name}; ${knownInWords()}`)
  const amendments = loadAmendments(name)
  const last = amendments.at(-1)
  if (last === undefined) throw new Error(`${name}: it holds no amendment`)
  return { rulebook: last.effective, amendments }
}

/** Ids are dates and hold no dot or slash, as the names of files do. */
const looksLikeId = (name: string): boolean => !/[./\\]/.test(name)

const knownInWords = (): string =>
  `known are ${rulebooks.map(({ id }) => id).join(', ')}, or a JSON file of amendments`
