import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import { BUILT } from '../helpers/built.ts'
import { ROOT } from '../helpers/root.ts'

interface Manifest {
  readonly main: string
  readonly types: string
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly files: readonly string[]
  readonly scripts: Readonly<Record<string, string>>
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest

/** Where a path of the manifest is found: what is built, in the folder these tests run from. */
function place(path: string): string {
  return path.startsWith('./dist/') ? join(BUILT, path.slice('./dist/'.length)) : join(ROOT, path)
}

describe('contract: exports', () => {
  const targets = Object.values(manifest.exports).flatMap((target) => typeof target === 'string' ? [target] : Object.values(target))
  const paths = [manifest.main, manifest.types, ...Object.values(manifest.bin), ...targets]

  for (const path of new Set(paths)) {
    it(`${path} exists`, () => {
      expect(existsSync(place(path.replace(/\/\*$/, '')))).to.equal(true)
    })
  }

  it('types come first, so that compilers see them', () => {
    const conditions = Object.values(manifest.exports).filter((target) => typeof target !== 'string')
    expect(conditions).to.have.length.above(0)
    for (const target of conditions) expect(Object.keys(target)[0]).to.equal('types')
  })

  it('every entry can be imported and gives something', async () => {
    for (const path of new Set(targets.filter((target) => target.endsWith('.js')))) {
      expect(Object.keys(await import(pathToFileURL(place(path)).href) as object), path).to.have.length.above(0)
    }
  })

  it('commands begin with the line that runs them', () => {
    for (const path of Object.values(manifest.bin)) {
      expect(readFileSync(place(path), 'utf8').split('\n')[0]).to.equal('#!/usr/bin/env node')
    }
  })

  it('files that are packed exist', () => {
    const missing = manifest.files.filter((file) => !file.startsWith('!') && !existsSync(place(`./${file}`)))
    expect(missing).to.deep.equal([])
  })

  it('every script that a document names exists', () => {
    const documents = ['README.md', 'CONTRIBUTING.md'].map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n')
    const named = [...documents.matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(test|start))\b/g)].map(([, script, own]) => script ?? own ?? '')
    expect(named).to.include('test')
    expect(Object.keys(manifest.scripts)).to.include.members(named)
  })

  it('nothing runs where it is installed', () => {
    expect(manifest.scripts).not.to.have.any.keys('preinstall', 'install', 'postinstall', 'prepare')
  })
})
