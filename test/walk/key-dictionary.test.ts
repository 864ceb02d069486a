import { expect } from 'chai'
import { KeyDictionary, type KeyEntry } from '../../lib/walk/key-dictionary.ts'
import type { KeyClass } from '../../lib/walk/watch.ts'

const SHOWN: KeyClass = { id: 0, watch: 0, inherits: false, fact: false, evidence: 0, showable: true }
const HIDDEN: KeyClass = { ...SHOWN, id: 1, showable: false }

function dictionary(maxKeys: number): { look: (key: string) => KeyEntry; asked: string[] } {
  const asked: string[] = []
  const classify = (text: string): KeyClass => {
    asked.push(text)
    return /\d/.test(text) ? HIDDEN : SHOWN
  }
  const keys = new KeyDictionary(classify, new Map([['named 1', 0]]), maxKeys)
  return { look: (key) => keys.lookUp(Buffer.from(key), 0, Buffer.byteLength(key), () => key), asked }
}

describe('KeyDictionary', () => {
  it('asks once per spelling', () => {
    const { look, asked } = dictionary(100)
    expect(look('a')).to.equal(look('a'))
    expect(asked.filter((text) => text === 'a')).to.have.length(1)
  })
  it('hides keys outside the vocabulary, and keeps only what they mean', () => {
    const { look } = dictionary(100)
    expect(look('jane 1').label).to.equal('{key}')
    expect(look('jane 1')).to.equal(look('joe 2'))
    expect(look('id').label).to.equal('id')
  })
  it('shows keys that a path of the policy names', () => {
    const { look } = dictionary(100)
    expect(look('named 1').label).to.equal('named 1')
    expect(look('named 1').literal).to.equal(0)
  })
  it('gives the same meaning past its bound, in bounded memory', () => {
    const { look } = dictionary(8)
    for (let i = 0; i < 1000; i++) expect(look(`key ${i}`).keyClass).to.equal(HIDDEN)
    for (let i = 0; i < 1000; i++) expect(look('x'.repeat(i + 1)).keyClass).to.equal(SHOWN)
    expect(look('y').keyClass).to.equal(SHOWN)
  })
})
