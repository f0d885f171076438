import { rulebooksWith, type OwnAmendment, type Rules } from '@guichet/core'
import { asTypeScript } from './markdown.ts'

/** Where the values of all rulebooks stand for the reading copy, which must not import core's. */
export const valuesPath = 'packages/laws/src/reading/rulebooks.ts'

/** The values of all rulebooks without their reasons, each as what it changes. */
export const valuesOfRulebooks = (amendments: readonly OwnAmendment[] = []): Promise<string> => {
  const [founding, ...later] = rulebooksWith(amendments).map(({ id, rules }, index, books) => ({
    effective: id,
    changes: changesSince(books[index - 1]?.rules, rules),
  }))
  return asTypeScript(
    `import type { Dated, Values } from './values.ts'

/** The first rulebook. Written by \`npm run docs\`: the values are core's, what they mean is decided here. */
export const founding: Dated<Values> = ${JSON.stringify(founding)}

/** What each later one changes. */
export const amendments: readonly Dated<Partial<Values>>[] = ${JSON.stringify(later)}
`,
  )
}

/** What an amendment names, also where it says again what held before: that ends what somebody amended in between. */
const changesSince = (before: Rules | undefined, rules: Rules): Readonly<Record<string, unknown>> => {
  const old = new Map<string, unknown>(Object.entries(before ?? {}))
  return Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) =>
      before !== undefined && old.get(name) === rule ? [] : [[name, withoutReason(rule)]],
    ),
  )
}

const withoutReason = (rule: object | null): object | null => {
  if (rule === null) return null
  const { because: _, ...value } = { because: [], ...rule }
  return value
}
