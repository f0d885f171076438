import Database from 'libsql'

/** Holds the file, so that nobody else can write it; gives how to let it go. */
export const hold = (path: string): (() => void) => {
  const database = new Database(path)
  database.exec('begin exclusive')
  return () => {
    database.exec('rollback')
    database.close()
  }
}
