import { expect } from 'chai'
import * as codes from '../../lib/bytes/codes.ts'
import * as grammar from '../../lib/walk/grammar.ts'
import * as extensions from '../../lib/walk/hint-extensions.ts'
import { LISTED } from '../../lib/walk/written-number.ts'
import * as tables from '../../lib/walk/hint-tables.ts'
import { lookCloser } from '../../lib/walk/hints.ts'
import { Kernel } from '../../lib/walk/kernel/kernel.ts'
import { MODULE } from '../../lib/walk/kernel/module.generated.ts'
import * as leaf from '../../lib/walk/leaf.ts'
import * as watch from '../../lib/walk/watch.ts'
import { random } from '../helpers/documents.ts'
import { corpusTexts, makeText, spell } from './hint-texts.ts'

/** Texts that are tried. EGRESS_SEED and EGRESS_RUNS repeat a failure, or look further. */
const RUNS = 200 * Number(process.env['EGRESS_RUNS'] ?? 200)
const SEED = Number(process.env['EGRESS_SEED'] ?? 60_725)

type Random = (below: number) => number

const kernel = new Kernel()
const FLAGS = new Map([
  [codes.AT, leaf.HAS_AT], [codes.COLON, leaf.HAS_COLON], [codes.EQUALS, leaf.HAS_COLON], [codes.PLUS, leaf.HAS_PLUS],
  [codes.PERCENT, leaf.HAS_PERCENT], [codes.BACKSLASH, leaf.HAS_ESCAPE],
])
/** What stands around a text does not belong to it, whatever it looks like. */
const GARBAGE = [...Buffer.from('0123456789"\\ :@%+-(/.,=?_xeKBJAbn'), 0xd0, 0xb1, 0xc2, 0xa0, 0xff, 0]
const MARGIN = 24

/** The hints of both, for a text as it stands in JSON. */
function hintsOf(content: Buffer, r: Random, offset: number): readonly [wanted: number, found: number] {
  let flags = 0
  for (const byte of content) flags |= byte > 0x7f ? leaf.HAS_NON_ASCII : (FLAGS.get(byte) ?? 0)
  const digits = content.toString('latin1').replaceAll(/\\(?:u[0-9a-f]{4}|.)/gi, '').replaceAll(/[^0-9]/g, '').length
  const from = kernel.at.INPUT + MARGIN + offset
  const to = from + content.length
  for (let i = 1; i <= MARGIN; i++) {
    kernel.bytes[from - i] = GARBAGE[r(GARBAGE.length)] as number
    kernel.bytes[to - 1 + i] = GARBAGE[r(GARBAGE.length)] as number
  }
  kernel.bytes.set(content, from)
  return [lookCloser(content, 0, content.length, flags, digits), kernel.lookCloser(from, to, flags, digits)]
}

/** @param written the text in JSON, without its quotes */
function expectSame(written: string, r: Random, offset: number): number {
  const [wanted, found] = hintsOf(Buffer.from(written), r, offset)
  if (wanted !== found) expect(found, `"${written}", from byte ${offset} of a block`).to.equal(wanted)
  return wanted
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** A moment; or nearly one. */
function makeMoment(r: Random): string {
  const two = (below: number): string => String(r(below)).padStart(2, '0')
  let text = `${pick(['19', '20', '21', '00'], r)}${two(100)}-${two(14)}-${two(34)}T${two(25)}:${two(61)}`
  if (r(5) > 0) text += `:${two(61)}`
  if (r(2) === 0) text += `.${String(r(1_000_000_000)).slice(0, 1 + r(9))}`
  text += pick(['', 'Z', '+01:00', '-0530', '+00', 'z', '-05:30[', ' ', '/2026'], r)
  if (r(4) > 0) return text
  const at = r(text.length)
  return text.slice(0, at) + pick([...'0129-:.T Z+x(/'], r) + text.slice(at + r(2))
}

/** What bodies are full of. */
function makeId(r: Random): string {
  const hex = (count: number): string => Array.from({ length: count }, () => r(16).toString(16)).join('')
  const digits = (count: number): string => Array.from({ length: count }, () => String(r(10))).join('')
  const uuid = (): string => [8, 4, 4, 4, 12].map(hex).join('-')
  const makers = [
    uuid, () => hex(32), () => digits(1 + r(30)), () => `acc_${digits(10)}`,
    () => Buffer.from(hex(30)).toString('base64'),
    () => `https://api.example.org/v1/accounts/${digits(12)}/calls/${uuid()}`, () => `10.${r(256)}.${r(256)}.${r(256)}`,
    () => `INV-2026-${digits(6)}`, () => `${hex(r(50))}-${digits(3)}`, () => `v${r(9)}.${r(99)}.${r(999)}`,
    () => `${digits(2 + r(4))}-${digits(2 + r(4))}-${digits(2 + r(4))}`,
  ]
  return pick(makers, r)()
}

function pick<Item>(from: readonly Item[], r: Random): Item {
  return from[r(from.length)] as Item
}

describe('the closer look of the kernel', () => {
  it(`has the same hints as the plain one (seed ${SEED}, ${RUNS} texts)`, () => {
    const corpus = corpusTexts()
    let silent = 0
    for (let i = 0; i < RUNS; i++) {
      const r = random(SEED + i)
      let text = makeText(r, corpus)
      if (r(6) === 0) text += makeText(r, corpus) + makeText(r, corpus)
      if (expectSame(spell(text, r).slice(1, -1), r, r(16)) === 0) silent++
    }
    expect(silent).to.be.within(RUNS / 10, RUNS * 0.9)
  }).timeout(0)

  it('has them for moments and ids', () => {
    let moments = 0
    for (let i = 0; i < RUNS / 2; i++) {
      const r = random(SEED + i)
      if (expectSame(makeMoment(r), r, r(16)) === 0) moments++
      expectSame(makeId(r), r, r(16))
    }
    expect(moments).to.be.within(RUNS / 20, RUNS * 0.49)
  }).timeout(0)

  it('has them behind every control character', () => {
    const r = random(SEED)
    for (let unit = 0; unit < 0x20; unit++) {
      const escape = `\\u${unit.toString(16).padStart(4, '0')}`
      for (const text of ['3-45-6187', '101', 'ext. 101', 'ann@example.org', 'sip:1@example.org', `Bearer ${'a1'.repeat(9)}`]) {
        expectSame(`x${escape}${text}`, r, 0)
        expectSame(`x ext${escape}${text}${escape}`, r, 0)
      }
    }
  })

  it('has them wherever in a block a text begins', () => {
    const r = random(SEED)
    const filled = (count: number): string => 'a '.repeat(count).slice(0, count)
    const texts = [
      'ext. 101', 'Durchwahl: 24', 'PJSIP/1001-1', 'a *101', '+44 7700 900123', '(202) 555-0123', '0044 20 7946 0001',
      'sip:1001@10.0.0.1', 'tel:7042', 'a?b=c', '%40', 'x@example.org', 'ftp://ann:secret@host',
      '\u0434\u043e\u0431. 101', `eyJ${'a'.repeat(20)}.b.${'c'.repeat(20)}`, `Bearer ${'a1'.repeat(9)}`,
      `xoxb-${'1'.repeat(24)}`, '\u00a0', '12,,34',
    ]
    for (const text of texts) {
      for (let before = 0; before < 34; before++) {
        for (const written of [text, filled(before) + text, filled(before) + text + filled(before)]) {
          for (let offset = 0; offset < 16; offset++) expectSame(inJson(written), r, offset)
        }
      }
    }
  })

  it('has them for texts with escapes, and long ones', () => {
    const r = random(SEED)
    const written = [
      '\\next 101', '\\\\next 101', 'e\\nxt 101', '\\u0041', '\\\\u0041', ' \\n{', '\\"[1]\\"', ' \\"\\\\\\"',
      '\\t\\r\\f\\b\\/',
      `${'a'.repeat(4094)}\\n`, `${'a'.repeat(4095)}\\n`, '\\n'.repeat(2048), '\\n'.repeat(2049),
      `${'ab, '.repeat(9000)}x101`, `${'12-'.repeat(9000)}`, `${'(1'.repeat(9000)}`, `${'1 '.repeat(9000)}`,
      '1'.repeat(9000), '', '\\\\',
    ]
    for (const text of written) for (let offset = 0; offset < 16; offset++) expectSame(text, r, offset)
  })
})

describe('the assembly of the kernel', () => {
  const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: WebAssemblyApi }
  const { exports } = new wasm.Instance(new wasm.Module(Buffer.from(MODULE, 'base64')))
  const values = new Map(Object.entries(exports).flatMap(([name, item]) => {
    const value = typeof item === 'object' ? item.value : undefined
    return typeof value === 'number' ? [[name, value] as const] : []
  }))

  /** Constants of one side that the other side spells in another way. */
  const RENAMED: Readonly<Record<string, number>> = {
    POINT: codes.DOT, DIGIT_ZERO: codes.ZERO, DIGIT_NINE: codes.NINE, AT_SIGN: codes.AT, BESIDE_DIGITS: extensions.IN_NUMBER,
    R_KEY: leaf.KEY, R_STRING: leaf.STRING, R_NUMBER: leaf.NUMBER, R_LITERAL: leaf.LITERAL, R_PART: leaf.PART,
    R_OPEN: leaf.OPEN, R_CLOSE: leaf.CLOSE, R_DOCUMENT: leaf.DOCUMENT,
  }
  const SAME: readonly (readonly [string, Readonly<Record<string, unknown>>, (name: string) => boolean])[] = [
    ['byte values', codes, (name) => name !== 'AT'],
    ['flags and hints', leaf, (name) => /^(?:HAS_|HINT_|LOO|FIRST_|LAST_|NO_|FAR_|DIGITS_|MAX_)/.test(name)],
    ['types', watch, (name) => /^(?:T_|TELLING|MAX_TOLD)/.test(name)],
    ['states of numbers', grammar, (name) => name.startsWith('N_')],
    ['bits and marks', tables, (name) => /^(?:[BM]_|JWT)/.test(name)],
    ['bits around extensions', extensions, (name) => name.startsWith('BE')],
    ['names of its own', RENAMED, () => true],
  ]
  for (const [what, constants, isMeant] of SAME) {
    it(`knows the same ${what}`, () => {
      const known = Object.entries(constants).filter(([name]) => isMeant(name) && values.has(name))
      expect(known).to.have.length.above(1)
      for (const [name, value] of known) if (typeof value === 'number') expect(values.get(name), name).to.equal(value)
    })
  }

  it('has room for every table', () => {
    const { at } = kernel
    expect(at.CHANNELS + tables.CHANNELS.length).to.be.at.most(at.SCHEMES)
    expect(at.SCHEMES + tables.SCHEMES.length).to.be.at.most(at.LISTED)
    expect(at.LISTED + LISTED.length * 4).to.be.at.most(at.ENDINGS)
    expect(at.SECRETS + tables.SECRETS.length * at.SECRET_SIZE).to.be.at.most(at.CHANNELS)
    expect(at.LABELS + tables.LABELS.length).to.be.at.most(at.TELEPHONE_WORDS)
    expect(at.TELEPHONE_WORDS + tables.TELEPHONE_WORDS.length).to.be.at.most(at.INPUT)
    expect(at.FOREIGN_ENDS + (tables.FOREIGN_ENDS.length + 1) * 4).to.be.at.most(at.FOLDING)
    for (const prefix of tables.SECRETS) expect(prefix.length).to.be.at.most(at.PREFIX_LENGTH_)
    expect(tables.SECRETS.length, 'a bit each').to.be.at.most(8)
    expect(kernel.bytes.subarray(at.FOLDING, at.FOLDING + 4096)).to.deep.equal(Buffer.from(tables.FOLDING))
  })
})

interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: Record<string, { value?: number } | (() => void)> }
}
