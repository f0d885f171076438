/**
 * The site as static files.
 *
 * @module
 */
export { playgroundFiles, type SiteFiles } from './build/playground.ts'
export { siteFiles, type Site } from './build/site.ts'
export { brokenIn } from './build/check-links.ts'
export { serveFiles, type Served } from './build/serve.ts'
export { writeSite, type Written } from './build/write.ts'
