import type { Law } from '../law.ts'

/** The page that lists the laws: each with its clauses, the situations it needs, and the defects that it catches. */
export const lawsPage = (laws: readonly Law[]): string => {
  const mutants = laws.reduce((sum, law) => sum + law.mutants.length, 0)
  return `# The laws

A law is a sentence that holds for every engine of these rules. These ${laws.length} laws catch ${mutants} deliberate defects.
\`guichet laws\` runs them against an engine. A law fails as not exercised if one of its situations never occurs.

${laws.map(section).join('\n\n')}
`
}

const section = ({ id, sentence, cites, situations, mutants }: Law): string =>
  [
    `## ${id}`,
    '',
    sentence,
    '',
    `- Rests on ${cites.map((clause) => `\`${clause}\``).join(', ')}.`,
    `- Situations: ${Object.keys(situations).join('; ')}.`,
    `- Catches: ${mutants.map(({ defect }) => defect).join('; ')}.`,
  ].join('\n')
