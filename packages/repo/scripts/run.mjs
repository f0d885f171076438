import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

const shell = process.platform === 'win32'

const runWith =
  (stdio) =>
  (command, ...args) => {
    const done = spawnSync(command, args, { cwd: root, stdio, shell })
    if (done.error) console.error(`${command}: ${done.error.message}`)
    return done.status ?? 1
  }

/** Runs a command in the root and shows what it prints; gives its exit code. */
export const run = runWith('inherit')

/** The same, with all that it prints on standard error. */
const runAside = runWith(['inherit', 2, 2])

/** Where a command of the project's own dependencies is. */
export const toolPath = (tool) => join(root, 'node_modules', '.bin', tool)

/** Runs a command of the project's own dependencies. */
export const runTool = (tool, ...args) => run(toolPath(tool), ...args)

/** What sets up the repository prints nothing on standard output, which belongs to the command that follows. */
export const aside = { run: runAside, runTool: (tool, ...args) => runAside(toolPath(tool), ...args) }

/** Runs a step; ends the process with its exit code when it fails. */
export const step = (title, action) => {
  console.error(`\n› ${title}`)
  const code = action()
  if (code === 0) return
  console.error(`${title} failed (exit code ${code}).`)
  process.exit(code)
}
