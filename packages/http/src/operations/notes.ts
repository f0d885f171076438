/** What the log, or a span, contains about a request besides its status and time. */
export interface Note {
  /** The pattern of its route, such as `GET /threads/:phoneNumberId/:customer`; not there where there is none. */
  readonly route?: string
  /** The name of the API key that let it in. */
  readonly key?: string
  /** The id of the tenant that the key belongs to. */
  readonly tenant?: string
  /** The phone number id to send from. */
  readonly phoneNumberId?: string
  /** The outcome: that of a send, `passed-on`, or `not-passed-on`. */
  readonly outcome?: string
  /** Why the rules refuse it, such as `service-window-closed`; comma-separated. */
  readonly reasons?: string
  /** Meta's code of the error that it was answered with. */
  readonly code?: number
  /** The kind of the problem that it was answered with, such as `refused-by-rule`. */
  readonly problem?: string
  /** The message that was sent. */
  readonly wamid?: string
}

const notes = new WeakMap<Request | Response, Note>()

/** Adds a note about a request, or about its answer. */
export const note = (about: Request | Response, more: Note): void => {
  notes.set(about, { ...notes.get(about), ...more })
}

/** All that was noted about it. */
export const noteOf = (about: Request | Response): Note => notes.get(about) ?? {}

/** An answer, with something noted about it. */
export const noted = (answer: Response, more: Note): Response => {
  note(answer, more)
  return answer
}
