import { rolldown, type Plugin } from 'rolldown'
import { repositoryFile } from './repository.ts'

/** A module of the site and all that it imports, as one script for a browser; made of the sources. */
export const bundled = async (name: string): Promise<string> => {
  const work = await rolldown({
    input: repositoryFile(`packages/site/src/${name}.ts`),
    platform: 'browser',
    resolve: {
      conditionNames: ['@guichet/source', 'import', 'browser', 'default'],
      alias: {
        'node:crypto': repositoryFile('packages/site/src/playground/node-crypto.ts'),
        // The other one takes Node's buffers for granted.
        'csv-parse/sync': 'csv-parse/browser/esm/sync',
      },
    },
    plugins: [asModules],
    checks: { bundlerTimings: false },
  })
  const { output } = await work.generate({ format: 'esm', minify: true })
  await work.close()
  const [script, ...others] = output
  if (script === undefined || others.length > 0) throw new Error(`${name} became several files`)
  return script.code
}

/** A bundler can leave parts out of the modules of fp-ts and io-ts, not out of their CommonJS. */
const asModules: Plugin = {
  name: 'modules of fp-ts and io-ts',
  resolveId(id, importer, options) {
    const module = id === 'io-ts' ? 'io-ts/es6/index.js' : id.replace(/^fp-ts\/lib\//, 'fp-ts/es6/')
    return module === id ? null : this.resolve(module, importer, { ...options, skipSelf: true })
  },
}
