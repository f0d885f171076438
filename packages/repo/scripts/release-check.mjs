import { setUp } from './setup.mjs'

// `npm run release:check`: everything that a release needs, without publishing. `-- --tag v1.2.3` also checks the tag.
const usage = 'npm run release:check [-- --tag vX.Y.Z]'
const [flag, tag, ...rest] = process.argv.slice(2)
if (rest.length > 0 || (flag !== undefined && (flag !== '--tag' || tag === undefined))) {
  console.log(`Usage: ${usage}`)
  process.exit(flag === '--help' || flag === '-h' ? 0 : 2)
}

setUp()
const { checkRelease, temporaryFolder } = await import('../dist/index.js')
const { path, remove } = temporaryFolder()
try {
  const onStep = (step) => console.error(`› ${step}`)
  const problems = await checkRelease({ folder: path, tag: tag ?? null, onStep })
  for (const problem of problems) console.log(problem)
  console.log(problems.length === 0 ? 'ready to be released' : `${problems.length} problems`)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  remove()
}
