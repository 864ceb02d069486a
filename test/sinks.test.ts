import { expect } from 'chai'
import type { Receipt } from '../lib/audit/receipt.ts'
import type { ReceiptSink } from '../lib/audit/sink.ts'
import { createEgressFilter } from '../lib/egress-filter.ts'
import type { EgressFilterOptions } from '../lib/egress-options.ts'
import { EgressError } from '../lib/errors.ts'

describe('sinks of a filter', () => {
  it('are one or several, functions or objects, and one that throws does not harm the others', () => {
    const seen: Receipt[] = []
    class Taker {
      private readonly seen = seen
      take(receipt: Receipt): void { this.seen.push(receipt) }
    }
    const failing = (): never => { throw new Error('gone') }
    const given: (readonly [EgressFilterOptions['onReceipt'], number])[] = [
      [(receipt) => seen.push(receipt), 1], [new Taker(), 1], [[failing, new Taker(), (receipt) => seen.push(receipt)], 2],
      [failing, 0], [[], 0], [undefined, 0],
    ]
    for (const [onReceipt, count] of given) {
      seen.length = 0
      const filter = createEgressFilter(onReceipt === undefined ? {} : { onReceipt })
      const { body, receipt } = filter.bytes('{"extension":"6001"}', { app: 'nobody' })
      expect(body.toString()).to.equal('{"extension":"[extension]"}')
      expect(seen).to.deep.equal(Array.from({ length: count }, () => receipt))
    }
  })

  it('are checked when the filter is made', () => {
    for (const wrong of [7, 'log', {}, { take: 1 }, [null], [[() => undefined]]]) {
      expect(() => createEgressFilter({ onReceipt: wrong as unknown as ReceiptSink })).to.throw(EgressError, '`onReceipt` must be')
    }
  })
})
