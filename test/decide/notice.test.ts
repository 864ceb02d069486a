import { expect } from 'chai'
import { NOTICE_STATES, given } from '../../lib/decide/notice.ts'
import type { Notice, NoticeRecord } from '../../lib/decide/notice.ts'
import { DAY, NOW, PHONE, ask, grant, granting, said } from './fixture.ts'

const reference = { id: 'sharing', version: 2 }

function notice(records: Record<string, Partial<NoticeRecord>>, change: Partial<Notice> = {}): Notice {
  const full = Object.entries(records).map(([tenant, record]): [string, NoticeRecord] =>
    [tenant, { state: 'acknowledged', version: 2, at: NOW - DAY, ...record }])
  return { id: 'sharing', version: 2, materialSince: 2, needs: 'acknowledged', records: new Map(full), ...change }
}

const holds = (what: Notice | undefined, tenant: string | null = 't-1'): boolean => given(reference, what, tenant, NOW)

describe('notice', () => {
  it('is given when it was acknowledged', () => expect(holds(notice({ 't-1': {} }))).to.equal(true))

  it('is given by those states that it asks for', () => {
    const giving = (needs: Notice['needs']): string[] =>
      NOTICE_STATES.filter((state) => holds(notice({ 't-1': { state } }, { needs })))
    expect(giving('acknowledged')).to.deep.equal(['acknowledged'])
    expect(giving('communicated')).to.deep.equal(['communicated', 'acknowledged'])
  })

  it('is not given if it does not exist, to another tenant, or in the future', () => {
    expect(holds(undefined)).to.equal(false)
    expect(holds(notice({ 't-2': {} }))).to.equal(false)
    expect(holds(notice({ 't-1': {} }), null)).to.equal(false)
    expect(holds(notice({ 't-1': { at: NOW + 1 } }))).to.equal(false)
  })

  it('is given to all by `*`, unless there is a word about the tenant itself', () => {
    expect(holds(notice({ '*': {} }))).to.equal(true)
    expect(holds(notice({ '*': {} }), null)).to.equal(true)
    expect(holds(notice({ '*': {}, 't-1': { state: 'stale' } }))).to.equal(false)
  })

  it('becomes stale with a new version, unless nothing of weight has changed', () => {
    expect(holds(notice({ 't-1': { version: 2 } }, { version: 3, materialSince: 3 }))).to.equal(false)
    expect(holds(notice({ 't-1': { version: 2 } }, { version: 3, materialSince: 2 }))).to.equal(true)
    expect(holds(notice({ 't-1': { version: 1 } }, { version: 3, materialSince: 2 }))).to.equal(false)
    const early = notice({ 't-1': { version: 4 } }, { version: 3, materialSince: 2 })
    expect(holds(early), 'a version to come').to.equal(false)
  })

  it('holds back the grants that depend on it, until it is given', () => {
    const book = granting([grant({ notices: [reference] })], { notices: new Map([['sharing', notice({ 't-1': {} })]]) })
    expect(said(ask(book, { tenant: 't-1' }))).to.equal('allow crm/calls')
    expect(said(ask(book, { tenant: 't-2' }))).to.equal(`redact undeclared:${PHONE}`)
    expect(said(ask({ ...book, notices: new Map() }, { tenant: 't-1' }))).to.equal(`redact undeclared:${PHONE}`)
  })
})
