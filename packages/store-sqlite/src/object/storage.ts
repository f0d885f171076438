/** What of `ctx.storage` of a durable object with SQLite is used; Cloudflare's own types have it. */
export interface ObjectStorage {
  readonly sql: {
    readonly exec: (query: string, ...bindings: (string | number | null)[]) => ObjectCursor
  }
  /** Runs it in a transaction, which is undone where it throws. */
  readonly transactionSync: <Result>(closure: () => Result) => Result
}

/** The rows of a statement. */
export interface ObjectCursor {
  readonly raw: () => Iterable<readonly unknown[]>
}
