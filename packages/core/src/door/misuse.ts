import type { Problem } from '../problem.ts'

/** A mistake in the calling program, with everything that is wrong. */
export interface Misuse extends TypeError {
  readonly problems: readonly Problem[]
}

/**
 * The error for a call that TypeScript would not compile. It is thrown where the mistake is made; whatever may
 * happen to a correct program comes back as a value instead.
 */
export const misuse = (call: string, problems: readonly Problem[]): Misuse => {
  const words = problems.map(({ path, reason }) => (path === '$' ? reason : `${path}: ${reason}`))
  return Object.assign(new TypeError(`${call}: ${words.join('; ')}`), { problems })
}
