import { expect } from 'chai'
import { createEgressFilter } from '../../lib/index.ts'
import { CASES } from '../../benchmarks/cases/table.ts'
import { whole } from '../../benchmarks/fixtures/body.ts'
import { SlowLane } from '../../lib/pipeline/slow-lane.ts'
import { exampleEngine } from '../helpers/policy.ts'
import { run } from '../helpers/toy.ts'

/** How many leaves went the slow lane while something was done. */
function slowly(work: () => unknown): number {
  const described = Object.getOwnPropertyDescriptor(SlowLane.prototype, 'resolve') as PropertyDescriptor
  const resolve = described.value as (...given: unknown[]) => boolean
  let count = 0
  Object.defineProperty(SlowLane.prototype, 'resolve', {
    ...described,
    value(this: SlowLane, ...given: unknown[]) {
      count++
      return resolve.apply(this, given)
    },
  })
  try {
    work()
  } finally {
    Object.defineProperty(SlowLane.prototype, 'resolve', described)
  }
  return count
}

describe('lanes', () => {
  for (const { name, recipe } of CASES.filter((one) => ['sparse', 'dense'].includes(one.name))) {
    for (const app of ['wallboard', 'nobody']) {
      it(`takes nearly every leaf of the ${name} body for ${app} along the fast one`, () => {
        const engine = exampleEngine()
        const context = { app, tenant: 't-0042' }
        const body = whole(recipe, 1, 300_000)
        run(engine.open(context, 'json'), whole(recipe, 2, 30_000))
        expect(slowly(() => run(engine.open(context, 'json'), body, 65_536))).to.be.below(30)
      })
    }
  }

  it('takes leaves that differ in what counts along the slow one', () => {
    const engine = exampleEngine()
    const open = (): ReturnType<typeof engine.open> => engine.open({ app: 'nobody' }, 'json')
    run(open(), '{"owner":{"name":"Ann Smith","email":"ann@example.org"}}')
    expect(slowly(() => run(open(), '{"owner":{"name":"Bob Jones","email":"bob@example.net"}}'))).to.equal(0)
    expect(slowly(() => run(open(), '{"owner":{"name":"Zo\u00eb Jones","email":"bob@example.net"}}'))).to.equal(1)
    expect(slowly(() => run(open(), '{"owner":{"name":"Bob Jones","email":"<bob@example.net>"}}'))).to.equal(1)
    expect(slowly(() => run(open(), '{"owner":{"name":"Bob Jones","email":"bob@example.net","type":"home"}}'))).to.be.above(0)
    expect(slowly(() => run(open(), '{"agent":{"name":"Bob Jones","email":"bob@example.net"}}'))).to.be.above(0)
  })

  it('tells siblings that say nothing from siblings that were not waited for', () => {
    const record = (padding: string): string => `[{"direction":"in","duration":1,"type":"work","phone":"+44 7700 900123","x":"${padding}"}]`
    const because = (...bodies: string[]): string => {
      const engine = exampleEngine({ maxSiblingBytes: 90 })
      return bodies.map((body) => {
        const session = engine.open({ app: 'partner-crm', tenant: 't-0042' }, 'json')
        run(session, body)
        return session.receipt().cells.map((cell) => cell.because.join()).join()
      }).at(-1) ?? ''
    }
    const [small, large] = [record(''), record('p'.repeat(200))]
    expect(because(small)).to.not.equal(because(large))
    expect(because(small, large)).to.equal(because(large))
    expect(because(large, small)).to.equal(because(small))
  })

  it('tells a message from somebody from one of nobody, whichever comes first', () => {
    const messages = [{ id: 1, text: 'see you on Friday' }, { from: 'x', text: 'see you on Friday' }]
    for (const list of [messages, messages.toReversed()]) {
      const { messages: out } = JSON.parse(createEgressFilter()
        .bytes(JSON.stringify({ messages: list }), { app: 'nobody' }).body.toString()) as { messages: typeof messages }
      expect(out.filter(({ text }) => text === '[notes]').map(({ from }) => from)).to.deep.equal(['x'])
    }
  })

  it('takes every leaf along the slow one when somebody looks on', () => {
    const engine = exampleEngine()
    const body = Buffer.from('[{"email":"ann@example.org"},{"email":"bob@example.org"}]')
    engine.explain(body, { app: 'nobody' })
    expect(slowly(() => engine.explain(body, { app: 'nobody' }))).to.equal(2)
  })

  it('forgets what was done when a grant begins or ends', () => {
    let now = Date.parse('2026-06-01T12:00:00Z')
    const engine = exampleEngine({}, undefined, () => now)
    const context = { app: 'partner-crm', tenant: 't-0042' }
    const filter = (): string => run(engine.open(context, 'json'), '[{"email":"ann.smith@example.org"}]').toString()
    expect(filter()).to.equal('[{"email":"*@example.org"}]')
    now = Date.parse('2032-01-01T00:00:00Z')
    expect(filter()).to.equal('[{"email":"[email]"}]')
  })
})
