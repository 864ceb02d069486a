import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Contender } from './contender.ts'
import { peer } from './peer.ts'
import { scrubByPattern } from './scrub.ts'

interface Token {
  readonly name: string
  readonly value?: unknown
}

type Stage = (options: object) => unknown

interface StreamJson {
  readonly parser: Stage
}

interface Stringer {
  readonly stringer: Stage
}

interface StreamChain {
  readonly default: (stages: readonly unknown[]) => Duplex
}

interface Tokenizer {
  write(chunk: Uint8Array): void
  end(): void
  onToken: (token: { token: number; value: unknown }) => void
  parseNumber: (text: string) => unknown
}

interface StreamParser {
  readonly default: { readonly default: new () => Tokenizer }
}

const STRING = 9

/** Parsers that stream, with the two patterns between parsing and writing. Both keep the spelling of numbers. */
export const TOKENIZERS: readonly Contender[] = [
  {
    name: 'stream-json',
    title: '`stream-json` 3, patterns',
    peers: ['stream-json', 'stream-chain'],
    isBound: false,
    prepare: async () => {
      const { parser } = await peer<StreamJson>('stream-json')
      const { stringer } = await peer<Stringer>('stream-json/stringer.js')
      const { default: chain } = await peer<StreamChain>('stream-chain')
      const scrub = (token: Token): Token =>
        token.name === 'stringValue' ? { name: token.name, value: scrubByPattern(String(token.value)) } : token
      return {
        start: (emit) => {
          const stream = chain([parser({ streamValues: false }), scrub, stringer({ useValues: true })])
          stream.on('data', (piece: Buffer | string) => emit(typeof piece === 'string' ? Buffer.from(piece) : piece))
          const done = finished(stream)
          return {
            push: async (chunk) => { if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), done]) },
            end: () => {
              stream.end()
              return done
            },
          }
        },
      }
    },
  },
  {
    name: 'streamparser',
    title: '`@streamparser/json` 0.0.26, patterns',
    peers: ['@streamparser/json'],
    isBound: false,
    prepare: async () => {
      const { default: { default: Tokenizer } } = await peer<StreamParser>('@streamparser/json/tokenizer.js')
      return {
        start: (emit) => {
          let text = ''
          const tokenizer = new Tokenizer()
          tokenizer.parseNumber = (spelling) => spelling
          tokenizer.onToken = ({ token, value }) => {
            text += token === STRING ? JSON.stringify(scrubByPattern(String(value))) : String(value)
          }
          const flush = (): void => {
            if (text !== '') emit(Buffer.from(text))
            text = ''
          }
          return {
            push: (chunk) => {
              tokenizer.write(chunk)
              flush()
            },
            end: () => {
              tokenizer.end()
              flush()
            },
          }
        },
      }
    },
  },
]
