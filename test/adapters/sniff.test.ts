import { expect } from 'chai'
import type { Reading } from '../../lib/adapters/media-type.ts'
import { isDecided, sniff, SNIFF_BYTES } from '../../lib/adapters/sniff.ts'

type Case = readonly [reading: Reading, head: string, first: string, whole: string]

/** What is known after these bytes: as the first of a stream, and as a whole body. */
const CASES: readonly Case[] = [
  ['prose', '{"a":1}', 'json', 'json'],
  ['prose', ' \n{ "a":1}', 'json', 'json'],
  ['prose', '\u00ef\u00bb\u00bf[{"a":1}]', 'json', 'json'],
  ['prose', '{}', 'json', 'json'],
  ['prose', '[]', 'json', 'json'],
  ['prose', '[["a"]]', 'json', 'json'],
  ['prose', '{', 'more', 'text'],
  ['prose', '[ ', 'more', 'text'],
  ['prose', '[info] started', 'text', 'text'],
  ['prose', '[2026-01-01] started', 'text', 'text'],
  ['prose', '{{name}}', 'text', 'text'],
  ['prose', '<p>', 'text', 'text'],
  ['prose', '  ', 'more', 'text'],
  ['prose', '', 'more', 'text'],
  ['prose', ")]}',\n{}", 'closed', 'closed'],
  ['prose', ')]', 'more', 'text'],
  ['prose', 'for(;;);{}', 'closed', 'closed'],
  ['prose', 'while(1);[]', 'closed', 'closed'],
  ['prose', '%PDF-1.4', 'closed', 'closed'],
  ['prose', '{\\rtf1', 'closed', 'closed'],
  ['script', '/**/ typeof cb === \'function\' && cb({});', 'jsonp', 'jsonp'],
  ['script', 'a.cb[0]({"a":1})', 'jsonp', 'jsonp'],
  ['script', '(function () {})()', 'text', 'text'],
  ['script', 'const a = 1', 'text', 'text'],
  ['untyped', '{"a":1}', 'json', 'json'],
  ['untyped', 'hello', 'text', 'text'],
  ['untyped', 'PK\u0003\u0004', 'closed', 'closed'],
  ['untyped', '\u001f\u008b\u0008', 'closed', 'closed'],
  ['untyped', 'a\u00c3', 'text', 'text'],
  ['untyped', 'a\u00c3b', 'closed', 'closed'],
  ['binary', '\u0089PNG\r\n', 'pass', 'pass'],
  ['binary', 'GIF89a', 'more', 'text'],
  ['binary', 'GIF89a\u0001\u0000', 'pass', 'pass'],
  ['binary', `{"a":"${'b'.repeat(40)}"}`, 'json', 'json'],
  ['json', 'anything', 'closed', 'closed'],
]

describe('sniff', () => {
  for (const [reading, head, first, whole] of CASES) {
    it(`${reading} ${JSON.stringify(head)}: ${first}, as a whole ${whole}`, () => {
      const bytes = Buffer.from(head, 'latin1')
      expect([sniff(reading, bytes, false), sniff(reading, bytes, true)]).to.deep.equal([first, whole])
    })
  }

  it('is asked only where the type does not decide', () => {
    const all: readonly Reading[] = ['json', 'ndjson', 'json-seq', 'sse', 'prose', 'script', 'untyped', 'binary']
    expect(all.filter(isDecided)).to.deep.equal(['json', 'ndjson', 'json-seq', 'sse'])
  })

  it('does not wait for ever', () => {
    expect(sniff('prose', Buffer.alloc(SNIFF_BYTES, ' '), false)).to.equal('closed')
  })
})
