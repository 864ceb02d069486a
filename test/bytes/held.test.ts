import { expect } from 'chai'
import { HeldBytes } from '../../lib/bytes/held.ts'
import { random } from '../helpers/documents.ts'

describe('HeldBytes', () => {
  it('is a queue of bytes, whatever is appended and forgotten', () => {
    const r = random(1)
    const held = new HeldBytes()
    let model = Buffer.alloc(0)
    const out: { given: Buffer; copy: Buffer }[] = []
    for (let step = 0; step < 3000; step++) {
      const chunk = Buffer.from(Array.from({ length: r(4) === 0 ? r(300) : r(3) }, () => r(256)))
      held.append(chunk)
      model = Buffer.concat([model, chunk])
      const count = r(3) === 0 ? r(model.length + 1) : 0
      const given = held.slice(0, count)
      out.push({ given, copy: Buffer.from(given) })
      held.discard(count)
      chunk.fill(0)
      model = model.subarray(count)
      expect(held.bytes.subarray(0, held.length).equals(model), `step ${step}`).to.equal(true)
    }
    // A chunk is handed on as it is, so the caller who overwrites it sees that; nothing else may change afterwards.
    const changed = out.filter(({ given, copy }) => !given.equals(copy) && given.some((byte) => byte !== 0))
    expect(changed.length).to.equal(0)
  })

  it('reads a large chunk in its own bytes once what was held has left', () => {
    const r = random(2)
    const held = new HeldBytes()
    let inPlace = 0
    for (let step = 0; step < 300; step++) {
      const chunk = Buffer.from(Array.from({ length: 1 + r(40_000) }, () => r(256)))
      const before = held.length
      let model = Buffer.from(held.bytes.subarray(0, before))
      let from = 0
      for (let at = 0; at < chunk.length; ) {
        const to = held.appendSome(chunk, at)
        model = Buffer.concat([model, chunk.subarray(at, to)])
        expect(held.bytes.subarray(0, held.length).equals(model), `step ${step}`).to.equal(true)
        if (held.bytes.buffer === chunk.buffer) inPlace++
        // Most of it is decided; seldom, a long record is not.
        const count = Math.max(0, model.length - (r(10) === 0 ? r(9000) : r(300)))
        held.discard(count)
        model = model.subarray(count)
        at = to
        from++
      }
      expect(from).to.be.at.most(2)
    }
    expect(inPlace).to.be.greaterThan(100)
  })

  it('costs the same for many small chunks as for one large one', () => {
    const held = new HeldBytes()
    let copied = 0
    let last = held.bytes
    for (let i = 0; i < 100_000; i++) {
      held.append(Buffer.from([i & 255]))
      held.discard(0)
      if (held.bytes !== last) copied += held.length
      last = held.bytes
    }
    expect(copied).to.be.lessThan(100_000 * 4)
  })
})
