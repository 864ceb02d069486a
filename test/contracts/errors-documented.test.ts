import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { EgressError, ERRORS, type ErrorCode } from '../../lib/errors.ts'
import { ROOT } from '../helpers/root.ts'

const HEADING = /^### (ERR_[A-Z0-9_]+)\n\n((?:.+\n)+)/gm

describe('contract: errors are documented', () => {
  const [, section = ''] = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8').split(/^## Errors$/m)
  const [own = ''] = section.split(/^## /m)
  const entries = [...own.matchAll(HEADING)].map(([, code = '', text = '']) => ({ code, text }))

  it('SECURITY.md has an entry for every code, and no other', () => {
    expect(entries.map(({ code }) => code)).to.have.members(Object.keys(ERRORS))
    expect(entries).to.have.length(Object.keys(ERRORS).length)
  })

  it('every entry says what it means and what to do', () => {
    for (const { code, text } of entries) expect(text.split(/(?<=[.])\s/).filter((line) => line !== ''), code).to.have.length.above(1)
  })

  it('the help of an error leads to its entry', () => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      // A heading's anchor is its text in lower case.
      expect(new EgressError(code).help).to.equal(`SECURITY.md#${code.toLowerCase()}`)
    }
  })

  it('messages are lower-case sentences without an end', () => {
    for (const { message } of Object.values(ERRORS)) expect(message).to.match(/^[a-z].*[a-zA-Z0-9`]$/)
  })
})
