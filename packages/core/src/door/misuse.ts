import { problemsInWords, type Problem } from '../problem.ts'

/** A mistake in the calling program, with everything that is wrong. */
export interface Misuse extends TypeError {
  readonly problems: readonly Problem[]
}

/**
 * Ends a call that TypeScript would not compile, where the mistake is made. The one place of core that throws:
 * whatever may happen to a correct program comes back as a value instead.
 */
export const misuse: (call: string, problems: readonly Problem[]) => never = (call, problems) => {
  const mistake: Misuse = Object.assign(new TypeError(`${call}: ${problemsInWords(problems)}`), {
    problems,
  })
  throw mistake
}
