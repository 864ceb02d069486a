import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { ROOT } from '../helpers/root.ts'
import { importsBelow, importsOf } from './imports.ts'
import { LISTED_PACKAGES, violations } from './layers.ts'

describe('contract: layers', () => {
  const imports = importsBelow(join(ROOT, 'lib'))

  it('sees the sources', () => {
    expect(imports.length).to.be.above(200)
    expect(imports.filter(({ isType }) => isType).length).to.be.above(50)
  })

  it('holds: nobody imports upwards or sideways, or what is not for them', () => {
    expect(violations(imports)).to.deep.equal([])
  })

  const planted: readonly (readonly [string, string, string])[] = [
    ['a stage above', 'bytes/text.ts', "import { walk } from '../walk/reference.ts'"],
    ['a type of a stage above', 'walk/leaf.ts', "import type { Finding } from '../detect/finding.ts'"],
    ['a stage above, again exported', 'errors.ts', "export { LIMITS } from './bytes/view.ts'"],
    ['a stage above, late', 'treat/treat.ts', "const engine = await import('../pipeline/engine.ts')"],
    ['a type of a stage above, in place', 'walk/walker.ts', "type P = import('../pipeline/engine.ts').Engine"],
    ['a neighbour', 'adapters/express.ts', "import { loadPolicy } from '../policy/policy.ts'"],
    ['the facade from an adapter', 'adapters/express.ts', "import type { EgressFilter } from '../egress-filter.ts'"],
    ['texts into decide', 'decide/rule.ts', "import { folded } from '../bytes/fold.ts'"],
    ['a value of detect beside the categories', 'decide/rule.ts', "import { type Finding, CONTEXTS } from '../detect/finding.ts'"],
    ['a type that carries text into audit', 'audit/sink.ts', "import type { Finding } from '../detect/finding.ts'"],
    ['files', 'treat/treat.ts', "import { readFileSync } from 'node:fs'"],
    ['files, for their types', 'pipeline/engine.ts', "import type { Stats } from 'node:fs'"],
    ['keys', 'detect/detector.ts', "import { createHash } from 'node:crypto'"],
    ['a framework', 'adapters/express.ts', "import express from 'express'"],
    ['the types of a framework', 'pipeline/engine.ts', "import type { Request } from 'express'"],
    ['files into audit', 'audit/metrics.ts', "import { open } from 'node:fs/promises'"],
    ['a log from audit', 'audit/sink.ts', "import type { LogHead } from '../log/output.ts'"],
    ['a way out for logs', 'log/receipt-log.ts', "import { connect } from 'node:net'"],
    ['a way out', 'audit/sink.ts', "import { connect } from 'node:net'"],
    ['an unlisted module of Node', 'cli/main.ts', "import { Worker } from 'node:worker_threads'"],
    ['a package', 'policy/source.ts', "import axios from 'axios/dist/node.js'"],
    ['a package of somebody else', 'detect/registry.ts', "import { parse } from 'yaml'"],
    ['something computed', 'cli/main.ts', 'const what = await import(process.argv[2])'],
    ['something required', 'cli/main.ts', "const what = require('left-pad')"],
    ['an area that is new', 'extras/more.ts', "import { LIMITS } from '../limits.ts'"],
  ]
  for (const [what, file, text] of planted) {
    it(`notices ${what}`, () => {
      expect(violations(importsOf(file, text))).to.have.length(1)
    })
  }

  it('lets pass what is allowed', () => {
    const allowed = [
      ...importsOf('decide/rule.ts', "import { type Finding } from '../detect/finding.ts'\nimport { covers } from '../detect/category.ts'"),
      ...importsOf('adapters/express.ts', "import type { RequestHandler } from 'express'\nexport type { Session } from '../pipeline/session-contract.ts'"),
      ...importsOf('policy/schemas.ts', "import { Ajv2020 } from 'ajv/dist/2020.js'"),
    ]
    expect(allowed).to.have.length(5)
    expect(violations(allowed)).to.deep.equal([])
  })

  it('lists the packages that are installed with this one, and no others', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, string>>
    const installed = [...Object.keys(manifest['dependencies'] ?? {}), ...Object.keys(manifest['peerDependencies'] ?? {})]
    expect(imports.filter(({ isLocal, to }) => !isLocal && !to.startsWith('node:') && !installed.includes(to.split('/')[0] ?? ''))).to.deep.equal([])
    expect([...LISTED_PACKAGES].sort()).to.include.members(Object.keys(manifest['dependencies'] ?? {}))
  })
})
