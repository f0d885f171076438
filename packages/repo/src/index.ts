/**
 * What documentation shows of programs, written anew: `npm run docs`; and the skeletons of a rulebook:
 * `npm run rulebook`. The checks themselves are tests.
 *
 * @module
 */
export { refreshDocs } from './docs/refresh.ts'
export { leftToDo } from './scaffold/left-to-do.ts'
export { scaffoldRulebook, type Scaffold } from './scaffold/rulebook.ts'
