import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect } from 'chai'
import { ROOT } from '../helpers/root.ts'
import { sourcesBelow } from './imports.ts'

const FOLDERS = ['benchmarks', 'lib', 'rules', 'test']
const FILES = ['LICENSE', 'NOTICE', 'eslint.config.js', 'package-lock.json', 'package.json', 'tsconfig.json']
/** What building and installing leave behind; .gitignore lists the same. */
const MADE = /^(node_modules|dist[\w-]*|coverage)$|[.]tgz$/

describe('contract: bytes of the sources', () => {
  const sources = [...sourcesBelow(join(ROOT, 'lib')), ...sourcesBelow(join(ROOT, 'test'))]

  it('are there', () => {
    expect(sources).to.have.length.above(150)
  })

  it('are ASCII, so that nothing looks like what it is not', () => {
    const odd = sources.filter((file) => readFileSync(file).some((byte) => byte > 0x7e || (byte < 0x20 && byte !== 0x0a)))
    expect(odd.map((file) => relative(ROOT, file))).to.deep.equal([])
  })

  it('end with one line break, and no line with a space', () => {
    const odd = sources.filter((file) => !/[^\n]\n$/.test(readFileSync(file, 'latin1')) || /[ \t]\n/.test(readFileSync(file, 'latin1')))
    expect(odd.map((file) => relative(ROOT, file))).to.deep.equal([])
  })

  it('lie where they are looked for', () => {
    const strange = readdirSync(ROOT, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.') && !MADE.test(name))
      .filter((entry) => !(entry.isDirectory() ? FOLDERS : FILES).includes(entry.name) && !/^[A-Z-]+[.]md$/.test(entry.name))
    expect(strange.map(({ name }) => name)).to.deep.equal([])
  })

  it('what may be made is what is not kept', () => {
    const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n')
    expect(ignored).to.include.members(['node_modules/', 'dist*/', 'coverage/', '*.tgz'])
  })
})
