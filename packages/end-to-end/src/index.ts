/** Filled by the modules beside it. */
export {}
