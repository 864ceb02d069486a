import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { expect } from 'chai'
import { ReceiptBuilder } from '../../lib/audit/receipt-builder.ts'
import type { Receipt } from '../../lib/audit/receipt.ts'
import { createOutlet, RECEIPT_CHANNEL } from '../../lib/audit/sink.ts'
import { HEAD, NAMES, TAIL } from './cells.ts'

const RECEIPT = new ReceiptBuilder().finish(HEAD, TAIL, NAMES)
const nextTurn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })

describe('audit: sinks', () => {
  it('hands a receipt to every callback, in order', () => {
    const seen: [string, Receipt][] = []
    createOutlet((receipt) => seen.push(['a', receipt]), (receipt) => seen.push(['b', receipt])).deliver(RECEIPT)
    expect(seen).to.deep.equal([['a', RECEIPT], ['b', RECEIPT]])
  })

  it('publishes on the diagnostics channel, with or without callbacks', () => {
    const seen: unknown[] = []
    const listener = (message: unknown): void => { seen.push(message) }
    subscribe(RECEIPT_CHANNEL, listener)
    createOutlet().deliver(RECEIPT)
    unsubscribe(RECEIPT_CHANNEL, listener)
    createOutlet().deliver(RECEIPT)
    expect(seen).to.deep.equal([RECEIPT])
    expect(RECEIPT_CHANNEL).to.equal('pii-egress:receipt')
  })

  it('is heard where a callback or a subscriber is', () => {
    const listener = (): void => { /* listens only */ }
    const outlet = createOutlet()
    const heard = [outlet.isHeard, createOutlet(listener).isHeard]
    subscribe(RECEIPT_CHANNEL, listener)
    heard.push(outlet.isHeard)
    unsubscribe(RECEIPT_CHANNEL, listener)
    expect([...heard, outlet.isHeard]).to.deep.equal([false, true, true, false])
  })

  it('counts a sink that throws, and serves the others', () => {
    const seen: Receipt[] = []
    const outlet = createOutlet(() => { throw new Error('the disk is full') }, (receipt) => seen.push(receipt))
    outlet.deliver(RECEIPT)
    outlet.deliver(RECEIPT)
    expect(seen).to.have.length(2)
    expect(outlet.failures).to.equal(2)
  })

  it('tells sinks that want to know of every failure, and minds no failure to hear', () => {
    const seen: string[] = []
    const outlet = createOutlet(
      { take: () => { throw new Error('the disk is full') } },
      { take: () => seen.push('taken'), failed: () => seen.push('failed') },
      { take: () => { throw new Error('again') }, failed: () => { throw new Error('deaf') } },
    )
    outlet.deliver(RECEIPT)
    expect(seen).to.deep.equal(['failed', 'taken', 'failed'])
    expect({ failures: outlet.failures, isHeard: outlet.isHeard }).to.deep.equal({ failures: 2, isHeard: true })
  })

  it('catches the rejection of an asynchronous sink', async () => {
    const unhandled: unknown[] = []
    const listener = (reason: unknown): void => { unhandled.push(reason) }
    process.on('unhandledRejection', listener)
    const outlet = createOutlet(
      () => Promise.reject(new Error('the network is down')),
      () => ({ then: (_: unknown, reject: (reason: Error) => void) => { reject(new Error('not a real promise')) } }),
      () => ({ get then(): never { throw new Error('not even readable') } }),
      () => Promise.resolve(),
      () => null,
    )
    outlet.deliver(RECEIPT)
    await nextTurn()
    await nextTurn()
    process.off('unhandledRejection', listener)
    expect(unhandled).to.deep.equal([])
    expect(outlet.failures).to.equal(3)
  })
})
