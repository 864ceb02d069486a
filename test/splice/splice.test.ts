import { expect } from 'chai'
import fc from 'fast-check'
import { HeldBytes } from '../../lib/bytes/held.ts'
import { EditList, ENDLESS, Replacement } from '../../lib/splice/edit-list.ts'
import { splice } from '../../lib/splice/splice.ts'
import { useKernel } from '../../lib/walk/create-walker.ts'

const MARKER = new Replacement('[phone]')

function held(text: string): HeldBytes {
  const bytes = new HeldBytes()
  bytes.append(Buffer.from(text))
  return bytes
}

/** The edits as gaps before them, lengths, and what replaces; applied to strings, which is easy to believe. */
function expected(text: string, parts: readonly (readonly [gap: number, length: number, text: string | null])[]): string {
  let out = ''
  let from = 0
  for (const [gap, length, replacement] of parts) {
    out += text.slice(from, from + gap) + (replacement ?? '[phone]')
    from += gap + length
  }
  return out + text.slice(from)
}

describe('splice', () => {
  afterEach(() => useKernel(process.env['EGRESS_WALKER'] !== 'reference'))

  it('applies edits, few or many', () => {
    const part = fc.tuple(fc.nat(200), fc.nat(40), fc.option(fc.string({ maxLength: 12, unit: 'grapheme' })))
    fc.assert(fc.property(fc.array(part, { maxLength: 12 }), fc.nat(300), (parts, tail) => {
      const size = parts.reduce((sum, [gap, length]) => sum + gap + length, tail)
      const text = Array.from({ length: size }, (_, i) => String.fromCharCode(97 + (i % 26))).join('')
      for (const isKernelUsed of [true, false]) {
        useKernel(isKernelUsed)
        const edits = new EditList()
        let at = 0
        for (const [gap, length, replacement] of parts) {
          if (replacement === null) edits.addConstant(at + gap, at + gap + length, MARKER)
          else edits.add(at + gap, at + gap + length, replacement)
          at += gap + length
        }
        // An edit that begins at the end of what leaves stays for the next bytes.
        const window = held(`${text}.`)
        const out = Buffer.concat(splice(window, text.length + 1, edits)).toString()
        expect(out).to.equal(`${expected(text, parts)}.`)
        expect(edits.length).to.equal(0)
      }
    }))
  })

  it('goes without the kernel where that has no room', () => {
    useKernel(true)
    const text = 'x'.repeat(2_000_000)
    const edits = new EditList()
    for (let at = 0; at < text.length; at += 40) edits.addConstant(at, at + 1, MARKER)
    const out = Buffer.concat(splice(held(text), text.length, edits)).toString()
    expect(out).to.equal(`[phone]${'x'.repeat(39)}`.repeat(50_000))
  })

  it('passes unchanged bytes on as they are', () => {
    const chunk = Buffer.from('{"a":1}')
    const window = new HeldBytes()
    window.append(chunk)
    const [out] = splice(window, chunk.length, new EditList())
    expect(out?.buffer).to.equal(chunk.buffer)
    expect(out?.byteOffset).to.equal(chunk.byteOffset)
  })

  it('hands out replacements that the pool does not overwrite', () => {
    const edits = new EditList()
    edits.add(0, 1, 'first')
    const before = splice(held('a'), 1, edits)
    edits.add(0, 1, 'other')
    splice(held('b'), 1, edits)
    expect(Buffer.concat(before).toString()).to.equal('first')
  })

  it('puts a constant into each pool once', () => {
    const marker = new Replacement('[email]')
    const [one, other] = [new EditList(), new EditList()]
    for (let i = 0; i < 8; i++) {
      one.addConstant(i, i + 1, marker)
      other.addConstant(i, i + 1, MARKER)
      one.add(i + 8, i + 9, '')
    }
    one.sort()
    expect(Buffer.concat(splice(held('x'.repeat(16)), 16, one)).toString()).to.equal('[email]'.repeat(8))
    expect(Buffer.concat(splice(held('x'.repeat(8)), 8, other)).toString()).to.equal('[phone]'.repeat(8))
    const twice = new EditList()
    twice.addConstant(0, 1, marker)
    const size = twice.pool.length
    for (let i = 1; i < 1000; i++) twice.addConstant(i, i + 1, marker)
    expect(twice.pool.length).to.equal(size)
  })

  for (const others of [0, 6]) {
    it(`goes on swallowing what has not ended, behind ${others} other edits`, () => {
      const edits = new EditList()
      for (let i = 0; i < others; i++) edits.add(i, i + 1, '-')
      edits.add(8, ENDLESS, '!')
      expect(Buffer.concat(splice(held('abcdefghij'), 10, edits)).toString()).to.equal(`${'------'.slice(0, others)}${'abcdefgh'.slice(others)}!`)
      expect(Buffer.concat(splice(held('klm'), 3, edits)).toString()).to.equal('')
      edits.extend(2)
      expect(Buffer.concat(splice(held('nopq'), 4, edits)).toString()).to.equal('pq')
      expect(edits.length).to.equal(0)
    })
  }

  it('leaves edits that begin later for later', () => {
    const edits = new EditList()
    edits.add(5, 6, 'later')
    expect(Buffer.concat(splice(held('abcdefgh'), 4, edits)).toString()).to.equal('abcd')
    expect(Buffer.concat(splice(held('efgh'), 4, edits)).toString()).to.equal('elatergh')
  })

  it('does not bring back what an earlier edit swallowed', () => {
    for (const more of [0, 5]) {
      const edits = new EditList()
      edits.add(1, 5, '')
      edits.add(2, 4, 'x')
      for (let i = 0; i < more; i++) edits.add(6 + i, 7 + i, '.')
      expect(Buffer.concat(splice(held('abcdefghijkl'), 12, edits)).toString()).to.equal(`af${'.'.repeat(more)}${'ghijkl'.slice(more)}`)
    }
  })

  it('takes edits back', () => {
    const edits = new EditList()
    edits.add(1, 2, 'x')
    edits.add(3, 4, 'y')
    edits.takeBack(2)
    edits.add(2, 6, '')
    expect(Buffer.concat(splice(held('abcdefg'), 7, edits)).toString()).to.equal('axg')
  })
})
