export { boardFiles, type BoardFile } from './files.ts'
