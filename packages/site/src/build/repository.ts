import { fileURLToPath } from 'node:url'

/** A file of the repository, the same from the sources and from the build. */
export const repositoryFile = (path: string): string =>
  fileURLToPath(new URL(`../../../../${path}`, import.meta.url))
