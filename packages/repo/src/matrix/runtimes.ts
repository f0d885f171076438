/** What a runtime runs: the bot by itself, as a worker or in a page, or the gateway as a worker. */
export type Way = 'program' | 'worker' | 'page' | 'gateway'

/** A runtime of the matrix, and the package of npm that brings it. */
export interface Runtime {
  readonly name: string
  /** `null`: what the machine has, since npm has no package of it. */
  readonly npm: { readonly name: string; readonly version: string } | null
  readonly way: Way
  /** What stands between the runtime's command and the program. */
  readonly args: readonly string[]
}

const byNpm = (
  name: string,
  version: string,
  way: Way = 'program',
  args: readonly string[] = [],
): Runtime => ({
  name: `${name} ${version}`,
  npm: { name, version },
  way,
  args,
})

/** The oldest Node that is supported, the newest of each later line, and what else runs JavaScript. */
export const runtimes: readonly Runtime[] = [
  byNpm('node', '20.19.0'),
  byNpm('node', '22.23.3'),
  byNpm('node', '24.21.0'),
  byNpm('node', '26.10.0'),
  byNpm('bun', '1.4.5'),
  byNpm('deno', '2.9.6', 'program', ['run', '--allow-all', '--node-modules-dir=manual']),
  byNpm('workerd', '1.20261117.1', 'worker'),
  { ...byNpm('workerd', '1.20261117.1', 'gateway'), name: 'workerd 1.20261117.1, gateway' },
  { name: 'chromium', npm: null, way: 'page', args: [] },
]

/** The newest patch of each TypeScript from the oldest that is supported on. */
export const compilers: readonly string[] = [
  '5.0.4',
  '5.1.6',
  '5.2.2',
  '5.3.3',
  '5.4.5',
  '5.5.4',
  '5.6.3',
  '5.7.3',
  '5.8.3',
  '5.9.3',
  '6.0.3',
  '7.0.2',
]
