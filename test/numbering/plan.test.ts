import { expect } from 'chai'
import examples from 'libphonenumber-js/mobile/examples'
import { getExampleNumber } from 'libphonenumber-js/max'
import { BUILT_IN_PLAN, NumberingPlan } from '../../lib/detect/phone/numbering-plan.ts'
import type { PlanData } from '../../lib/detect/phone/plan-data.ts'
import { PLAN } from '../../lib/detect/phone/plan.generated.ts'
import { compilePlan } from '../../lib/numbering/compile-plan.ts'
import { installedMetadata } from '../../lib/numbering/installed-metadata.ts'
import { readMetadata } from '../../lib/numbering/metadata.ts'
import { askPlan, compare, digitsOf, Numbers } from '../fuzz/numbers.ts'
import { random } from '../helpers/documents.ts'
import { INVENTED } from './invented.ts'

const RUNS = Number(process.env['EGRESS_RUNS'] ?? 4000)
const SEED = Number(process.env['EGRESS_SEED'] ?? 0)

const data = JSON.parse(PLAN) as PlanData
const { json, stamp } = installedMetadata()

describe('the numbering plan', () => {
  it('was made from the installed metadata', () => {
    expect({ library: data.library, metadata: data.metadata }).to.deep.equal(stamp)
  })

  const numbers = new Numbers(readMetadata(JSON.parse(json)))
  for (const [index, [kind, make]] of [...numbers.kinds].entries()) {
    it(`says what libphonenumber says: ${kind}`, () => {
      const r = random(SEED + index)
      for (let run = 0; run < RUNS; run++) {
        const dialled = make(r)
        const comparison = compare(BUILT_IN_PLAN, dialled)
        if (comparison === 'none' || comparison === 'same') continue
        // Without a `+`, digits that begin with the country's own calling code may be national to the library.
        const [, code] = data.countries.find(([region]) => region === dialled.region) ?? []
        expect(comparison, JSON.stringify(dialled)).to.equal('extra')
        expect(dialled.digits.startsWith(code ?? '+'), JSON.stringify(dialled)).to.equal(true)
      }
    })
  }

  it('knows an example from every country', () => {
    for (const [region] of data.countries) {
      const number = getExampleNumber(region as Parameters<typeof getExampleNumber>[0], examples)
      const abroad = askPlan(BUILT_IN_PLAN, { digits: number?.number.slice(1) ?? '', region: null })
      const home = askPlan(BUILT_IN_PLAN, { digits: number?.nationalNumber ?? '', region })
      expect([abroad?.numberType, home?.numberType], region).to.deep.equal([number?.getType(), number?.getType()])
    }
  })

  it('says which numbers are possible', () => {
    const possible = (digits: string): unknown => BUILT_IN_PLAN.possible(digitsOf(digits), 0, digits.length)?.region
    expect(possible('447700900123'), 'reserved, of four countries').to.equal(null)
    expect(possible('4407700900123'), 'behind a trunk prefix').to.equal(null)
    expect(possible('498900000000')).to.equal('DE')
    expect(possible('44770090'), 'too short').to.equal(undefined)
    expect(possible('447700900123456'), 'too long').to.equal(undefined)
    expect(possible('2109999999'), 'no calling code').to.equal(undefined)
    expect(possible('')).to.equal(undefined)
  })

  it('knows no numbers in unknown regions, and none of too many digits', () => {
    expect(askPlan(BUILT_IN_PLAN, { digits: '02079460958', region: 'GB' })?.region).to.equal('GB')
    expect(askPlan(BUILT_IN_PLAN, { digits: '02079460958', region: 'XX' })).to.equal(null)
    expect(askPlan(BUILT_IN_PLAN, { digits: '1'.repeat(1000), region: null })).to.equal(null)
    expect(askPlan(BUILT_IN_PLAN, { digits: '', region: null })).to.equal(null)
  })

  it('is made of any metadata', () => {
    const plan = new NumberingPlan(JSON.stringify(compilePlan(INVENTED, stamp)))
    const abroad = (digits: string): string => {
      const found = askPlan(plan, { digits, region: null })
      return `${found?.region ?? '-'} ${found?.numberType ?? '-'}`
    }
    expect(abroad('722222')).to.equal('AA FIXED_LINE_OR_MOBILE')
    expect(abroad('7022222'), 'trunk prefix').to.equal('AA FIXED_LINE_OR_MOBILE')
    expect(abroad('711111'), 'leading digits').to.equal('AB MOBILE')
    expect(abroad('72222')).to.equal('- -')
    expect(abroad('35123')).to.equal('AC FIXED_LINE_OR_MOBILE')
    expect(abroad('3591'), 'transformed').to.equal('AC FIXED_LINE_OR_MOBILE')
    expect(abroad('8995552222')).to.equal('- FIXED_LINE_OR_MOBILE')
    const inCountry = (digits: string, region: string): string => `${askPlan(plan, { digits, region })?.region ?? '-'}`
    expect(inCountry('22222', 'AA')).to.equal('AA')
    expect(inCountry('0011111', 'AC'), 'one digit of no code, and no number').to.equal('-')
    expect(inCountry('00722222', 'AC'), 'international prefix').to.equal('AA')
    expect(inCountry('722222', 'AA'), 'calling code').to.equal('AA')
    expect(inCountry('722222', 'AC')).to.equal('-')
  })

  it('refuses metadata that lacks something', () => {
    const broken = (change: (metadata: { version: number, countries: Record<string, unknown[]> }) => void): (() => PlanData) => {
      const metadata = JSON.parse(INVENTED) as { version: number, countries: Record<string, unknown[]> }
      change(metadata)
      return () => compilePlan(JSON.stringify(metadata), stamp)
    }
    expect(broken((metadata) => { metadata.version = 3 })).to.throw(/version 3/)
    expect(broken((metadata) => { metadata.countries['AC']!.length = 11 })).to.throw(/no types/)
    expect(broken((metadata) => { metadata.countries['AC']![2] = '(?!1)' })).to.throw(/not understood/)
  })
})
