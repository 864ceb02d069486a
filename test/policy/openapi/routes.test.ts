import { expect } from 'chai'
import { Routes } from '../../../lib/policy/openapi/routes.ts'
import { reading } from './fixture.ts'

const PATHS = ['/contacts', '/contacts/{id}', '/contacts/me', '/contacts/{id}/phones/{n}', '/files/{name}.json',
  '/files/export-{name}.json', '/files/{name}', '/users/{id}:archive', '/', '/a%20b', '/contacts/{id}/photo']
const IDS = [...PATHS.map((path) => `GET ${path}`), 'PUT /contacts/me', 'HEAD /contacts/{id}/photo']

/** Requests, and the operation that each is for. */
const TABLE: readonly (readonly [request: string, operation: string])[] = [
  ['GET /contacts', 'GET /contacts'],
  ['get /contacts', 'GET /contacts'],
  ['GET /contacts/', 'GET /contacts'],
  ['GET //contacts//17/', 'GET /contacts/{id}'],
  ['GET /CONTACTS/Me', 'GET /contacts/me'],
  ['GET /contacts/17?fields=a/b#x', 'GET /contacts/{id}'],
  ['GET http://example.org/contacts/17?x', 'GET /contacts/{id}'],
  ['GET /contacts/%6d%65', 'GET /contacts/me'],
  ['GET /contacts/a%2Fb', 'GET /contacts/{id}'],
  ['GET /contacts/%', 'GET /contacts/{id}'],
  ['GET /contacts/me/phones/1', 'GET /contacts/{id}/phones/{n}'],
  ['PUT /contacts/me', 'PUT /contacts/me'],
  ['PUT /contacts/17', ''],
  ['DELETE /contacts', ''],
  ['HEAD /contacts/17', 'GET /contacts/{id}'],
  ['HEAD /contacts/17/photo', 'HEAD /contacts/{id}/photo'],
  ['GET /files/export-a.json', 'GET /files/export-{name}.json'],
  ['GET /files/a.json', 'GET /files/{name}.json'],
  ['GET /files/.json', 'GET /files/{name}'],
  ['GET /files/a.txt', 'GET /files/{name}'],
  ['GET /users/7:archive', 'GET /users/{id}:archive'],
  ['GET /users/7', ''],
  ['GET /', 'GET /'],
  ['GET', ''],
  ['', ''],
  ['GET /a%20B', 'GET /a%20b'],
  ['GET /contacts/17/phones', ''],
  ['GET /contacts/{id}', 'GET /contacts/{id}'],
  ['GET /__proto__', ''],
]

describe('openapi: routes', () => {
  const routes = new Routes(IDS, null)
  for (const [request, operation] of TABLE) {
    it(`${request} is ${operation === '' ? 'no operation' : operation}`, () => expect(routes.find(request)).to.equal(operation))
  }

  it('the order of operations is without meaning', () => {
    const reversed = new Routes([...IDS].reverse(), null)
    for (const [request, operation] of TABLE) expect(reversed.find(request)).to.equal(operation)
  })

  it('knows what the paths of servers put before, and does without it', () => {
    const { api } = reading({
      openapi: '3.0.0', servers: [{ url: 'https://{region}.example.org/v1' }, { url: '/{stage}/v2' }], paths: { '/contacts/{id}': { get: {} } },
    })
    const served = new Routes(api?.operations.keys() ?? [], api)
    for (const path of ['/contacts/7', '/v1/contacts/7', '/test/v2/contacts/7']) expect(served.find(`GET ${path}`)).to.equal('GET /contacts/{id}')
    expect(served.find('GET /v3/contacts/7')).to.equal('')
  })

  it('tries no step twice, however many templates nearly fit', () => {
    const letters = ['a', '{x}']
    const deep = Array.from({ length: 2 ** 10 }, (_, at) => `GET ${Array.from({ length: 10 }, (_, bit) => `/${letters[(at >> bit) & 1]}`).join('')}/end`)
    const many = new Routes(deep, null)
    expect(many.find(`GET ${'/a'.repeat(10)}/none`)).to.equal('')
    expect(many.find(`GET ${'/a/b'.repeat(5)}/end`)).to.equal(`GET ${'/a/{x}'.repeat(5)}/end`)
  })
})
