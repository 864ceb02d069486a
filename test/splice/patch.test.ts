import { expect } from 'chai'
import jsonpatch from 'fast-json-patch'
import { makeDocument, random, write } from '../helpers/documents.ts'
import { APPS, exampleEngine } from '../helpers/policy.ts'
import { run } from '../helpers/toy.ts'

describe('operationsOf', () => {
  it('names what the filter would do', () => {
    const body = '{"a":[{"email":"ann@example.org"},{"birthday":"1980-01-02","n":1}],"b":"call +44 7700 900123"}'
    expect(exampleEngine().patch(Buffer.from(body), { app: 'nobody' }).operations).to.deep.equal([
      { op: 'replace', path: '/b', value: 'call [phone]' },
      { op: 'remove', path: '/a/1/birthday' },
      { op: 'replace', path: '/a/0/email', value: '[email]' },
    ])
  })

  it('can be applied to a body with duplicate keys', () => {
    const body = '{"pin":"1111","pin":"2222","email":"ann@example.org","email":"bob@example.org"}'
    const { operations } = exampleEngine().patch(Buffer.from(body), { app: 'nobody' })
    expect(operations).to.deep.equal([{ op: 'replace', path: '/email', value: '[email]' }, { op: 'remove', path: '/pin' }])
  })

  it('gives what the filter gives when it is applied (seeded documents)', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const r = random(seed)
      const body = write(makeDocument(r, 10), r)
      // fast-json-patch refuses keys that could reach a prototype, so do not ask it to.
      if (body.includes('proto')) continue
      const app = APPS[seed % APPS.length] as string
      const engine = exampleEngine()
      const { operations } = engine.patch(Buffer.from(body), { app })
      const patched = jsonpatch.applyPatch(JSON.parse(body), operations as jsonpatch.Operation[], true).newDocument as unknown
      expect(patched, `seed ${seed}: ${body}`).to.deep.equal(JSON.parse(run(engine.open({ app }, 'json'), body).toString()))
    }
  })
})
