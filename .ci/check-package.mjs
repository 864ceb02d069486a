// node check-package.mjs <tarball>: what is packed is what consumers need, and nothing runs when it is installed.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const [, , tarball] = process.argv
const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n')

const ALLOWED = [
  /^package\/dist\/lib\/(?!demo\/)[\w/-]+(\.generated)?\.(js|d\.ts)$/,
  /^package\/rules\/[\w./-]+\.(json|md)$/,
  /^package\/(README|SECURITY|KNOWN-GAPS|CHANGELOG)\.md$/,
  /^package\/(LICENSE|NOTICE|package\.json)$/,
]
assert.deepEqual(files.filter((file) => !ALLOWED.some((pattern) => pattern.test(file))), [], 'files that nobody needs')
for (const file of ['package.json', 'README.md', 'LICENSE', 'NOTICE', 'dist/lib/bundle/index.js', 'dist/lib/bundle/express.js', 'dist/lib/bundle/modules.js', 'dist/lib/index.d.ts', 'dist/lib/cli/main.js', 'rules/schema/rules.schema.json']) {
  assert.ok(files.includes(`package/${file}`), `${file} is missing`)
}

const manifest = JSON.parse(execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' }))
const hooks = Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))
assert.deepEqual(hooks, [], 'scripts that run when the package is installed')

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))
const scripted = Object.entries(packages).filter(([, entry]) => entry.hasInstallScript === true && entry.dev !== true)
assert.deepEqual(scripted.map(([name]) => name), [], 'dependencies that run scripts when they are installed')

const size = readFileSync(tarball).length
assert.ok(size < 2_000_000, `the package has ${size} bytes`)
console.log(`${files.length} files, ${Math.ceil(size / 1024)} KiB packed`)
