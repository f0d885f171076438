/** Lets others do something first. Node's own turns would be sooner; other runtimes have none. */
export const turn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0))
