import { expect } from 'chai'
import { loadPolicy } from '../../lib/policy/policy.ts'
import { complaints, detectorFile } from './fixture.ts'

const KEYS = { keys: ['badge no'] }
const EMP = '; for example: "EMP-[0-9]{6}"'

/** Mistakes, and every word of the answer. */
const MISTAKES: readonly { name: string; documents: Record<string, unknown>; says: readonly string[] }[] = [
  {
    name: 'neither keys nor patterns',
    documents: { 'd.json': detectorFile() },
    says: ['d.json:6:5: `badge` finds nothing: it has neither `keys` nor `patterns`; for example: "keys": ["employee number"]'],
  },
  {
    name: 'a category that is misspelt',
    documents: { 'd.json': detectorFile({ ...KEYS, category: 'user.unique_id.employe' }) },
    says: ['d.json:7:19: there is no data category `user.unique_id.employe`; did you mean `user.unique_id.employee_id`?; for example: "user.unique_id.employee_id"'],
  },
  {
    name: 'an id of this package',
    documents: { 'd.json': detectorFile(KEYS, 'phone') },
    says: ['d.json:6:5: there is a detector `phone` in this package; for example: "house-phone"'],
  },
  {
    name: 'an id of another file',
    documents: { 'a.json': { ...detectorFile(KEYS), id: 'a' }, 'b.json': detectorFile(KEYS) },
    says: ['b.json:6:5: there is a detector `badge` in a.json; for example: "house-badge"'],
  },
  {
    name: 'a lookahead',
    documents: { 'd.json': detectorFile({ patterns: ['[A-Z]', 'EMP(?=-)'] }) },
    says: [`d.json:10:9: the pattern does not compile: invalid or unsupported Perl syntax at character 4; there are no lookarounds in RE2 syntax${EMP}`],
  },
  {
    name: 'a lookbehind',
    documents: { 'd.json': detectorFile({ patterns: ['(?<=-)EMP'] }) },
    says: [`d.json:9:9: the pattern does not compile: invalid named capture at character 1; there are no lookarounds in RE2 syntax${EMP}`],
  },
  {
    name: 'a backreference',
    documents: { 'd.json': detectorFile({ patterns: ['([0-9])\\1'] }) },
    says: [`d.json:9:9: the pattern does not compile: invalid escape sequence at character 8; there are no backreferences in RE2 syntax${EMP}`],
  },
  {
    name: 'a bracket that is not closed',
    documents: { 'd.json': detectorFile({ patterns: ['EMP-[0-9'] }) },
    says: [`d.json:9:9: the pattern does not compile: missing closing ] at character 5${EMP}`],
  },
  {
    name: 'a pattern that matches nothing',
    documents: { 'd.json': detectorFile({ patterns: ['[0-9]*', '\\b', 'x?$'] }) },
    says: [9, 10, 11].map((line) => `d.json:${line}:9: the pattern matches the empty text, and so stands everywhere${EMP}`),
  },
  {
    name: 'a pattern that is too large',
    documents: { 'd.json': detectorFile({ patterns: ['(ab){999}', '(abcdef){999}'] }) },
    says: [`d.json:10:9: the pattern is too large: written out it has more than 4000 steps; repeat less${EMP}`],
  },
  {
    name: 'a pattern that is too long',
    documents: { 'd.json': detectorFile({ patterns: ['x'.repeat(513)] }) },
    says: [`d.json:9:9: \`/detectors/badge/patterns/0\` must not be longer than 512 characters${EMP}`],
  },
  {
    name: 'too many patterns in a detector',
    documents: { 'd.json': detectorFile({ patterns: Array.from({ length: 17 }, (_, i) => `x${i}`) }) },
    says: ['d.json:8:19: `/detectors/badge/patterns` must not name more than 16; for example: "patterns": ["EMP-[0-9]{6}"]'],
  },
  {
    name: 'too many patterns in a policy',
    documents: Object.fromEntries([0, 1, 2, 3, 4].map((file) => [`${file}.json`, {
      ...detectorFile({ patterns: Array.from({ length: file === 4 ? 2 : 16 }, (_, i) => `x${i}`) }, `d${file}`), id: `d${file}`,
    }])),
    says: ['4.json:9:9: a policy has at most 64 patterns; every text is searched for each of them; for example: "[A-Z]{2}[0-9]{6}|K[0-9]{8}"'],
  },
  {
    name: 'keys that are not cut into words',
    documents: { 'd.json': detectorFile({ keys: ['badgeNo', 'badge-no', '7'] }) },
    says: ['badge no', 'badge no', 'employee number'].map((meant, i) => `d.json:${9 + i}:9: no key has the words \`${['badgeNo', 'badge-no', '7'][i]}\`: ` +
      `they are lower case, of letters, with one space between them; for example: "${meant}"`),
  },
  {
    name: 'keys that mean something else',
    documents: { 'd.json': detectorFile({ keys: ['file extension'] }) },
    says: ['d.json:9:9: keys that end in `file extension` are known to hold something else; for example: "employee number"'],
  },
  {
    name: 'what says something of patterns where there are none',
    documents: { 'd.json': detectorFile({ ...KEYS, confidence: 0.9, maxChars: 20 }) },
    says: ['confidence', 'maxChars'].map((part, i) => `d.json:${11 + i}:7: \`${part}\` is about \`patterns\`, and there are none; for example: "patterns": ["EMP-[0-9]{6}"]`),
  },
  {
    name: 'what says something of keys where there are none',
    documents: { 'd.json': detectorFile({ patterns: ['x'], at: 'end' }) },
    says: ['d.json:11:7: `at` is about `keys`, and there are none; for example: "keys": ["employee number"]'],
  },
  {
    name: 'findings longer than a window can hold',
    documents: { 'd.json': detectorFile({ patterns: ['x'], maxChars: 513 }) },
    says: ['d.json:11:19: `/detectors/badge/maxChars` must not be more than 512; for example: "maxChars": 64'],
  },
  {
    name: 'a number of the business without its country',
    documents: { 'm.json': { kind: 'PolicyManifest', schemaVersion: 1, id: 'policy', version: '1', businessNumbers: ['020 7946'] } },
    says: ['m.json:7:5: `/businessNumbers/0` is not of the right form: the beginning of an international telephone number: `+` and 3 to 15 digits, without spaces; for example: "+4420794601"'],
  },
]

describe('policy: detectors', () => {
  describe('mistakes', () => {
    for (const { name, documents, says } of MISTAKES) {
      it(name, () => expect(complaints(documents)).to.deep.equal(says))
    }
  })

  const house = detectorFile({ ...KEYS, patterns: ['B[0-9]+'] })

  it('are read from JSON and YAML alike, in any order', () => {
    const yaml = `
kind: Detectors
schemaVersion: 1
id: house-detectors
detectors:
  badge: { patterns: ["B[0-9]+"], keys: [badge no], category: user.unique_id.employee_id }
`
    expect(complaints({ 'house.detectors.json': house })).to.deep.equal([])
    const [json, text] = [{ 'd.json': house }, { 'd.yaml': yaml }].map((documents) => loadPolicy({ documents }))
    expect(text?.digest).to.equal(json?.digest)
    expect(text?.detectors.map(({ id, keys }) => ({ id, keys }))).to.deep.equal(json?.detectors.map(({ id, keys }) => ({ id, keys })))
    expect(json?.detectors).to.have.length(1)
  })

  it('are part of the digest', () => {
    const digests = [house, detectorFile({ ...KEYS, patterns: ['B[0-9]*1'] }), detectorFile(KEYS)].map((file) =>
      loadPolicy({ documents: { 'd.json': file } }).digest)
    expect(new Set([...digests, loadPolicy({ documents: {} }).digest]).size).to.equal(4)
  })

  it('take names from the prototype for names like any other', () => {
    const policy = loadPolicy({ documents: { 'd.json': detectorFile(KEYS, 'constructor') } })
    expect(policy.detectors.map(({ id }) => id)).to.deep.equal(['constructor'])
  })

  it('knows numbers of the business by tenant', () => {
    const tenants = { 't-1': { businessNumbers: ['+4930901820'] }, 't-2': { regions: ['GB'] } }
    const manifest = { kind: 'PolicyManifest', schemaVersion: 1, id: 'policy', version: '1', businessNumbers: ['+4420794601'], tenants }
    const policy = loadPolicy({ documents: { 'm.json': manifest } })
    expect(['t-1', 't-2', null].map((tenant) => policy.businessNumbersFor(tenant))).to.deep.equal([['+4930901820'], ['+4420794601'], ['+4420794601']])
  })
})
