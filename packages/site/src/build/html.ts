/** A text as it stands in HTML, also inside an attribute. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The way from a page to the root of the site: `../../` from `core/rules/`. */
export const toRoot = (url: string): string => '../'.repeat(url.split('/').length - 1)
