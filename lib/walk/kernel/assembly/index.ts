/** What TypeScript sees of the kernel: two calls, some tables to fill, and where things are. */
export * from './memory'
export { addMember, forgetAll } from './members'
export { splice } from './splice'
export { walk } from './walk'
export * from './bytes'
// For tests.
export * from './hint-bits'
export { lookCloser } from './hints'
