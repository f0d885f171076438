/**
 * An event's id of several parts, the same whenever its webhook comes again (HOOK-10). No two lists of parts of the same length
 * have the same id.
 */
export const eventId = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => String(part).replace(/[%/]/g, encodeURIComponent)).join('/')
