import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { workspacePackages, type Package } from '../manifests.ts'
import { inRoot } from '../root.ts'
import { apiReports } from './report.ts'

const folder = (): string => inRoot('packages', 'repo', 'api')

/** The packages that have a report: those that are published. */
export const reportedPackages = (): readonly Package[] =>
  workspacePackages().filter(({ manifest }) => manifest.private !== true)

/** The report of a package that is in the repository; empty where there is none. */
export const keptReport = (name: string): string => {
  try {
    return readFileSync(inRoot('packages', 'repo', 'api', `${name}.txt`), 'utf8')
  } catch {
    return ''
  }
}

/** The names of all reports in the repository. */
export const keptReports = (): readonly string[] =>
  readdirSync(folder()).map((file) => file.replace(/\.txt$/, ''))

/** Writes all reports anew; gives the packages whose report changed. */
export const refreshApi = (): readonly string[] => {
  const reports = apiReports(reportedPackages())
  const changed = reports.filter(({ folder: name, text }) => keptReport(name) !== text)
  mkdirSync(folder(), { recursive: true })
  for (const name of keptReports())
    if (!reports.some((one) => one.folder === name)) rmSync(inRoot('packages', 'repo', 'api', `${name}.txt`))
  for (const { folder: name, text } of changed)
    writeFileSync(inRoot('packages', 'repo', 'api', `${name}.txt`), text)
  return changed.map(({ folder: name }) => name)
}
