import { expect } from 'chai'
import { leavesOf } from '../../benchmarks/measure/leaves.ts'
import { tally, type Tally } from '../../benchmarks/measure/tally.ts'
import { Leaf, spelled, type Tree } from '../../benchmarks/fixtures/leaf.ts'
import { COMPACT, write, type Planted } from '../../benchmarks/fixtures/write.ts'

const PHONE = new Leaf('+44 7700 900123', { secrets: [{ kind: 'phone', core: '7700900123' }] })
const EMAIL = new Leaf('blythe.fen@example.org', { secrets: [{ kind: 'email', core: 'blythe.fen' }] })
const EXTENSION = new Leaf('6001', { isNumber: true, secrets: [{ kind: 'extension', core: '6001' }] })
const NAME = new Leaf('Blythe Fenwhistle', { secrets: [{ kind: 'name', core: 'Fenwhistle' }] })
const NOTE = new Leaf('Order SO-17, ring 07700 900123', {
  secrets: [{ kind: 'phone', core: '7700900123' }], keeps: ['SO-17'],
})
const TREE: Tree = {
  phone: PHONE, email: EMAIL, extension: EXTENSION, name: NAME, note: NOTE,
  id: spelled('9007199254740993'), cost: spelled('1.50'), list: ['a/b', true],
}

function plantedIn(tree: Tree): { text: string; leaves: Planted[] } {
  const leaves: Planted[] = []
  const text = write(tree, COMPACT, (leaf) => leaves.push(leaf))
  return { text, leaves }
}

const { text: TEXT, leaves: LEAVES } = plantedIn(TREE)
/** The document with everything private gone, by hand. */
const FILTERED = '{"phone":"[phone]","email":"[email]","extension":null,"name":"[name]",'
  + '"note":"Order SO-17, ring [phone]","id":9007199254740993,"cost":1.50,"list":["a/b",true]}'

type Counts = Pick<Tally, 'planted' | 'leaked' | 'clean' | 'damaged' | 'respelled'>

function counts(output: string, declared: readonly string[] = []): Counts {
  const { planted, leaked, clean, damaged, respelled } = tally(output, LEAVES, declared)
  return { planted, leaked, clean, damaged, respelled }
}

const SOUND = { planted: 5, leaked: 0, clean: 5, damaged: 0, respelled: 0 }

describe('benchmarks: what leaks and what is damaged', () => {
  it('a right output leaks nothing and damages nothing', () => {
    expect(counts(FILTERED)).to.deep.equal(SOUND)
  })

  it('an output that is the input leaks everything', () => {
    expect(counts(TEXT)).to.deep.equal({ ...SOUND, leaked: 5 })
    expect(tally(TEXT, LEAVES, []).byKind.phone).to.deep.equal({ planted: 2, leaked: 2 })
  })

  it('white space and the order of members are no damage', () => {
    const quoted = JSON.parse(FILTERED.replace(/9007199254740993|1[.]50/g, '"$&"')) as object
    const reversed = Object.fromEntries(Object.entries(quoted).toReversed()) as object
    const output = JSON.stringify(reversed, null, 2).replace(/"(9007199254740993|1[.]50)"/g, '$1')
    expect(counts(output)).to.deep.equal(SOUND)
  })

  const leaks: readonly (readonly [what: string, from: string, to: string])[] = [
    ['a number in another spelling', '"[phone]"', '"07700-900-123"'],
    ['a number whose country is gone', '"[phone]"', '"+[code] 7700 900123"'],
    ['the mailbox of an address', '"[email]"', '"Blythe.Fen@[domain]"'],
    ['an extension as text', 'null', '"x: 6001"'],
    ['the family name', '"[name]"', '"[given] FENWHISTLE"'],
    ['a number in a text', 'ring [phone]', 'ring 07700 900123'],
    ['escapes', '"[email]"', '"\\u0062lythe.fen"'],
  ]
  for (const [what, from, to] of leaks) {
    it(`leak: ${what}`, () => {
      expect(FILTERED).to.include(from)
      expect(counts(FILTERED.replace(from, to))).to.deep.equal({ ...SOUND, leaked: 1 })
    })
  }

  const harmless: readonly (readonly [what: string, from: string, to: string])[] = [
    ['a member that is left out', '"extension":null,', ''],
    ['digits of an extension inside an id', '"extension":null', '"extension":"a6001f-6001-0"'],
    ['a mask', '"[phone]"', '"+44 ********"'],
  ]
  for (const [what, from, to] of harmless) {
    it(`no leak: ${what}`, () => {
      expect(FILTERED).to.include(from)
      expect(counts(FILTERED.replace(from, to))).to.deep.equal(SOUND)
    })
  }

  const damages: readonly (readonly [what: string, from: string, to: string])[] = [
    ['an id that lost its last digit', '9007199254740993', '9007199254740992'],
    ['a number as text', '1.50', '"1.50"'],
    ['a harmless part of a text', 'SO-17', '[order]'],
    ['a value that is gone', ',true', ''],
    ['another text', 'a/b', 'a'],
    ['a member under another name', '"cost"', '"costs"'],
  ]
  for (const [what, from, to] of damages) {
    it(`damage: ${what}`, () => {
      expect(FILTERED).to.include(from)
      expect(counts(FILTERED.replace(from, to))).to.deep.equal({ ...SOUND, damaged: 1 })
    })
  }

  it('another spelling of the same value is counted for itself', () => {
    expect(counts(FILTERED.replace('1.50', '1.5'))).to.deep.equal({ ...SOUND, respelled: 1 })
    expect(counts(FILTERED.replace('a/b', 'a\\/b'))).to.deep.equal({ ...SOUND, respelled: 1 })
  })

  it('what is not JSON is damaged as a whole, and leaks what can be read in it', () => {
    expect(tally(FILTERED.slice(0, -1), LEAVES, [])).to.include({ isBroken: true, damaged: 5, leaked: 0 })
    expect(tally(TEXT.slice(0, -1), LEAVES, []).leaked).to.be.above(0)
  })

  it('what the receiver declared is no leak', () => {
    expect(counts(TEXT, ['name', 'phone'])).to.deep.equal({ ...SOUND, planted: 2, leaked: 2 })
  })

  it('a value that stands twice in one text may leak twice', () => {
    const one: Planted = {
      pointer: '/a', raw: null, secrets: [{ kind: 'extension', core: '6001' }], keeps: ['SO-1'],
    }
    expect(tally('{"a":"ext 6001, ext 6001, SO-1 SO-1"}', [one, one], []))
      .to.include({ planted: 2, leaked: 2, clean: 2, damaged: 0 })
    expect(tally('{"a":"ext 6001, ext [e], SO-1"}', [one, one], []))
      .to.include({ planted: 2, leaked: 1, clean: 2, damaged: 1 })
  })
})

describe('benchmarks: leaves', () => {
  it('are spelled as they are', () => {
    const text = ' { "a" : [ 1.0 , -1e5, "x\\"]}\\\\" , {} , [] , null ] , "b/c~" : { "" : true } } '
    expect([...leavesOf(text)]).to.deep.equal([
      ['/a/0', '1.0'], ['/a/1', '-1e5'], ['/a/2', '"x\\"]}\\\\"'], ['/a/5', 'null'], ['/b~1c~0/', 'true'],
    ])
    expect([...leavesOf('"only"')]).to.deep.equal([['', '"only"']])
  })

  it('are not read from what is not JSON', () => {
    for (const text of ['', '{', '[1,]', '{"a":1} x', "{'a':1}"]) {
      expect(() => leavesOf(text), text).to.throw(SyntaxError)
    }
  })
})
