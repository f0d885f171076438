import { setUp } from './setup.mjs'
import { run } from './run.mjs'

// `npm run release:publish`: publishes the tarballs that `npm run release:check` has checked; for continuous integration.
if (process.env.GITHUB_ACTIONS !== 'true') {
  console.error('release: only a workflow publishes, for provenance says where a package was built')
  process.exit(2)
}
setUp()
const { pack, publishedFolders, temporaryFolder } = await import('../dist/index.js')
const { path, remove } = temporaryFolder()
try {
  for (const folder of publishedFolders())
    if (run('npm', 'publish', '--provenance', '--access', 'public', await pack(folder, path)) !== 0) {
      process.exitCode = 1
      break
    }
} finally {
  remove()
}
