import { rulebooks, type Rules } from '@guichet/core'
import { asTypeScript } from './markdown.ts'

/** Where the values of all rulebooks stand for the reading copy, which must not import core's. */
export const valuesPath = 'packages/laws/src/reading/rulebooks.ts'

/** The values of all rulebooks without their reasons, each as what it changes. */
export const valuesOfRulebooks = (): Promise<string> => {
  const [founding, ...later] = rulebooks.map(({ id, rules }, index) => ({
    effective: id,
    changes: changesSince(rulebooks[index - 1]?.rules, rules),
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

const changesSince = (before: Rules | undefined, rules: Rules): Readonly<Record<string, unknown>> => {
  const [old, now] = [valuesOf(before ?? {}), valuesOf(rules)]
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name])),
  )
}

const valuesOf = (rules: Partial<Rules>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, withoutReason(rule)]))

const withoutReason = (rule: object | null): object | null => {
  if (rule === null) return null
  const { because: _, ...value } = { because: [], ...rule }
  return value
}
