import { expect } from 'chai'
import { htmlPage } from '../../../lib/policy/notice/html.ts'
import { markdownPage } from '../../../lib/policy/notice/markdown.ts'
import { noticePage } from '../../../lib/policy/notice/notice-page.ts'
import { ObservedBuilder } from '../../../lib/policy/notice/observed.ts'
import type { Page } from '../../../lib/policy/notice/page.ts'
import { receiptPage } from '../../../lib/policy/notice/receipt-page.ts'
import { receiptOf } from '../../../lib/policy/notice/receipt.ts'
import { statementFor } from '../../../lib/policy/notice/statement.ts'
import type { Statement } from '../../../lib/policy/notice/statement.ts'
import { ENGLISH } from '../../../lib/policy/notice/words.ts'
import { loadPolicy } from '../../../lib/policy/policy.ts'
import { elementsOf } from '../../cli/report/xml.ts'
import { declaration, notice } from '../fixture.ts'

const NOW = Date.parse('2026-06-01T12:00:00Z')
const NASTY = `<script>alert("1")</script> & 'x' | *y* [z](javascript:1) \`q\` # \n- 1. _u_`

function stated(name: string, change: object = {}, entry: object = {}): Statement {
  const documents = {
    'acme.json': declaration({ app: { name, actions: [name] }, owner: name, ...change }, {
      why: name, categories: { 'user.contact.email': { fidelity: 'mask', reason: name } }, sharedWith: ['acme-hosting'],
      retentionDays: 30, requires: { notices: ['sharing@2'] }, ...entry,
    }),
    'n.json': notice({ audience: ['end_user'], text: { en: name } }),
  }
  const statement = statementFor(loadPolicy({ documents }), 'acme', NOW, 'en')
  if (statement === null) throw new Error('nobody registered acme')
  return statement
}

const PAGES: Readonly<Record<string, (name: string) => Page>> = {
  notice: (name) => noticePage(stated(name), ENGLISH, 'en'),
  receipt: (name) => receiptPage(receiptOf(stated(name), new ObservedBuilder(stated(name)).finish()), ENGLISH, 'en'),
}

for (const [kind, pageOf] of Object.entries(PAGES)) {
  describe(`${kind}: as a page`, () => {
    const html = elementsOf(htmlPage(pageOf(NASTY)))
    const named = (name: string) => html.filter((element) => element.name === name)

    it('is HTML of which every text stays a text', () => {
      const plain = elementsOf(htmlPage(pageOf('Acme')))
      expect(html.map(({ name, parent }) => [name, parent])).to.deep.equal(plain.map(({ name, parent }) => [name, parent]))
      expect(html.some(({ text }) => text.includes(NASTY))).to.equal(true)
    })

    it('needs nothing else, and lets nothing else run', () => {
      const names = new Set(html.map(({ name }) => name))
      for (const name of ['script', 'img', 'link', 'iframe', 'a']) expect(names).not.to.include(name)
      const attributes = html.flatMap((element) => Object.keys(element.attributes))
      expect(attributes.filter((name) => name.startsWith('on') || ['src', 'href', 'style'].includes(name))).to.deep.equal([])
      expect(named('meta').map((element) => element.attributes.content)).to.include("default-src 'none'; style-src 'unsafe-inline'")
      expect(named('style')[0]?.text).not.to.match(/url|@import/)
    })

    it('can be read aloud: language, title, one first heading, landmarks', () => {
      expect(named('html')[0]?.attributes.lang).to.equal('en')
      expect(named('title')[0]?.text).to.equal(named('h1')[0]?.text)
      expect([named('h1'), named('main')].map(({ length }) => length)).to.deep.equal([1, 1])
      expect(named('h2')).to.have.length.above(1)
    })

    it('can be read aloud: tables have a caption and heads for columns and rows', () => {
      const tables = named('table')
      expect(tables).to.have.length.above(1)
      expect(named('caption').filter(({ parent, text }) => parent === 'table' && text !== '')).to.have.length(tables.length)
      for (const { attributes } of named('th')) expect(attributes.scope).to.be.oneOf(['col', 'row'])
      expect(named('tr').length).to.equal(named('th').filter(({ attributes }) => attributes.scope === 'row').length + tables.length)
    })

    it('is Markdown of which every text stays a text', () => {
      const shape = (markdown: string): string[] => markdown.split('\n').map((line) =>
        /^(#+|\*\*|\| ---|\||- \*\*)/.exec(line)?.[1] ?? (line === '' ? '' : 'text'))
      const [nasty, plain] = [markdownPage(pageOf(NASTY)), markdownPage(pageOf('Acme'))]
      expect(shape(nasty)).to.deep.equal(shape(plain))
      expect(nasty).not.to.match(/(?<!\\)<script|(?<!\\)\[z/)
    })
  })
}

describe('notice: what it says', () => {
  const page = (change: object = {}, entry: object = {}): string =>
    markdownPage(noticePage(stated('Acme', change, entry), ENGLISH, 'en'))

  it('says what leaves to whom, for what, how clearly, for how long, since and until when', () => {
    const text = page()
    for (const words of [
      '# What Acme receives, and why', '## Purpose: support for those who use the service',
      '| E-mail address | private persons and people at work | in part: the rest is hidden | Acme |',
      '**Who gets to see it:** another company, under contract', '**Passed on to:** acme-hosting', '**Kept there:** 30 days',
      '**From:** 1 January 2026', '**Until:** 1 January 2027', '**Of which customers:** all',
    ]) expect(text).to.include(words)
  })

  it('says which notices people got', () => {
    expect(page()).to.include('Users must have acknowledged the notice sharing, version 2, before anything is disclosed.')
    expect(page()).to.include('| all others | 2 | given, and acknowledged | 1 January 2026 |')
    expect(page({}, { requires: undefined })).to.include('Nobody has to be told before.')
  })

  it('says what rules leave of what was declared', () => {
    const location = { categories: { 'user.location': { fidelity: 'allow' } } }
    expect(page({}, location)).to.include('| Location | private persons and people at work | not at all: it is left out |')
  })

  const OTHERS: readonly (readonly [what: string, change: object, entry: object, says: string])[] = [
    ['nobody has approved it', { status: 'draft' }, {}, 'Nobody has approved it yet'],
    ['it is suspended', { status: 'suspended' }, {}, 'is suspended. It receives none'],
    ['it was revoked', { status: 'revoked' }, {}, 'was revoked. It receives nothing'],
    ['it has declared nothing', { disclosures: {} }, {}, 'Acme has declared no purpose, and receives no personal data.'],
    ['an entry has ended', {}, { valid: { from: '2026-01-01T00:00:00Z', until: '2026-06-01T12:00:00Z' } },
      'it has ended, and nothing is disclosed any more'],
    ['an entry has not begun', {}, { valid: { from: '2026-06-01T12:00:01Z', until: '2027-01-01T00:00:00Z' } }, 'it has not begun'],
    ['it does not say for how long', {}, { retentionDays: undefined }, '**Kept there:** it is not said for how long'],
  ]
  for (const [what, change, entry, says] of OTHERS) it(`says that ${what}`, () => expect(page(change, entry)).to.include(says))
})
