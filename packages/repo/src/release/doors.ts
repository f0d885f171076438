import type { Manifest } from '../manifests.ts'

/** Doors that only a test runner of the caller's opens. */
const needsRunner = /\/(?:vitest|node-test|contract)$/

/** What somebody who installed a package imports it by, but for its package.json and what needs a test runner. */
export const doorsOf = ({ name, exports }: Manifest): readonly string[] =>
  Object.keys(exports ?? {})
    .filter((door) => door !== './package.json' && door !== './testing')
    .map((door) => `${name}${door.slice(1)}`)
    .filter((door) => !needsRunner.test(door))
