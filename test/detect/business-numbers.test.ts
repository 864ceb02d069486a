import { expect } from 'chai'
import { createDetection } from '../../lib/detect/compile.ts'
import { C_BUSINESS, C_PERSONAL, C_UNKNOWN } from '../../lib/detect/finding.ts'
import { dialledForm } from '../../lib/detect/phone/business-numbers.ts'
import { BUILT_IN_PLAN } from '../../lib/detect/phone/numbering-plan.ts'
import { Engine } from '../../lib/pipeline/engine.ts'
import { LIMITS } from '../../lib/limits.ts'
import { examplePolicy, NOW, SECRET } from '../helpers/policy.ts'
import { run } from '../helpers/toy.ts'
import { findIn, type Entry } from './leaf-of.ts'

const businessNumbers = ['+4420794601', '+12025550']
const detection = createDetection({ regions: ['GB', 'US'], businessNumbers })

/** Key, value, and whose number it is. */
const TABLE: readonly (readonly [string | null, string | number, number])[] = [
  [null, 'call +44 20 7946 0123 now', C_BUSINESS],
  [null, 'call 020 7946 0123 now', C_BUSINESS],
  [null, 'call 00 44 20 7946 0123 now', C_BUSINESS],
  [null, 'call (202) 555-0123 now', C_BUSINESS],
  [null, 'call +44 20 7946 0223 now', C_UNKNOWN],
  [null, 'call 020 7946 0223 now', C_UNKNOWN],
  ['phone', '+44 20 7946 0123', C_BUSINESS],
  ['phone', '+44 (0)20 7946 0123', C_BUSINESS],
  ['phone', '020 7946 0123', C_BUSINESS],
  ['phone', '00442079460123', C_BUSINESS],
  ['phone', '442079460123', C_BUSINESS],
  ['phone', '(202) 555-0123', C_BUSINESS],
  ['phone', '1-202-555-0123 x5', C_BUSINESS],
  ['phone', 2_025_550_123, C_BUSINESS],
  ['phone', '\uff0b\u0664\u0664 20 7946 0123', C_BUSINESS],
  ['fax', '+44 20 7946 0123', C_BUSINESS],
  ['phone', '+44 20 7946 0223', C_UNKNOWN],
  ['phone', '2025551234', C_UNKNOWN],
  ['phone', '+44 20 7946 0123 / +44 20 7946 0199', C_UNKNOWN],
  ['phone', 'Ann: +44 20 7946 0123', C_UNKNOWN],
  ['phone', '+447', C_UNKNOWN],
  ['phone', '2079460123456789', C_UNKNOWN],
  ['homePhone', '+44 20 7946 0123', C_PERSONAL],
]

describe('numbers of the business', () => {
  for (const [key, value, whose] of TABLE) {
    it(`${key ?? 'in a text'}: ${value}`, () => {
      const entry: Entry = { key, value, find: [] }
      expect(findIn(detection, entry).map(({ context }) => context)).to.deep.equal([whose])
      const nobody = createDetection({ regions: ['GB', 'US'] })
      expect(findIn(nobody, entry).map(({ context }) => context)).to.deep.equal([whose === C_PERSONAL ? C_PERSONAL : C_UNKNOWN])
    })
  }

  it('say nothing of extensions', () => {
    const own = createDetection({ businessNumbers: ['+600'] })
    expect(findIn(own, { key: 'extension', value: '6001', find: [] }).map(({ context }) => context)).to.deep.equal([C_UNKNOWN])
  })

  it('are told in the region in which the number is read', () => {
    const italy = createDetection({ regions: ['IT'], businessNumbers: ['+39066982'] })
    expect(findIn(italy, { key: 'phone', value: '06 6982 1234', find: [] })[0]?.context).to.equal(C_BUSINESS)
    expect(findIn(detection, { key: 'phone', value: '06 6982 1234', find: [] })[0]?.context).to.equal(C_UNKNOWN)
  })

  it('are only those that the plan takes for the same number', () => {
    const digits = Uint8Array.from('02079460123', Number)
    const planned = BUILT_IN_PLAN.dialled(digits, 0, digits.length, 'GB')
    if (planned === null) throw new Error('no number')
    expect(dialledForm(BUILT_IN_PLAN, digits, 'GB', planned)).to.equal('442079460123')
    expect(dialledForm(BUILT_IN_PLAN, digits, 'GB', { ...planned, region: 'JE' })).to.equal(null)
    expect(dialledForm(BUILT_IN_PLAN, digits, 'XX', planned)).to.equal(null)
  })

  it('are told apart among leaves that are alike', () => {
    const policy = { ...examplePolicy, businessNumbersFor: () => businessNumbers }
    const engine = new Engine({ policy, secret: SECRET, limits: LIMITS, clock: () => NOW })
    const context = { app: 'partner-crm', tenant: 't-0042', purpose: 'essential.service.operations.support' }
    const numbers = ['+44 20 7946 0123', '+44 20 7946 0223', '+44 20 7946 0124', '+44 20 7946 0224']
    const body = Buffer.from(JSON.stringify(numbers.map((phone) => ({ phone }))))
    const out = JSON.parse(run(engine.open(context, 'json'), body, body.length).toString()) as { phone: string }[]
    const alone = numbers.map((phone) => {
      const one = Buffer.from(JSON.stringify([{ phone }]))
      return (JSON.parse(run(engine.open(context, 'json'), one, one.length).toString()) as { phone: string }[])[0]
    })
    expect(out).to.deep.equal(alone)
    expect(new Set(engine.explain(body, context).flatMap(({ rulings }) => rulings.map(({ finding }) => finding?.context)))).to.deep.equal(new Set([C_BUSINESS, C_UNKNOWN]))
  })
})
