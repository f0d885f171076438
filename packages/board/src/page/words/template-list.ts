import type { Instant } from '../model/json.ts'
import type { TemplateList } from '../model/template-list.ts'
import { plainly } from './text.ts'

/** The state of an account's list of templates. */
export const listInWords = (
  { isComplete, readAt, failure }: TemplateList,
  when: (at: Instant | null) => string,
): readonly string[] => [
  ...(isComplete
    ? [readAt === null ? 'All templates are known' : `All templates are known, last read ${when(readAt)}`]
    : []),
  ...(isComplete || failure !== null ? [] : ['Not read yet']),
  ...(failure === null
    ? []
    : [
        `Reading failed${failure.since === null ? '' : ` since ${when(failure.since)}`}: ` +
          `${plainly(failure.detail)}`,
      ]),
]
