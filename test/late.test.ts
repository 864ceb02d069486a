import { expect } from 'chai'
import { late } from '../lib/late.ts'

describe('late', () => {
  it('makes a value when it is asked for, once', () => {
    let made = 0
    const value = late(() => ({ number: ++made }))
    expect(made).to.equal(0)
    expect(value()).to.equal(value())
    expect(made).to.equal(1)
  })

  it('asks again after a failure', () => {
    const answers = [(): object => { throw new Error('not yet') }, (): object => ({})]
    const value = late(() => answers.shift()?.() ?? {})
    expect(value).to.throw('not yet')
    expect(value()).to.equal(value())
  })
})
