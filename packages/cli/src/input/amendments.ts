import { readFileSync } from 'node:fs'
import { isLeft, parseAmendments, reasonsInWords, type OwnAmendment } from '@guichet/core'

/** The amendments of a file: one, a list, or `{"amendments": […]}`. Throws in words where it holds none. */
export const loadAmendments = (path: string): readonly OwnAmendment[] => {
  const amendments = parseAmendments(listOf(read(path)))
  if (isLeft(amendments)) throw new Error(`${path}: ${reasonsInWords(amendments.left)}`)
  if (amendments.right.length === 0) throw new Error(`${path}: it holds no amendment`)
  return amendments.right
}

const read = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

const listOf = (u: unknown): unknown => {
  if (Array.isArray(u)) return u
  return typeof u === 'object' && u !== null && 'amendments' in u ? u.amendments : [u]
}
