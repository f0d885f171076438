/** The action of a key. */
export type Action = 'search' | 'next' | 'previous' | 'first' | 'last' | 'help' | 'leave-search'

/** The relevant fields of a key press. */
export interface Press {
  readonly key: string
  readonly hasModifier: boolean
  /** Is the reader typing into a field? */
  readonly isTyping: boolean
  /** Is a dialog open over the list? */
  readonly isInDialog: boolean
}

/** The keys, for the help page. */
export const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['/'], 'search'],
  [['j', '↓'], 'next thread'],
  [['k', '↑'], 'previous thread'],
  [['Home', 'End'], 'first, last thread shown'],
  [['Enter'], 'open the thread'],
  [['Esc'], 'close, or leave the search'],
  [['?'], 'this help'],
]

/** The action of a key press; `null` if the browser handles it. */
export const actionOf = ({ key, hasModifier, isTyping, isInDialog }: Press): Action | null => {
  if (hasModifier) return null
  if (isTyping) return key === 'Escape' && !isInDialog ? 'leave-search' : null
  if (key === '?' && !isInDialog) return 'help'
  if (key === '/' && !isInDialog) return 'search'
  if (key === 'j' || (key === 'ArrowDown' && !isInDialog)) return 'next'
  if (key === 'k' || (key === 'ArrowUp' && !isInDialog)) return 'previous'
  if (isInDialog) return null
  if (key === 'Home') return 'first'
  return key === 'End' ? 'last' : null
}
