import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { EgressError } from '../../lib/errors.ts'
import { ROOT } from '../helpers/root.ts'
import { run, toySession } from '../helpers/toy.ts'

/** nst/JSONTestSuite (MIT), where it is beside the project; it is not part of it. */
const SUITE = join(ROOT, '..', 'shared', 'conformance', 'JSONTestSuite')
const SIZES = [Infinity, 1, 2, 3, 7]

/** What RFC 8259 leaves open. Accepted: what JSON.parse accepts in valid UTF-8. Refused: everything else. */
const ACCEPTED = new Set([
  'i_number_double_huge_neg_exp.json',
  'i_number_huge_exp.json',
  'i_number_neg_int_huge_exp.json',
  'i_number_pos_double_huge_exp.json',
  'i_number_real_neg_overflow.json',
  'i_number_real_pos_overflow.json',
  'i_number_real_underflow.json',
  'i_number_too_big_neg_int.json',
  'i_number_too_big_pos_int.json',
  'i_number_very_big_negative_int.json',
  'i_object_key_lone_2nd_surrogate.json',
  'i_string_1st_surrogate_but_2nd_missing.json',
  'i_string_1st_valid_surrogate_2nd_invalid.json',
  'i_string_incomplete_surrogate_and_escape_valid.json',
  'i_string_incomplete_surrogate_pair.json',
  'i_string_incomplete_surrogates_escape_valid.json',
  'i_string_invalid_lonely_surrogate.json',
  'i_string_invalid_surrogate.json',
  'i_string_inverted_surrogates_U+1D11E.json',
  'i_string_lone_second_surrogate.json',
  'i_structure_500_nested_arrays.json',
])

function accepts(name: string): boolean {
  return name.startsWith('y_') || ACCEPTED.has(name)
}

describe('JSONTestSuite', function () {
  if (!existsSync(SUITE)) {
    it('is beside the project')
    return
  }
  for (const folder of ['test_parsing', 'test_transform']) {
    for (const name of readdirSync(join(SUITE, folder))) {
      const bytes = readFileSync(join(SUITE, folder, name))
      if (folder === 'test_transform' ? isValid(bytes) : accepts(name)) {
        it(`passes ${folder}/${name} unchanged`, () => {
          for (const size of SIZES) expect(run(toySession({ foo: 'allow' }), bytes, size).equals(bytes), `size ${size}`).to.equal(true)
        })
      } else {
        it(`refuses ${folder}/${name}`, () => {
          for (const size of SIZES) {
            expect(() => run(toySession({ foo: 'allow' }), bytes, size), `size ${size}`)
              .to.throw(EgressError)
              .with.property('kind', 'body')
          }
        })
      }
    }
  }
})

function isValid(bytes: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    return true
  } catch {
    return false
  }
}
