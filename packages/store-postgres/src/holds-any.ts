/** Does the column hold any of the texts, letter by letter? `parameter`: a list of texts. */
export const holdsAny = (column: string, parameter: string): string =>
  `EXISTS (SELECT FROM unnest(${parameter}::text[]) AS wanted WHERE strpos(${column}, wanted) > 0)`
