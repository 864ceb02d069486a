import { expect } from 'chai'
import { loadCases } from '../../lib/policy/cases.ts'
import { EgressError } from '../../lib/errors.ts'

const MASKED = { outcome: 'mask', because: ['acme/support'], category: 'user.contact.email', contact: 'business' }

const file = (change: object = {}): { documents: Record<string, unknown> } => ({ documents: { 'c.json': {
  kind: 'PolicyCases', schemaVersion: 1, id: 'mail',
  cases: { one: {
    why: 'shows it', recipient: { app: 'acme', tenant: 't-1' }, at: '2026-06-01T00:00:00+02:00',
    body: { list: [{ 'a/b': 'jane@example.org' }], constructor: null },
    expect: { '/list/0/a~1b': MASKED },
    ...change,
  } },
} } })

describe('cases', () => {
  it('come as typed objects', () => {
    const [one] = loadCases(file())
    expect(one?.id).to.equal('mail/one')
    expect(one?.file).to.equal('c.json')
    expect(one?.now).to.equal(Date.parse('2026-05-31T22:00:00Z'))
    expect(one?.recipient).to.deep.include({ app: 'acme', tenant: 't-1' })
    expect(JSON.stringify(one?.body)).to.equal('{"list":[{"a/b":"jane@example.org"}],"constructor":null}')
    expect([...(one?.expect.keys() ?? [])]).to.deep.equal(['/list/0/a~1b'])
    expect(one?.todo).to.equal(null)
  })

  const none = { outcome: 'allow', because: [] }
  const mistakes: [string, object, string][] = [
    ['a pointer that leads to nothing', { expect: { '/list/1': none } },
      'c.json:22:9: a policy file refers to something that does not exist: `/list/1` leads to nothing in the body; ' +
      'for example: "/contacts/0/email"'],
    ['a pointer into the prototype', { expect: { '/list/__proto__': none } },
      '`/list/__proto__` leads to nothing in the body'],
    ['a pointer that is none', { expect: { list: none } },
      'the name `list` in `/cases/one/expect` is not of the right form'],
    ['an id without a category', { expect: { '/list': { outcome: 'mask', because: ['acme/support'] } } },
      'a deciding id needs the `category` that is found; for example: "category": "user.contact.email"'],
    ['a category that does not exist', { expect: { '/list': { ...none, category: 'user.mail' } } },
      'there is no data category `user.mail`'],
    ['no time', { at: undefined }, '`/cases/one` lacks `at`; for example: "at": "2026-01-01T00:00:00Z"'],
  ]
  for (const [name, change, says] of mistakes) {
    it(`refuses ${name}`, () => expect(() => loadCases(file(change))).to.throw(EgressError, says))
  }

  it('leave other documents alone', () => {
    const { documents } = file()
    const manifest = { kind: 'PolicyManifest', schemaVersion: 1, id: 'p', version: '1' }
    expect(loadCases({ documents: { ...documents, 'm.json': manifest } }).length).to.equal(1)
  })
})
