/**
 * The site as static files.
 *
 * @module
 */
export { playgroundFiles, type SiteFiles } from './build/playground.ts'
export { writeSite } from './build/write.ts'
