/** Why a file could not be read. */
export const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
      return 'no such file'
    case 'EACCES':
      return 'may not be read'
    case 'EISDIR':
      return 'is a folder'
    case 'Z_BUF_ERROR':
      return 'the gzip file is cut short'
    case 'Z_DATA_ERROR':
      return 'the gzip file is damaged'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
