/** A law, what it rests on, and what it catches. */
export interface TracedLaw {
  readonly id: string
  readonly cites: readonly string[]
  /** The deliberate defects that it catches. */
  readonly mutants: string
}

/** The laws as their page lists them. */
export const lawsIn = (page: string): readonly TracedLaw[] =>
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      id: section.split('\n')[0] ?? '',
      cites: [...(/^- Rests on (.*)$/m.exec(section)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(
        ([, id = '']) => id,
      ),
      mutants: /^- Catches: (.*)\.$/m.exec(section)?.[1] ?? '',
    }))
