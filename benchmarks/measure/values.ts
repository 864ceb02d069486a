import { findPhoneNumbersInText } from 'libphonenumber-js/max'
import isEmail from 'validator/lib/isEmail.js'
import { createDetection } from '../../lib/detect/compile.ts'
import { findEmails } from '../../lib/detect/detectors/email.ts'
import { BUILT_IN_PLAN } from '../../lib/detect/phone/numbering-plan.ts'
import { installedMetadata } from '../../lib/numbering/installed-metadata.ts'
import { readMetadata } from '../../lib/numbering/metadata.ts'
import { lookCloser } from '../../lib/walk/hints.ts'
import { DIGITS_SHIFT, LOOKED_CLOSER } from '../../lib/walk/leaf.ts'
import { findIn, flagsOf, leafOf } from '../../test/detect/leaf-of.ts'
import { askLibrary, compare, digitsOf, Numbers } from '../../test/fuzz/numbers.ts'
import { random } from '../../test/helpers/documents.ts'
import { median } from './startup.ts'

/** What it costs to look at one value: nanoseconds of processor time, the least of several runs. */
export interface ValueResult {
  readonly title: string
  readonly ours: number
  /** The library that answers the same question, if there is one. */
  readonly library: number | null
}

const COUNT = 2000
const SEED = 1
const RUNS = 7
/** The library is asked so many times less. */
const LIBRARY_SHARE = 20

/** Kinds of test/fuzz/numbers.ts. */
const NUMBERS: readonly (readonly [kind: string, title: string])[] = [
  ['assigned', 'a number, behind `+`'],
  ['nearly assigned', 'digits behind `+` that are nearly a number'],
  ['assigned, in the country', 'a number, as it is dialled in a country'],
  ['digits in a country', 'any digits in a country'],
]

/** Values under a key that says nothing, in which something is found or nearly found. */
const TEXTS: readonly (readonly [text: string, found: number])[] = [
  ['+442079460958', 1], ['+44 20 7946 0958', 1], ['(202) 555-0123', 1], ['020-7946-0958', 1], ['7345551234', 0],
  ['avery@example.org', 1], ['Avery <avery@example.org>', 1], ['2026-05-17 10:00', 0], ['10.177.4.29', 0],
  ['192.0.2.1-4431', 0], ['ring ext. 6001', 1], ['call 202-555-0123', 1], ['PO 2291-4451-88', 0],
]

/** Checks what is measured first. */
export function measureValues(isQuick: boolean): ValueResult[] {
  return [...measureNumbers(isQuick), measureAddresses(isQuick), measureLeaves(isQuick)]
}

function measureNumbers(isQuick: boolean): ValueResult[] {
  const { kinds } = new Numbers(readMetadata(JSON.parse(installedMetadata().json)))
  return NUMBERS.map(([kind, title]) => {
    const r = random(SEED)
    const make = kinds.get(kind)
    if (make === undefined) throw new Error(`there are no numbers of the kind ${kind}`)
    const asked = Array.from({ length: COUNT }, () => make(r))
    const wrong = asked.find((one) => !['none', 'same'].includes(compare(BUILT_IN_PLAN, one)))
    if (wrong !== undefined) throw new Error(`the numbering plan and the library differ about ${JSON.stringify(wrong)}`)
    const values = asked.map(({ digits, region }) => ({ digits: digitsOf(digits), region }))
    const ours = perValue(isQuick, 200, () => {
      for (const { digits, region } of values) {
        if (region === null) BUILT_IN_PLAN.international(digits, 0, digits.length)
        else BUILT_IN_PLAN.dialled(digits, 0, digits.length, region)
      }
    })
    return { title, ours, library: perValue(isQuick, 1, () => asked.forEach(askLibrary)) }
  })
}

function measureAddresses(isQuick: boolean): ValueResult {
  const r = random(SEED)
  const word = (): string => Array.from({ length: 3 + r(7) }, () => String.fromCharCode(97 + r(26))).join('')
  const addresses = Array.from({ length: COUNT }, () => `${word()}.${word()}@${word()}.example.org`)
  const place = { ...NOWHERE, plan: BUILT_IN_PLAN }
  let found = 0
  const find = (): void => {
    for (const address of addresses) findEmails(address, place, () => { found++ })
  }
  find()
  if (found !== COUNT || !addresses.every((address) => isEmail.default(address))) throw new Error('an address was not found')
  const library = perValue(isQuick, 2, () => addresses.forEach((address) => isEmail.default(address)))
  return { title: 'an e-mail address', ours: perValue(isQuick, 20, find), library }
}

const NOWHERE = { regions: [], telephony: false, saysExtension: false, key: 'neutral', fax: false, businessDomains: new Set<string>() } as const

/** The median of all kinds of texts. */
function measureLeaves(isQuick: boolean): ValueResult {
  const detection = createDetection({ regions: ['US', 'GB'] })
  const costs = TEXTS.map(([text, found]) => {
    const library = perValue(isQuick, 1, () => {
      for (let times = 0; times < COUNT / LIBRARY_SHARE; times++) findPhoneNumbersInText(text, 'US')
    })
    const entry = { key: 'a', value: text, find: [] }
    if (findIn(detection, entry).length !== found) throw new Error(`not ${found} findings in ${text}`)
    const leaf = { ...leafOf(detection, entry), flags: flagsAfterAll(text) }
    const ours = perValue(isQuick, 20, () => {
      for (let times = 0; times < COUNT; times++) detection.detect(leaf, [])
    })
    return { ours, library: library * LIBRARY_SHARE }
  })
  return {
    title: 'a string with a candidate, whatever it turns out to be (median); of the library, numbers only',
    ours: median(costs.map(({ ours }) => ours)),
    library: median(costs.map(({ library }) => library)),
  }
}

/** As a walker sets them that looks closer. */
function flagsAfterAll(text: string): number {
  const bytes = Buffer.from(text)
  const flags = flagsOf(text)
  return flags | LOOKED_CLOSER | lookCloser(bytes, 0, bytes.length, flags, flags >>> DIGITS_SHIFT)
}

/** @param times how often `work`, which is about COUNT values, is done in one run */
function perValue(isQuick: boolean, times: number, work: () => void): number {
  let best = Infinity
  for (let run = 0; run < (isQuick ? 2 : RUNS); run++) {
    const begin = process.cpuUsage()
    for (let time = 0; time < times; time++) work()
    const { user, system } = process.cpuUsage(begin)
    best = Math.min(best, user + system)
  }
  return best * 1000 / times / COUNT
}
