/** What anybody can tell of an error, but where it was thrown and of which class it is. */
export const told = (thrown: unknown): unknown =>
  thrown instanceof Error
    ? { ...thrown, name: thrown.name, message: thrown.message, cause: told(thrown.cause) }
    : thrown
