import { expect } from 'chai'
import { jsonView, toJsonContent, utf8View } from '../../lib/bytes/text.ts'

function viewOf(content: string): ReturnType<typeof jsonView> {
  const bytes = Buffer.from(content)
  return jsonView(bytes, 0, bytes.length, !content.includes('\\') && /^[\0-\x7f]*$/.test(content))
}

const CONTENTS = [
  'plain', 'a\\nb', '\\u0041\\u00e9', '\\ud83d\\ude00', '\\ud800', '\\"\\\\\\/\\b\\f\\n\\r\\t', '\u00e9\u20ac\ud83d\ude00x', '',
]

describe('jsonView', () => {
  for (const content of CONTENTS) {
    it(`reads ${JSON.stringify(content)} as JSON.parse does`, () => {
      expect(viewOf(content).text).to.equal(JSON.parse(`"${content}"`))
    })
    it(`finds the way back from ${JSON.stringify(content)}`, () => {
      const view = viewOf(content)
      const bytes = Buffer.from(content)
      expect(view.toOuter(view.text.length)).to.equal(bytes.length)
      // Every piece between two code points, read on its own, is that piece of the text.
      const points = [...view.text]
      let unit = 0
      for (const point of points) {
        const piece = bytes.subarray(view.toOuter(unit), view.toOuter(unit + point.length)).toString()
        expect(JSON.parse(`"${piece}"`)).to.equal(point)
        unit += point.length
      }
    })
  }

  it('writes replacements so that they are read back', () => {
    for (const text of ['a"b\\c\n', '\ud800', '\u00e9', '\u2028']) expect(JSON.parse(`"${toJsonContent(text)}"`)).to.equal(text)
  })
})

describe('utf8View', () => {
  it('leaves backslashes alone', () => {
    const bytes = Buffer.from('\u00e9\\u0041')
    expect(utf8View(bytes, 0, bytes.length, false).text).to.equal('\u00e9\\u0041')
  })
  it('leaves out a code point that is cut at either end', () => {
    const bytes = Buffer.from('\u20acab\u20ac')
    expect(utf8View(bytes, 1, bytes.length - 1, false).text).to.equal('ab')
  })
})
