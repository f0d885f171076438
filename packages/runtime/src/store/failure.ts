/**
 * Why a store could not do its work. `unavailable`: it cannot be reached, or the connection was lost.
 * `full`: no space is left. `read-only`: it may not be written. `locked`: another holds it for too long.
 * `corrupt`: what it holds is not what was written. `unsuitable`: no store of ours, or of a newer version.
 */
export type StoreFailureKind = 'unavailable' | 'full' | 'read-only' | 'locked' | 'corrupt' | 'unsuitable'

/** What a store's functions reject with. */
export interface StoreFailure extends Error {
  readonly name: 'StoreFailure'
  readonly kind: StoreFailureKind
  /** For a commit: `false` where the change may have been stored although no word of it came. */
  readonly isCertain: boolean
}

/** Makes the failure; `cause` is what the database said. */
export const storeFailure = (
  kind: StoreFailureKind,
  message: string,
  { cause, isCertain = true }: { readonly cause?: unknown; readonly isCertain?: boolean } = {},
): StoreFailure =>
  Object.assign(new Error(message, { cause }), { name: 'StoreFailure' as const, kind, isCertain })

export const isStoreFailure = (thrown: unknown): thrown is StoreFailure =>
  thrown instanceof Error && thrown.name === 'StoreFailure' && 'kind' in thrown
