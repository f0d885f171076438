/**
 * What documentation shows of programs, written anew: `npm run docs`. The checks themselves are tests.
 *
 * @module
 */
export { refreshDocs } from './docs/refresh.ts'
