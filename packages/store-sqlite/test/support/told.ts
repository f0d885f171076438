/** All that an error shows, without its stack and its class. */
export const told = (thrown: unknown): unknown =>
  thrown instanceof Error
    ? { ...thrown, name: thrown.name, message: thrown.message, cause: told(thrown.cause) }
    : thrown
