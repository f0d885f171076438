import type { FileCalls } from '../file-store.ts'
import type { Carried } from './carried.ts'

/** What can be asked of a store. */
export type Method = Exclude<keyof FileCalls, 'capabilities'>

export type Arguments = { readonly [Name in Method]: Parameters<FileCalls[Name]> }

export type Results = { readonly [Name in Method]: Awaited<ReturnType<FileCalls[Name]>> }

/** A call, from the caller's thread to the store's. */
export type Request<Name extends Method = Method> = {
  readonly [Each in Name]: { readonly id: number; readonly method: Each; readonly values: Arguments[Each] }
}[Name]

/** What came of the call of that id, from the store's thread to the caller's. */
export type Answer =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly failure: Carried }

/** The id of the first answer, which nobody asks for: is the file open? */
export const opening = 0
