import { expect } from 'chai'
import { person } from '../../lib/demo/people.ts'
import { call, contact, presence, recording, user } from '../../lib/demo/records.ts'
import { CLIENTS } from '../../lib/demo/tokens.ts'
import { CANARIES, kindsIn, SIZE } from './canaries.ts'
import { startDemo, type DemoServer } from './serving.ts'

const ROUTES = [
  '/status', '/contacts', '/contacts/p-baa', '/users', '/calls', '/recordings/call-baa', '/export?records=5',
  '/export.ndjson?records=5', '/events', '/boom',
  '/nobody/+447700900500', `/nobody/${encodeURIComponent('+44 7700 900500')}`,
]

/** What each app declared, as kinds of canary; nothing else may leave. */
const DECLARED = new Map<string, readonly string[]>([
  ['wallboard-token', ['agent extension', 'agent name', 'agent work phone']],
  ['partner-token', ['agent name']], // where it is marked as business; customers' names are not
  ['partner-stale-token', []],
  ['status-token', []],
  ['a-token-nobody-was-given', []],
])

interface Users {
  readonly users: readonly Record<string, unknown>[]
}

describe('demo: what leaves', () => {
  let demo: DemoServer
  before(async () => { demo = await startDemo() })
  after(() => demo.close())

  it('the bodies hold every canary before they are filtered', () => {
    const indices = Array.from({ length: SIZE }, (_, index) => index)
    const bodies = [
      indices.map((index) => [contact(person(index)), user(person(index), index)]),
      indices.map((index) => [call(index), recording(index), presence(index)]),
    ]
    const found = kindsIn(JSON.stringify(bodies))
    // What a customer has at work is in no body of the demo.
    const kinds = new Set(CANARIES.map(({ kind }) => kind))
    expect(found).to.deep.equal([...kinds].filter((kind) => !/^customer (?:work|ext)/.test(kind)).sort())
  })

  for (const [token, declared] of DECLARED) {
    for (const path of ROUTES) {
      it(`${token} ${path}: nothing that was not declared`, async () => {
        const { raw, complete } = await demo.fetch(path, token)
        expect(complete).to.equal(true)
        expect(kindsIn(raw).filter((kind) => !declared.includes(kind))).to.deep.equal([])
      })
    }
  }

  it('the wallboard receives what it declared, number or text, in JSON inside a string, and in events', async () => {
    const { users } = JSON.parse((await demo.fetch('/users', 'wallboard-token')).body) as Users
    users.forEach((shown, index) => {
      const { extension, workPhone, givenName, surname, department } = person(index)
      expect(shown['extension_number']).to.equal(index % 2 === 0 ? Number(extension) : extension)
      expect(shown['phone_numbers']).to.deep.equal([
        { type: 'work', number: workPhone },
        { type: 'work_extension', number: extension },
        { type: 'home', number: '[phone]' },
      ])
      expect(shown['display_name']).to.equal(`${givenName} ${surname}`)
      expect(shown['dept']).to.equal(department)
      expect(shown).to.not.have.property('ivrPin')
      expect(JSON.parse(String(shown['attributes']))).to.deep.equal({
        homePhone: '[phone]', seat: { extension: Number(extension), building: 'west' },
      })
    })
    const { body } = await demo.fetch('/events', 'wallboard-token')
    const data = body.split('\n').filter((line) => line.startsWith('data: '))
    const events = data.map((line) => JSON.parse(line.slice(6)) as unknown)
    expect(events).to.deep.equal([0, 1, 2, 3].map(presence))
  })

  it('the partner receives masks, domains, and one pseudonym per extension on every route', async () => {
    const shown = JSON.parse((await demo.fetch('/contacts/p-caa', 'partner-token')).body) as Record<string, unknown>
    expect(shown['mobilePhone']).to.equal('+44 ********')
    expect(shown['emailAddresses']).to.deep.equal([
      { type: 'work', address: '*@example.org' },
      { type: 'personal', address: '*@mail.example.net' },
    ])
    expect(shown['jobTitle']).to.equal(person(1).title)
    const users = await demo.fetch('/users', 'partner-token')
    const calls = await demo.fetch('/calls', 'partner-token')
    const [, inUsers] = /"extension_number":"(~[a-z2-7]{26})"/.exec(users.body) ?? []
    expect(inUsers).to.be.a('string')
    expect(calls.body).to.include(`"extensionNumber":"${inUsers ?? ''}"`)
  })

  it('the same app gets nothing for a tenant whose notice is stale', async () => {
    const { body } = await demo.fetch('/contacts/p-caa', 'partner-stale-token')
    expect(body).to.not.match(/~[a-z2-7]{26}|\*@|\+44/)
    expect(JSON.parse(body)).to.include({ mobilePhone: '[phone]', jobTitle: '[job title]', photoCount: 1 })
  })

  it('the public sees what is listed as harmless', async () => {
    const { body, status } = await demo.fetch('/status', 'status-token')
    expect(status).to.equal(200)
    expect(JSON.parse(body)).to.deep.equal({ status: 'ok', version: '1.4.2', uptimeSeconds: 86400 })
    const { body: users } = await demo.fetch('/users', 'status-token')
    expect(users).to.not.include('license_count')
  })

  it('no token is an unknown app: the same bytes as for the public', async () => {
    const [unknown, publicly] = await Promise.all([demo.fetch('/contacts'), demo.fetch('/contacts', 'status-token')])
    expect(unknown.body).to.equal(publicly.body)
  })

  it('ids, times, counts and money are the same bytes for those inside', async () => {
    const { body } = await demo.fetch('/calls', 'wallboard-token')
    const calls = (JSON.parse(body) as { records: Record<string, unknown>[] }).records
    calls.forEach((shown, index) => {
      const original = call(index) as Record<string, unknown>
      for (const key of ['id', 'sessionId', 'startTime', 'duration', 'direction', 'result', 'cost']) {
        expect(shown[key], key).to.deep.equal(original[key])
      }
    })
  })

  it('an unknown address is a 404, and an exception a 500, for those inside', async () => {
    const missing = await demo.fetch('/nobody/+447700900500', 'wallboard-token')
    expect([missing.status, missing.body.includes('Cannot GET /nobody/[phone]')]).to.deep.equal([404, true])
    const broken = await demo.fetch('/boom', 'wallboard-token')
    expect([broken.status, broken.body.includes('no route to [phone]')]).to.deep.equal([500, true])
  })

  it('a number in a header is filtered, also when it is percent-encoded', async () => {
    const { headers } = await demo.fetch('/calls', 'wallboard-token')
    expect(headers.get('link')).to.deep.equal(['</calls?from=%5Bphone%5D&page=2>; rel="next"'])
  })

  it('HEAD has the status of GET, no body, and no length of the unfiltered one', async () => {
    const head = await demo.fetch('/contacts', 'wallboard-token', 'HEAD')
    expect([head.status, head.body, head.headers.has('content-length')]).to.deep.equal([200, '', false])
  })

  it('says in a line per response what left, and holds no value', async () => {
    await demo.fetch('/contacts/p-baa', 'partner-token')
    const line = demo.lines.at(-1) ?? ''
    expect(line).to.match(
      /^GET \/contacts\/:id 200 filtered \| partner-crm t-0042 partner \| \d+ -> \d+ bytes \| allow \d/,
    )
    expect(kindsIn(demo.lines.join('\n'))).to.deep.equal([])
  })

  it('every token that it prints belongs to an app of the policy', async () => {
    for (const { token, context } of CLIENTS) {
      await demo.fetch('/status', token)
      expect(demo.lines.at(-1)).to.include(`| ${context.app} ${context.tenant ?? ''} `)
    }
  })
})
