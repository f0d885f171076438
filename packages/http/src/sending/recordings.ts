import type { Recording } from '@guichet/runtime'
import type { Parts } from '../parts.ts'

/**
 * Logs and counts the messages whose outcome the store did not accept. The caller has the answer, and the
 * runtime retries until the outcome is recorded. Gives a function that ends it.
 */
export const watchRecordings = ({ runtime, log, metrics, surroundings }: Parts): (() => void) =>
  runtime.onRecording((recording) => {
    if (recording.is === 'recorded-late') metrics.recordedLate()
    const level = recording.is === 'recorded-late' ? 'warn' : 'error'
    const { outcome, message } = recording
    log({ level, event: wordsOf(recording), at: surroundings.now(), outcome, message })
  })

const wordsOf = ({ is, outcome }: Recording): string => {
  if (is === 'recorded-late') return 'recorded late'
  if (is === 'given-up') return 'never recorded'
  return outcome === 'accepted' ? 'sent and not recorded' : 'outcome not recorded'
}
