import { register } from 'node:module'

// Lets a process of Node read this repository's sources, which need no more than the types taken out.
register('./typescript-hooks.mjs', import.meta.url)
