import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { keptReport, keptReports, reportedPackages } from '../src/api/kept.ts'
import { apiReports, reportOfEntry, type ApiReport } from '../src/api/report.ts'
import { temporaryFolder } from '../src/temporary.ts'

const packages = reportedPackages()
let reports: readonly ApiReport[] = []
beforeAll(() => {
  reports = apiReports(packages)
})

describe('what a package lets out', () => {
  it.each(packages.map(({ folder }) => folder))('of %s is what its report says', (folder) => {
    const now = reports.find((one) => one.folder === folder)?.text
    expect(now, 'if you mean it: npm run api, and say it in the notes').toBe(keptReport(folder))
  })

  it('has a report for every package, and none for others', () => {
    expect(keptReports().toSorted()).toEqual(packages.map(({ folder }) => folder).toSorted())
  })
})

/** The report of a made-up package of two files. */
const made = (index: string, other: string): string => {
  const { path, remove } = temporaryFolder()
  try {
    mkdirSync(join(path, 'dist'))
    writeFileSync(join(path, 'dist', 'index.d.ts'), index)
    writeFileSync(join(path, 'dist', 'other.d.ts'), other)
    return reportOfEntry('made', join(path, 'dist', 'index.d.ts'))
  } finally {
    remove()
  }
}

const index = "export { f } from './other.ts'\nexport type { A } from './other.ts'\n"
const other =
  'interface Hidden { readonly a: number }\nexport interface A extends Hidden { readonly b: string }\nexport declare const f: (a: A) => void\ninterface Unused { readonly c: 1 }\n'

describe('a report', () => {
  it('has names, and the types that they mention', () => {
    expect(made(index, other)).toBe(
      [
        '# made',
        '',
        'interface A extends Hidden {',
        '    readonly b: string;',
        '}',
        'const f: (a: A) => void;',
        '',
        '# mentioned, and not let out',
        '',
        'interface Hidden {',
        '    readonly a: number;',
        '}',
        '',
      ].join('\n'),
    )
  })

  it.each([
    ['a comment', index, `/** What it does. */\n${other}`],
    ['the order', index.split('\n').toReversed().join('\n'), other],
    ['what nobody mentions', index, other.replace('c: 1', 'c: 2')],
  ])('does not change with %s', (_, changedIndex, changedOther) => {
    expect(made(changedIndex, changedOther)).toBe(made(index, other))
  })

  it.each([
    [
      'a name',
      `${index}export type { Hidden } from './other.ts'\n`,
      other.replace('interface Hidden', 'export interface Hidden'),
    ],
    ['a name for another', index.replace('{ f }', '{ f as g }'), other],
    ['a type', index, other.replace('b: string', 'b: number')],
    ['a type that is only mentioned', index, other.replace('a: number', 'a?: number')],
    ['a parameter', index, other.replace('(a: A)', '(a: A, b: A)')],
  ])('changes with %s', (_, changedIndex, changedOther) => {
    expect(made(changedIndex, changedOther)).not.toBe(made(index, other))
  })
})
