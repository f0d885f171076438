import type { Recording } from '@guichet/runtime'
import type { Parts } from '../parts.ts'

/**
 * Logs and counts the messages whose outcome the store did not take: the caller was told, and it is tried again
 * until it is recorded.
 */
export const watchRecordings = ({ runtime, log, metrics, surroundings }: Parts): void => {
  runtime.onRecording((told) => {
    if (told.is === 'recorded-late') metrics.recordedLate()
    const level = told.is === 'recorded-late' ? 'warn' : 'error'
    const { outcome, message } = told
    log({ level, event: wordsOf(told), at: surroundings.now(), outcome, message })
  })
}

const wordsOf = ({ is, outcome }: Recording): string => {
  if (is === 'recorded-late') return 'recorded late'
  if (is === 'given-up') return 'never recorded'
  return outcome === 'accepted' ? 'sent and not recorded' : 'outcome not recorded'
}
