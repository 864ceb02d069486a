import type { Contender } from './contender.ts'
import { wholeText } from './whole.ts'

/** What no filter that copies, parses, or parses and writes can be faster than. */
export const BOUNDS: readonly Contender[] = [
  {
    name: 'memcpy',
    title: 'copy of the bytes',
    peers: [],
    isBound: true,
    prepare: () => ({ start: (emit) => ({ push: (chunk) => emit(Buffer.from(chunk)), end: () => {} }) }),
  },
  {
    name: 'json-parse',
    title: '`JSON.parse(string)`',
    peers: [],
    isBound: true,
    prepare: () => ({ text: (body) => JSON.parse(body) as unknown }),
  },
  {
    name: 'parse-stringify',
    title: 'parse and stringify',
    peers: [],
    isBound: false,
    prepare: () => ({ start: wholeText((body) => JSON.stringify(JSON.parse(body))) }),
  },
]
