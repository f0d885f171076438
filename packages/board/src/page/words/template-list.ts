import type { Instant } from '../model/json.ts'
import type { TemplateList } from '../model/template-list.ts'
import { plainly } from './text.ts'

/** What is known of an account's templates, and why no more. */
export const listInWords = (
  { isComplete, readAt, failure }: TemplateList,
  when: (at: Instant | null) => string,
): readonly string[] => [
  ...(isComplete ? [readAt === null ? 'All are known' : `All are known, last read ${when(readAt)}`] : []),
  ...(isComplete || failure !== null ? [] : ['Not read yet']),
  ...(failure === null
    ? []
    : [
        `Could not be read${failure.since === null ? '' : ` since ${when(failure.since)}`}: ${plainly(failure.detail)}`,
      ]),
]
