import { expect } from 'chai'
import { NOT_YET, removalOf, TOO_FAR } from '../../lib/splice/removal.ts'
import { FAR_LEAD, NO_LEAD } from '../../lib/walk/leaf.ts'

describe('removalOf', () => {
  const body = Buffer.from('{"a": 1 , "b": 2}')
  it('takes the comma before a member that is not the first to stay', () => {
    expect(removalOf(body, body.length, 10, 8, 16, false)).to.deep.equal({ start: 8, end: 16 })
  })
  it('takes the comma behind the first', () => {
    expect(removalOf(body, body.length, 1, NO_LEAD, 7, true)).to.deep.equal({ start: 1, end: 9 })
  })
  it('takes no comma where there is none', () => {
    expect(removalOf(body, body.length, 10, 8, 16, true)).to.deep.equal({ start: 10, end: 16 })
  })
  it('waits for the byte that tells', () => {
    expect(removalOf(body, 8, 1, NO_LEAD, 7, true)).to.equal(NOT_YET)
  })
  it('cannot take back what has left', () => {
    expect(removalOf(body, body.length, 10, FAR_LEAD, 16, false)).to.equal(TOO_FAR)
  })
})
