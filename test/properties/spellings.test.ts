import { expect } from 'chai'
import { random } from '../helpers/documents.ts'
import { exampleEngine } from '../helpers/policy.ts'
import { run } from '../helpers/toy.ts'
import { corpusTexts, makeText, spell } from '../walk/hint-texts.ts'

/** Texts that are tried, each in several spellings. EGRESS_SEED and EGRESS_RUNS repeat a failure, or look further. */
const RUNS = Number(process.env['EGRESS_RUNS'] ?? 2000)
const SEED = Number(process.env['EGRESS_SEED'] ?? 20_260_601)
const KEYS = ['note', 'phone', 'last_name', 'id', 'x', 'extension']

describe('however a text is spelled', () => {
  const engine = exampleEngine()
  const filtered = (body: string): unknown => JSON.parse(run(engine.open({ app: 'nobody' }, 'json'), body, 4096).toString())

  it(`the filter says the same of it (seed ${SEED}, ${RUNS} texts)`, () => {
    const corpus = corpusTexts()
    for (let i = 0; i < RUNS; i++) {
      const r = random(SEED + i)
      const text = i < corpus.length ? (corpus[i] as string) : makeText(r, corpus)
      const key = KEYS[r(KEYS.length)] as string
      // Letters alone are not looked at, unless one of them might stand for something else.
      if (!/[@:=%+]|[^\x00-\x7f]|[0-9].*[0-9]|^\s*[[{"]/s.test(text)) continue
      const plain = JSON.stringify({ [key]: text })
      for (let n = 0; n < 4; n++) {
        const spelled = `{${spell(key, r)}: ${spell(text, r)}}`
        expect(filtered(spelled), `seed ${SEED + i}: ${spelled}`).to.deep.equal(filtered(plain))
      }
    }
  }).timeout(0)
})
