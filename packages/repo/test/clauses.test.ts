import { clauses, wireClauses } from '@guichet/core/clauses'
import { describe, expect, it } from 'vitest'
import { factIds, writtenIdsIn } from '../src/facts/ids.ts'
import { repositoryFiles, readText } from '../src/files.ts'

/** A fact that is no clause has its line where the rules say what they leave out. */
const known: ReadonlySet<string> = new Set([...Object.keys(clauses), ...Object.keys(wireClauses), ...factIds])

/** The ids in a text that name no clause. */
const deadClauses = (text: string): readonly string[] => writtenIdsIn(text).filter((id) => !known.has(id))

const texts = repositoryFiles().filter(
  (path) => /^(README|packages\/.*)\.(md|ts)$/.test(path) && !/\/test\//.test(path),
)

describe('every clause or fact that is named exists', () => {
  it.each(texts)('in %s', (path) => {
    expect(deadClauses(readText(path).text)).toEqual([])
  })

  it('and one that does not is noticed', () => {
    expect(deadClauses('as CSW-1 and CSW-99 say')).toEqual(['CSW-99'])
  })
})
