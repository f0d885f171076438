/**
 * A thread's history as a picture: SVG text, the same for the same events everywhere.
 *
 * @module
 */
export { drawTimeline, type TimelineOptions } from './timeline.ts'
export type { Theme } from './style.ts'
