/**
 * Compiles the kernel and writes it as a module: `node lib/walk/kernel/build.mjs`. The result is part of the sources, so
 * that nothing is compiled where the package is used, and is made anew only if the assembly has changed.
 *
 *     --check    compiles in any case, and fails if the result is not the one that is there
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = dirname(fileURLToPath(import.meta.url))
const SOURCES = join(FOLDER, 'assembly')
const RESULT = join(FOLDER, 'module.generated.ts')
/** Memory is static: 96 pages of 64 KiB, from which nothing grows. See assembly/memory.ts. */
const PAGES = '96'
const OPTIONS = [
  '--enable', 'simd', '--runtime', 'stub', '--noAssert', '-O3', '--converge',
  '--initialMemory', PAGES, '--maximumMemory', PAGES, '--memoryBase', '16',
]
const LINE = 112

const files = readdirSync(SOURCES).filter((name) => name.endsWith('.ts')).sort()
const compiler = JSON.parse(readFileSync(join(FOLDER, '../../../package.json'), 'utf8')).devDependencies.assemblyscript
const digest = createHash('sha256').update(JSON.stringify([compiler, OPTIONS]))
for (const name of files) digest.update(name).update(readFileSync(join(SOURCES, name)))
const sources = digest.digest('hex')

const present = readIfThere(RESULT)
const check = process.argv.includes('--check')
if (check || !present.includes(sources)) {
  const made = moduleOf(await compile())
  if (check && made !== present) {
    console.error(`${basename(RESULT)} is not what its sources make: run \`npm run build\` and commit it`)
    process.exitCode = 1
  } else if (!check) {
    writeFileSync(RESULT, made)
  }
}

async function compile() {
  const { default: asc } = await import('assemblyscript/asc')
  const written = new Map()
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernel.wasm', ...OPTIONS], {
    readFile: (name) => readIfThere(join(SOURCES, name)) || null,
    writeFile: (name, content) => written.set(name, content),
    listFiles: () => files,
  })
  if (error) throw new Error(`the kernel does not compile:\n${stderr}`, { cause: error })
  return Buffer.from(written.get('kernel.wasm'))
}

function moduleOf(binary) {
  const text = binary.toString('base64')
  const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')).map((line) => `  '${line}',`)
  return [
    '// Made by build.mjs from the files in assembly/. Do not edit.',
    '',
    `export const SOURCES_SHA256 = '${sources}'`,
    `export const MODULE_SHA256 = '${createHash('sha256').update(binary).digest('hex')}'`,
    '/** The WebAssembly module, in base64. */',
    'export const MODULE: string = [',
    ...lines,
    "].join('')",
    '',
  ].join('\n')
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
