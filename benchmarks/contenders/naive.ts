import type { Contender } from './contender.ts'
import { scrubByLibrary, scrubByPattern, scrubTree } from './scrub.ts'
import { wholeText } from './whole.ts'

/** The middleware that one writes in an afternoon: parse, walk, replace, stringify. */
export const NAIVE: readonly Contender[] = [
  { name: 'naive', title: 'naive: parse, walk, patterns', scrub: scrubByPattern },
  { name: 'naive-libphonenumber', title: 'naive with `libphonenumber-js`', scrub: scrubByLibrary },
].map(({ name, title, scrub }) => ({
  name,
  title,
  peers: [],
  isBound: false,
  prepare: () => ({ start: wholeText((body) => JSON.stringify(scrubTree(JSON.parse(body), scrub))) }),
}))
