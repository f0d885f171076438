import { startServer } from '@guichet/store-postgres/testing'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run: its URL, or why none could be started. */
    readonly postgres: { readonly url: string } | { readonly missing: string }
  }
}

/** Before all files: starts the server that those share that neither stop nor change it. */
export const setup = async ({ provide }: TestProject): Promise<(() => void) | undefined> => {
  if ((process.env['DATABASE_URL'] ?? '') !== '') return undefined
  const server = await startServer().catch((thrown: unknown) => String(thrown))
  if (typeof server === 'string') {
    provide('postgres', { missing: server })
    return undefined
  }
  provide('postgres', { url: server.url })
  return () => server.remove()
}
