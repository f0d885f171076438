import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { withFolderInside } from '../temporary.ts'
import { asModules } from './bundle.ts'

/** A program as one small file for a browser or a worker, with all that it needs. */
export interface WebBundle {
  /** Bytes, gzipped. */
  readonly size: number
  /** What it could not take in, such as modules of Node. */
  readonly imports: readonly string[]
}

/** Bundles a program that imports packages of the workspace by their names, from their sources. */
export const webBundle = (program: string): Promise<WebBundle> =>
  withFolderInside(async (folder) => {
    const input = join(folder, 'program.mjs')
    writeFileSync(input, program)
    const work = await rolldown({
      input,
      platform: 'browser',
      resolve: { conditionNames: ['@guichet/source', 'browser', 'import', 'default'] },
      plugins: [asModules],
      checks: { bundlerTimings: false, unresolvedImport: false },
    })
    const { output } = await work.generate({ format: 'esm', minify: true })
    await work.close()
    const chunks = output.flatMap((one) => (one.type === 'chunk' ? [one] : []))
    const own = new Set(chunks.map(({ fileName }) => fileName))
    return {
      size: chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0),
      imports: [
        ...new Set(chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])),
      ].filter((name) => !own.has(name)),
    }
  })
