import { expect } from 'chai'
import { positionAt } from '../../../lib/policy/position.ts'
import { answering, fieldsOf, pathsOf, reading, saidOf } from './fixture.ts'

const CONTACTS = `
openapi: 3.1.0
info: { title: Contacts, version: 2026-01-01 }
servers:
  - url: https://api.example.org/v1/
  - url: /sandbox
paths:
  x-owner: the team of contacts
  /contacts:
    get:
      responses:
        200: { $ref: '#/components/responses/Contacts' }
        default: { $ref: '#/components/responses/Problem' }
    post:
      deprecated: true
      x-deprecated-on: 2026-02-01
      x-sunset: 2026-04-02
      x-stability-level: beta
      responses:
        201: { description: made }
  /contacts/{id}:
    servers: [{ url: 'https://{host}.example.org/{version}' }]
    get:
      x-beta-api: true
      responses:
        2XX:
          description: a contact
          content:
            application/vnd.example+json; charset=utf-8:
              schema: { $ref: '#/components/schemas/Contact' }
            application/xml:
              schema: { type: object, properties: { xml: { type: string } } }
components:
  responses:
    Contacts:
      description: all of them
      content:
        application/json:
          schema:
            type: object
            properties:
              total: { type: integer }
              contacts: { type: array, items: { $ref: '#/components/schemas/Contact' } }
    Problem:
      content:
        application/problem+json: { schema: { properties: { title: { type: string } } } }
  schemas:
    Contact:
      type: object
      properties:
        name: { type: string, x-data-categories: [user.name] }
        homePhone:
          type: [string, 'null']
          deprecated: true
          x-sunset: 2026-04-02
          x-pii: true
        password: { type: string, writeOnly: true }
        tags: { type: object, additionalProperties: { type: string } }
`

describe('openapi: operations and fields', () => {
  const { api, problems } = reading(CONTACTS)
  const operation = (id: string) => api?.operations.get(id)

  it('is read without a problem', () => {
    expect(problems).to.deep.equal([])
    expect([...api?.operations.keys() ?? []]).to.deep.equal(['GET /contacts', 'GET /contacts/{id}', 'POST /contacts'])
  })

  it('has the places of all JSON responses, behind references and by ranges of status', () => {
    expect(pathsOf(CONTACTS, 'GET /contacts')).to.deep.equal([
      '/contacts', '/contacts/*', '/contacts/*/homePhone', '/contacts/*/name', '/contacts/*/tags', '/contacts/*/tags/*',
      '/title', '/total',
    ])
    expect(pathsOf(CONTACTS, 'GET /contacts/{id}')).to.deep.equal(['/homePhone', '/name', '/tags', '/tags/*'])
    expect(pathsOf(CONTACTS, 'POST /contacts')).to.deep.equal([])
  })

  it('has the marks of operations', () => {
    const { deprecated, deprecatedOn, sunset, stage, method, path } = operation('POST /contacts') ?? {}
    expect({ deprecated, deprecatedOn, sunset, stage, method, path }).to.deep.equal({
      deprecated: true, deprecatedOn: '2026-02-01', sunset: '2026-04-02', stage: 'beta', method: 'POST', path: '/contacts',
    })
    expect(operation('GET /contacts/{id}')).to.include({ stage: 'beta', deprecated: false })
    expect(operation('GET /contacts')).to.include({ stage: null, deprecated: false, sunset: null })
  })

  it('has the marks of fields, and where they are written', () => {
    const [phone, name] = fieldsOf(CONTACTS, 'GET /contacts/{id}').filter(({ path }) => /homePhone|name/.test(path))
    expect(phone).to.deep.include({ deprecated: true, sunset: '2026-04-02', hinted: true, types: ['null', 'string'] })
    expect(phone?.pointer).to.equal('/components/schemas/Contact/properties/homePhone')
    expect(positionAt(CONTACTS, phone?.at ?? 0)).to.deep.equal({ line: 53, column: 11 })
    expect(name).to.deep.include({ categories: ['user.name'], hinted: false, deprecated: false, sunset: null })
  })

  it('knows what stands before a path: of the nearest servers, and nothing', () => {
    expect(operation('GET /contacts')?.prefixes).to.deep.equal(['', '/sandbox', '/v1'])
    expect(operation('GET /contacts/{id}')?.prefixes).to.deep.equal(['', '/{version}'])
  })

  it('is the same as JSON', () => {
    const data = answering({ $ref: '#/components/schemas/A' }, { A: { properties: { a: { type: 'string' } } } })
    expect(pathsOf(data)).to.deep.equal(['/a'])
  })
})

const A = { $ref: '#/components/schemas/A' }
const B = { $ref: '#/components/schemas/B' }
const text = { type: 'string' }

/** Schemas, the others that they refer to, and the places that they describe. */
const CORPUS: readonly { name: string; schema: unknown; schemas?: object; openapi?: string; paths: readonly string[] }[] = [
  { name: 'no word about what there is', schema: {}, paths: [] },
  { name: 'a free object has no documented members', schema: { type: 'object' }, paths: [] },
  { name: 'true is one value of any kind', schema: { properties: { a: true, b: false } }, paths: ['/a'] },
  { name: 'an array of arrays', schema: { items: { items: text } }, paths: ['/*', '/*/*'] },
  { name: 'a tuple', schema: { prefixItems: [text, { properties: { a: text } }] }, paths: ['/*', '/*/a'] },
  { name: 'any name', schema: { additionalProperties: { properties: { a: text } } }, paths: ['/*', '/*/a'] },
  { name: 'any name, anything', schema: { additionalProperties: true }, paths: ['/*'] },
  { name: 'no other name', schema: { properties: { a: text }, additionalProperties: false }, paths: ['/a'] },
  { name: 'names by pattern', schema: { patternProperties: { '^x': text } }, paths: ['/*'] },
  {
    name: 'all of some, one of some, any of some',
    schema: { allOf: [A, { properties: { c: text } }], oneOf: [B], anyOf: [{ properties: { d: text } }] },
    schemas: { A: { properties: { a: text } }, B: { properties: { b: text } } }, paths: ['/a', '/b', '/c', '/d'],
  },
  {
    name: 'what must not be, and what is only asked', schema: {
      not: { properties: { a: text } }, if: { properties: { b: text } }, then: { properties: { c: text } },
    }, paths: ['/c'],
  },
  {
    name: 'words for keys that are words of schemas',
    schema: { properties: { $ref: text, properties: { properties: { items: text } }, allOf: text } },
    paths: ['/$ref', '/allOf', '/properties', '/properties/items'],
  },
  { name: 'names with signs of a path', schema: { properties: { 'a/b': text, 'c~d': text, '': text } }, paths: ['/', '/a~1b', '/c~0d'] },
  { name: 'a name out of the ordinary', schema: { properties: { constructor: text, ['__proto__']: text } }, paths: ['/__proto__', '/constructor'] },
  { name: 'what may only be sent', schema: { properties: { a: A, b: { allOf: [A], writeOnly: true } } }, schemas: { A: { type: 'string', writeOnly: true } }, paths: [] },
  {
    name: 'a schema that contains itself', schema: A,
    schemas: { A: { properties: { a: text, children: { items: A } } } }, paths: ['/a', '/children', '/children/*', '/children/*/**'],
  },
  {
    name: 'two that contain each other', schema: A,
    schemas: { A: { properties: { b: B } }, B: { properties: { a: A, t: text } } }, paths: ['/b', '/b/a', '/b/a/**', '/b/t'],
  },
  {
    name: 'one schema in two places is not in itself', schema: { properties: { from: A, to: A } },
    schemas: { A: { properties: { a: text } } }, paths: ['/from', '/from/a', '/to', '/to/a'],
  },
  { name: 'a reference to itself says nothing', schema: A, schemas: { A }, paths: [] },
  {
    name: 'kinds that name their base, and a base that names its kinds', schema: A,
    schemas: { A: { oneOf: [B], properties: { a: text } }, B: { allOf: [A, { properties: { b: text } }] } }, paths: ['/a', '/b'],
  },
  {
    name: 'kinds that only a discriminator names', schema: A, schemas: {
      A: { properties: { kind: text }, discriminator: { propertyName: 'kind', mapping: { b: 'B', c: '#/components/schemas/C' } } },
      B: { properties: { b: text } }, C: { properties: { c: text } },
    }, paths: ['/b', '/c', '/kind'],
  },
  {
    name: 'a part of a schema, with escapes', schema: { $ref: '#/components/schemas/A/properties/a~1b%7B' },
    schemas: { A: { properties: { 'a/b{': { properties: { c: text } } } } }, paths: ['/c'],
  },
  { name: '3.1 reads beside a reference', schema: { ...A, properties: { b: text } }, schemas: { A: { properties: { a: text } } }, paths: ['/a', '/b'] },
  { name: '3.0 does not', openapi: '3.0.3', schema: { ...A, properties: { b: text } }, schemas: { A: { properties: { a: text } } }, paths: ['/a'] },
]

describe('openapi: places in schemas', () => {
  for (const { name, schema, schemas, openapi, paths } of CORPUS) {
    it(name, () => expect(pathsOf(answering(schema, schemas, openapi))).to.deep.equal(paths))
  }

  it('a recursive schema may be anything below, and a free object is no value', () => {
    const fields = fieldsOf(answering({ properties: { a: { type: 'object' }, b: { type: 'object', nullable: true }, c: { enum: ['x', 1] } } }))
    expect(fields.map(({ path, types }) => `${path} ${types.join()}`)).to.deep.equal(
      [' object', '/a object', '/b null,object', '/c number,string'])
  })

  it('what describes a place twice is joined: earlier, less settled, more private', () => {
    const one = { properties: { a: { ...text, 'x-sunset': '2026-05-01', 'x-stability-level': 'beta', 'x-data-categories': ['user.name'] } } }
    const other = { properties: { a: { ...text, 'x-sunset': '2026-04-01', 'x-stability-level': 'alpha', 'x-data-categories': ['user.contact'] } } }
    const [, field] = fieldsOf(answering({ oneOf: [one, other, { properties: { a: text } }] }))
    expect(field).to.deep.include(
      { sunset: '2026-04-01', stage: 'alpha', categories: ['user.contact', 'user.name'], deprecated: true, hinted: false })
  })

  it('a mark counts beside a reference, in 3.0 as well, and behind it', () => {
    const schemas = { A: { type: 'string' }, B: { type: 'string', deprecated: true } }
    const source = answering({ properties: { a: { ...A, deprecated: true }, b: B } }, schemas, '3.0.3')
    expect(fieldsOf(source).map(({ path, deprecated }) => `${path} ${deprecated}`)).to.deep.equal([' false', '/a true', '/b true'])
  })

  const HINTS: readonly [object, boolean][] = [
    [{ 'x-pii': true }, true], [{ 'x-pii': false }, false], [{ 'x-sensitive': 'high' }, true], [{ 'x-classification': 'public' }, false],
    [{ 'x-data-classification': ['internal'] }, true], [{ 'x-sensitivity': [] }, false],
    [{ 'x-twilio': { pii: { handling: 'standard' } } }, true], [{ 'x-twilio': { other: 1 } }, false],
  ]
  for (const [mark, hinted] of HINTS) {
    it(`${JSON.stringify(mark)} is ${hinted ? 'a hint' : 'none'}`, () => {
      expect(fieldsOf(answering({ properties: { a: { ...text, ...mark } } }))[1]?.hinted).to.equal(hinted)
    })
  }
})

describe('openapi: mistakes', () => {
  const LOCAL = 'for example: "$ref": "#/components/schemas/Contact"'
  const PATHS = 'for example: "paths": { "/contacts": { "get": { "responses": { ... } } } }'
  const MISTAKES: readonly { name: string; source: string | object; says: readonly string[] }[] = [
    {
      name: 'Swagger 2.0', source: 'swagger: "2.0"\npaths: {}\n',
      says: ['api.yaml:1:1: Swagger 2.0 is not read; convert the description to OpenAPI 3; for example: "openapi": "3.1.0"'],
    },
    {
      name: 'no version', source: 'info: {}\npaths: {}\n',
      says: ['api.yaml:1:1: an API description needs `openapi`, its version; for example: "openapi": "3.1.0"'],
    },
    {
      name: 'a version that is not known', source: 'openapi: 4.0.0\npaths: {}\n',
      says: ['api.yaml:1:10: OpenAPI `4.0.0` is not read; versions 3.0 and 3.1 are; for example: "openapi": "3.1.0"'],
    },
    { name: 'something else altogether', source: '- 1\n', says: ['api.yaml:1:1: an API description needs `openapi`, its version; for example: "openapi": "3.1.0"'] },
    { name: 'no paths', source: 'openapi: 3.0.0\n', says: [`api.yaml:1:1: the API description has no \`paths\`; ${PATHS}`] },
    { name: 'empty paths', source: 'openapi: 3.0.0\npaths: { x-a: 1 }\n', says: [`api.yaml:2:8: the API description has no \`paths\`; ${PATHS}`] },
    { name: 'no operation', source: 'openapi: 3.0.0\npaths: { /a: {} }\n', says: [`api.yaml:2:8: the API description has no operation; ${PATHS}`] },
    {
      name: 'references to other files, to nothing and to anchors',
      source: answering({ properties: { a: { $ref: 'other.yaml#/A' }, b: { $ref: '#/components/schemas/Contac' }, c: { $ref: '#contact' }, d: { $ref: 7 }, e: { $ref: '#/%' } } }, { Contact: {} }),
      says: [
        `api.json:13:31: a reference to another file is not followed; put everything into one file; ${LOCAL}`,
        `api.json:16:31: \`#/components/schemas/Contac\` leads to nothing: there is no \`Contac\`; did you mean \`Contact\`?; ${LOCAL}`,
        `api.json:19:31: a reference must be a JSON Pointer behind \`#\`; anchors are not followed; ${LOCAL}`,
        `api.json:22:31: \`$ref\` must be a text; ${LOCAL}`,
        `api.json:25:31: a reference must be a JSON Pointer behind \`#\`; anchors are not followed; ${LOCAL}`,
      ],
    },
    {
      name: 'a path that refers to itself', source: 'openapi: 3.0.0\npaths:\n  /a: { $ref: "#/paths/~1a" }\n  /b: { get: {} }\n',
      says: [`api.yaml:3:7: this reference leads back to itself; ${LOCAL}`],
    },
    {
      name: 'marks', source: answering({ type: 'string', deprecated: 'yes', 'x-sunset': '2026-02-30', 'x-stability-level': 'bet', 'x-data-categories': ['user.contact.phone'], 'x-beta-api': 1 }),
      says: [
        'api.json:13:31: `x-sunset` must be a date (RFC 3339); for example: "x-sunset": "2026-04-02"',
        'api.json:12:33: `deprecated` must be true or false; for example: "deprecated": true',
        'api.json:18:33: `x-beta-api` must be true or false; for example: "x-beta-api": true',
        'api.json:14:40: `x-stability-level` must be one of draft, alpha, beta, stable; did you mean `beta`?; for example: "x-stability-level": "beta"',
        'api.json:16:21: there is no data category `user.contact.phone`; did you mean `user.contact.phone_number`?; for example: "user.contact.phone_number"',
      ],
    },
    {
      name: 'an end before the beginning', source: answering({ type: 'string', 'x-deprecated-on': '2026-04-02', 'x-sunset': '2026-04-01' }),
      says: ['api.json:13:31: it ends on 2026-04-01, before it is deprecated on 2026-04-02; for example: "x-sunset": "2026-04-02"'],
    },
    { name: 'categories that are no list', source: answering({ 'x-data-categories': 'user' }), says: ['api.json:11:40: `x-data-categories` must be a list; for example: "x-data-categories": ["user.contact.email"]'] },
    { name: 'a property named like any', source: answering({ properties: { '*': text } }), says: ['api.json:12:26: a property named `*` cannot be told from one of any name; for example: "additionalProperties": { "type": "string" }'] },
    { name: 'a schema that is none', source: answering({ allOf: [7] }), says: ['api.json:12:21: the schema at `/paths/~1x/get/responses/200/content/application~1json/schema/allOf/0` must be an object; for example: { "type": "string" }'] },
    { name: 'words that are not read', source: answering({ $id: 'https://example.org/a' }), says: [`api.json:11:19: \`$id\` is not read; ${LOCAL}`] },
    {
      name: 'two templates of one place', source: 'openapi: 3.1.0\npaths:\n  /a/{b}: { get: {} }\n  /a/{c}: { get: {}, put: {} }\n',
      says: ['api.yaml:4:18: `GET /a/{c}` is the same as `GET /a/{b}`: names of variables and capitals do not tell paths apart; for example: one of the two'],
    },
    { name: 'a path with a query', source: 'openapi: 3.1.0\npaths:\n  /a?b: { get: {} }\n  /a: { get: {} }\n', says: ['api.yaml:3:9: `/a?b` is no path: it begins with `/`, and has no query; for example: "/contacts/{id}"'] },
    { name: 'a status that is none', source: 'openapi: 3.1.0\npaths: { /a: { get: { responses: { ok: {} } } } }\n', says: ['api.yaml:2:40: `ok` is no status: three digits, `4XX`, or `default`; for example: "200": { "description": "a contact" }'] },
  ]
  for (const { name, source, says } of MISTAKES) it(name, () => expect(saidOf(source)).to.deep.equal(says))

  it('schemas that mean more fields than can be', () => {
    const names = Array.from({ length: 9 }, (_, at) => `S${at}`)
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]))
    const schemas = Object.fromEntries(names.map((name) => [name, { properties }]))
    expect(saidOf(answering({ properties }, schemas))).to.deep.equal([
      'api.json:5:14: up to `GET /x`, the API description has more than 200000 fields; for example: a description of the operations that this service answers',
    ])
  })

  it('operations that are more than can be', () => {
    const paths = Object.fromEntries(Array.from({ length: 4097 }, (_, at) => [`/${at}`, { get: {} }]))
    expect(saidOf({ openapi: '3.1.0', paths })).to.deep.equal([
      'api.json:12293:14: up to `GET /4096`, the API description has more than 4096 operations; for example: a description of the operations that this service answers',
    ])
  })

  it('schemas that lie in each other too deep, each behind a reference', () => {
    const schemas = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`S${at}`, { properties: { a: { $ref: `#/components/schemas/S${at + 1}` } } }]))
    const says = saidOf(answering({ $ref: '#/components/schemas/S0' }, { ...schemas, S400: {} }))
    expect(says).to.have.length(1)
    expect(says[0]).to.include('schemas lie in each other deeper than 200 levels')
  })
})
