import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'

const built = join(root, 'packages', 'repo', 'dist', 'bundle', 'in-place.js')
const load = () => import(pathToFileURL(built).href)

/** `npm run build` has two steps of its own around the compiler: bundles go out, and come in again. */
const [step] = process.argv.slice(2)
if (step === 'in') await (await load()).bundleInPlace()
else if (existsSync(built)) (await load()).unbundle()
