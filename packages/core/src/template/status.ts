/** Whether a template may be sent, going by its status (TPL-2). */
export type Sendability = 'sendable' | 'not-approved' | 'paused' | 'disabled'

/** What Meta's status word means; a word not known today is no approval (TPL-2). */
export const meaningOf = (status: string): Sendability => {
  switch (status) {
    case 'APPROVED':
    case 'REINSTATED':
    case 'UNARCHIVED':
    case 'FLAGGED':
    case 'LOCKED':
      return 'sendable'
    case 'PAUSED':
      return 'paused'
    case 'DISABLED':
      return 'disabled'
    default:
      return 'not-approved'
  }
}

/** May a template of that status be sent? A status that is not known forbids nothing. */
export const maySend = (status: string | null): boolean => status === null || meaningOf(status) === 'sendable'
