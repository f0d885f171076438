/**
 * What documentation shows of programs, written anew: `npm run docs`; and the skeletons of a rulebook:
 * `npm run rulebook`. The checks themselves are tests.
 *
 * @module
 */
export { matrixCode, matrixTable } from './matrix/report.ts'
export { runMatrix, type MatrixOptions, type Row } from './matrix/matrix.ts'
export { refreshApi } from './api/kept.ts'
export { checkRelease, type ReleaseCheck } from './release/check.ts'
export { publishedFolders } from './bundle/bundle.ts'
export { pack, packedWith } from './pack.ts'
export { temporaryFolder } from './temporary.ts'
export { refreshDocs } from './docs/refresh.ts'
export { leftToDo } from './scaffold/left-to-do.ts'
export { scaffoldRulebook, type Scaffold } from './scaffold/rulebook.ts'
