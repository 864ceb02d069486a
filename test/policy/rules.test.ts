import { expect } from 'chai'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { AUDIENCES } from '../../lib/decide/audience.ts'
import { NOTICE_STATES } from '../../lib/decide/notice.ts'
import { STATUSES } from '../../lib/decide/registration.ts'
import { OUTCOMES } from '../../lib/decide/verdict.ts'
import { ADDITIONS, CATEGORIES, categoryIndex } from '../../lib/detect/category.ts'
import { CONTEXTS } from '../../lib/detect/finding.ts'
import { loadCases } from '../../lib/policy/cases.ts'
import type { PolicyCase } from '../../lib/policy/cases.ts'
import { checkPolicy, loadPolicy } from '../../lib/policy/policy.ts'
import type { CompiledPolicy } from '../../lib/policy/policy.ts'
import { KINDS } from '../../lib/policy/schemas.ts'
import { taxonomy } from '../../lib/policy/taxonomy.ts'
import { T_LITERAL, T_NUMBER, T_STRING } from '../../lib/walk/watch.ts'
import { ROOT } from '../helpers/root.ts'
import { said } from '../decide/fixture.ts'
import { complaints } from './fixture.ts'

const RULES = join(ROOT, 'rules')
const JSON_TYPE: Record<string, number> = { string: T_STRING, number: T_NUMBER, boolean: T_LITERAL, object: T_LITERAL }

function at(body: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce((value, name) => (value as Record<string, unknown>)[name], body)
}

/** Decides what a case says is found; that it is found is for the tests of the whole. */
function decided({ recipient, now, body, expect: all }: PolicyCase, pointer: string, policy: CompiledPolicy): string {
  const { category = '', contact = 'unknown' } = all.get(pointer) ?? {}
  const jsonType = JSON_TYPE[typeof at(body, pointer)] ?? 0
  const table = policy.tableFor(recipient, now, () => [])
  return said(table.decide(categoryIndex(category), CONTEXTS.indexOf(contact), jsonType, 1, 0))
}

function expectCases(cases: readonly PolicyCase[], policy: CompiledPolicy): void {
  for (const one of cases) {
    for (const [pointer, { outcome, because, category }] of one.expect) {
      if (category === undefined) continue
      const expected = [outcome, ...[...because].sort()].join(' ')
      expect(decided(one, pointer, policy), `${one.id} ${pointer}`).to.equal(expected)
    }
  }
}

describe('rules', () => {
  describe('packs, declarations and cases', () => {
    const policy = loadPolicy(join(RULES, 'declarations'))
    const cases = loadCases(join(RULES, 'cases'))

    it('are free of mistakes', () => {
      expect(checkPolicy([join(RULES, 'declarations'), join(RULES, 'cases')])).to.deep.equal([])
    })

    it('decide as the cases say', () => expectCases(cases, policy))

    it('have a case for every rule', () => {
      const named = new Set(cases.flatMap(({ expect: all }) => [...all.values()].flatMap(({ because }) => because)))
      const hidden = policy.rulebook.rules.map(({ id }) => id).filter((id) => !named.has(id))
      expect(hidden).to.deep.equal([])
    })

    it('have cases in which nothing is found', () => {
      const none = cases.flatMap(({ expect: all }) => [...all.values()]).filter(({ because }) => because.length === 0)
      expect(none.length).to.be.at.least(10)
      for (const { outcome } of none) expect(outcome).to.equal('allow')
    })

    it('never let an undeclared category pass', () => {
      const table = policy.tableFor({ app: 'status-page' }, Date.parse('2026-06-01T00:00:00Z'), () => [])
      for (const [category, id] of CATEGORIES.entries()) {
        for (const context of CONTEXTS.keys()) {
          expect(table.decide(category, context, T_STRING, 1, 0).outcome, id).to.be.at.least(OUTCOMES.indexOf('redact'))
        }
      }
    })
  })

  describe('README', () => {
    const text = readFileSync(join(RULES, 'README.md'), 'utf8')
    const examples = Object.fromEntries([...text.matchAll(/^```(json|yaml)\n([^]*?)^```$/gm)]
      .map(([, language, body], index) => [`example-${index + 1}.${language}`, body]))

    it('has an example of every kind', () => {
      const kinds = [...text.matchAll(/^ *"?kind"?: "?([A-Za-z]+)/gm)].map(([, kind]) => kind)
      expect(kinds.sort()).to.deep.equal([...KINDS].sort())
      expect(Object.keys(examples).length).to.equal(kinds.length)
    })

    it('has examples that load, and that decide as they say', () => {
      expect(complaints(examples, true)).to.deep.equal([])
      expectCases(loadCases({ documents: examples }), loadPolicy({ documents: examples }))
    })

    it('has the outcomes in their order', () => {
      const [section = ''] = text.split(/^## /m).filter((part) => part.startsWith('How a value leaves\n'))
      const listed = [...section.matchAll(/^\| `([a-z]+)` \| /gm)].map(([, word]) => word)
      expect(listed).to.deep.equal([...OUTCOMES])
    })
  })

  describe('schemas', () => {
    const files = readdirSync(join(RULES, 'schema'))
    const read = (file: string) =>
      JSON.parse(readFileSync(join(RULES, 'schema', file), 'utf8')) as Record<string, unknown>
    const ajv = new Ajv2020({ strict: true, validateFormats: false })
    ajv.addSchema(read('common.schema.json'), 'common.schema.json')

    it('have examples that are right, for every part', () => {
      let examples = 0
      const visit = (file: string, node: unknown, pointer: string): void => {
        if (typeof node !== 'object' || node === null) return
        const { examples: own } = node as { examples?: unknown[] }
        for (const example of Array.isArray(own) && pointer !== '' ? own : []) {
          const check = ajv.compile({ $ref: `${file}#${pointer}` })
          expect(check(example), `${file}#${pointer} ${JSON.stringify(check.errors)}`).to.equal(true)
          examples++
        }
        for (const [name, value] of Object.entries(node)) {
          if (name !== 'examples') visit(file, value, `${pointer}/${encode(name)}`)
        }
      }
      for (const file of files) {
        const schema = read(file)
        if (file !== 'common.schema.json') ajv.addSchema(schema, file)
        visit(file, schema, '')
      }
      expect(examples).to.be.at.least(90)
    })

    it('have an example of a whole file each, which loads', () => {
      // What others say depends on another file.
      const referring = new Set(['common', 'exception', 'overlay'].map((name) => `${name}.schema.json`))
      for (const file of files.filter((name) => !referring.has(name))) {
        const [example] = read(file).examples as unknown[]
        expect(complaints({ [file]: example }), file).to.deep.equal([])
      }
    })

    it('list the words that the program knows', () => {
      interface Words { readonly enum?: readonly string[]; readonly properties?: Record<string, Words> }
      const common = read('common.schema.json').$defs as Record<string, Words>
      expect(common.outcome?.enum).to.deep.equal([...OUTCOMES])
      expect(common.restriction?.enum).to.deep.equal(OUTCOMES.filter((word) => word !== 'allow'))
      expect(common.undeclared?.enum).to.deep.equal(OUTCOMES.slice(OUTCOMES.indexOf('redact')))
      expect(common.audience?.enum).to.deep.equal([...AUDIENCES])
      const { status } = read('declaration.schema.json').properties as Record<string, Words>
      expect(status?.enum).to.deep.equal([...STATUSES])
      const { states } = read('notice.schema.json').properties as Record<string, { additionalProperties: Words }>
      expect(states?.additionalProperties.properties?.state?.enum).to.deep.equal([...NOTICE_STATES])
      const expectation = JSON.stringify(read('case.schema.json'))
      expect(expectation).to.contain(`"contact":{"enum":${JSON.stringify(CONTEXTS)}`)
    })

    it('describe every property', () => {
      let described = 0
      const visit = (file: string, node: unknown): void => {
        if (typeof node !== 'object' || node === null) return
        const { properties = {} } = node as { properties?: Record<string, { description?: string; $ref?: string }> }
        for (const [name, { description, $ref }] of Object.entries(properties)) {
          expect(description ?? $ref, `${file} ${name}`).to.be.a('string')
          described++
        }
        for (const [name, value] of Object.entries(node)) if (name !== 'examples') visit(file, value)
      }
      for (const file of files) visit(file, read(file))
      expect(described).to.be.at.least(100)
    })
  })

  describe('taxonomy', () => {
    it('knows every category that can be found, and which of them are ours', () => {
      const { categories } = taxonomy()
      for (const id of CATEGORIES) expect(categories.has(id), id).to.equal(true)
      const added = [...categories].filter(([, term]) => term.added === true).map(([id]) => id)
      expect(added).to.have.members([...ADDITIONS])
    })

    it('hangs everything below what it is named after', () => {
      const { categories, uses } = taxonomy()
      for (const terms of [categories, uses]) {
        for (const [id, { parent, replacedBy }] of terms) {
          expect(parent, id).to.equal(id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : null)
          if (parent !== null) expect(terms.has(parent), parent).to.equal(true)
          if (replacedBy !== undefined) expect(terms.get(replacedBy)?.replacedBy, id).to.equal(undefined)
        }
      }
      expect([categories.size - ADDITIONS.length, uses.size]).to.deep.equal([85, 56])
    })
  })
})

function encode(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))
}
