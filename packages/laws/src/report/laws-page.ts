import type { Law } from '../law.ts'

/** The page that lists the laws: each with its clauses, the situations it needs, and the defects that it catches. */
export const lawsPage = (laws: readonly Law[]): string => {
  const mutants = laws.reduce((sum, law) => sum + law.mutants.length, 0)
  return `# The laws

${laws.length} sentences that hold for every engine of these rules, with ${mutants} deliberate defects that they
catch. \`guichet laws\` runs them; a law in whose runs one of its situations never occurred fails as not exercised.

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
    `- Speaks of: ${Object.keys(situations).join('; ')}.`,
    `- Catches: ${mutants.map(({ defect }) => defect).join('; ')}.`,
  ].join('\n')
