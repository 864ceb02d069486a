import { type ChildProcess, spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { loadPolicy } from '../../lib/policy/policy.ts'
import { startDemo, type DemoServer } from '../demo/serving.ts'
import { ROOT } from '../helpers/root.ts'
import { blocksOf, readDocument, type Block } from './blocks.ts'

const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'KNOWN-GAPS.md', 'rules/README.md']
/** The build that these tests are a part of. */
const BUILD = fileURLToPath(new URL('../..', import.meta.url))
/** How a script in a language is run, up to the script. */
const COMMANDS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  sh: ['sh', '-euc'],
  js: [process.execPath, '--input-type=module', '-e'],
}
const PORT = /\b3000\b/g

/** A folder in which the package is installed, as a user would have it. */
class Playground {
  readonly folder = mkdtempSync(join(tmpdir(), 'pii-egress-docs-'))
  port = 0
  private server: ChildProcess | null = null

  constructor() {
    const installed = join(this.folder, 'node_modules/pii-egress')
    mkdirSync(join(this.folder, 'bin'))
    mkdirSync(installed, { recursive: true })
    cpSync(join(ROOT, 'package.json'), join(installed, 'package.json'))
    symlinkSync(BUILD, join(installed, 'dist'))
    symlinkSync(join(ROOT, 'rules'), join(installed, 'rules'))
    symlinkSync(join(ROOT, 'node_modules/express'), join(this.folder, 'node_modules/express'))
    writeFileSync(join(this.folder, 'package.json'), '{"type":"module"}')
    const command = join(this.folder, 'bin/pii-egress')
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${join(BUILD, 'lib/cli/main.js')}" "$@"\n`)
    chmodSync(command, 0o755)
  }

  /** Runs a program or a shell script to its end; what it printed. */
  run({ language, text }: Block): string {
    const script = text.replace(PORT, String(this.port))
    const [command, ...args] = COMMANDS[language] ?? ['false']
    const { status, stdout, stderr } = this.spawn(command, [...args, script])
    expect(status, stderr).to.equal(0)
    return stdout
  }

  private spawn(command: string, args: readonly string[]): SpawnSyncReturns<string> {
    const env = { ...process.env, PATH: `${join(this.folder, 'bin')}:${process.env['PATH'] ?? ''}` }
    return spawnSync(command, args, { cwd: this.folder, encoding: 'utf8', env, timeout: 30_000 })
  }

  async serve({ text }: Block): Promise<void> {
    this.port = await freePort()
    const args = ['--input-type=module', '-e', text.replace(PORT, String(this.port))]
    this.server = spawn(process.execPath, args, { cwd: this.folder, stdio: ['ignore', 'inherit', 'inherit'] })
    for (let tries = 0; !(await accepts(this.port)); tries++) {
      if (tries > 200 || this.server.exitCode !== null) throw new Error('the server did not start')
      await wait(50)
    }
  }

  close(): void {
    this.server?.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => { socket.destroy(); resolve(true) })
    socket.on('error', () => resolve(false))
  })
}

describe('documents: examples', function () {
  this.timeout(60_000)
  let demo: DemoServer
  before(async () => { demo = await startDemo() })
  after(() => demo.close())

  for (const document of DOCUMENTS) {
    describe(document, () => {
      let playground: Playground
      let printed: string | null = null
      before(() => { playground = new Playground() })
      after(() => playground.close())

      const actions: Readonly<Record<string, (block: Block) => unknown>> = {
        run: (block) => {
          if (playground.port === 0) playground.port = demo.port
          printed = playground.run(block)
        },
        server: (block) => playground.serve(block),
        policy: ({ language, text }) => loadPolicy({ documents: { [`example.${language}`]: text } }),
        out: ({ language, text }) => {
          if (language === 'json') expect(JSON.parse(printed ?? '')).to.deep.equal(JSON.parse(text))
          else expect(printed).to.equal(text)
        },
      }
      for (const block of blocksOf(readDocument(document))) {
        const { language, word, line, text } = block
        if (word === '') continue
        it(`line ${line}: ${language} ${word}`, () => {
          if (word.startsWith('file=')) return writeFileSync(join(playground.folder, word.slice(5)), text)
          const action = actions[word]
          if (action === undefined) throw new Error(`\`${word}\` is no word for a block`)
          return action(block)
        })
      }
    })
  }

  it('a block that fails is a test that fails', () => {
    const playground = new Playground()
    try {
      expect(() => playground.run({ language: 'sh', word: 'run', line: 1, text: 'false\n' })).to.throw()
      const text = 'import "pii-egress/none"\n'
      expect(() => playground.run({ language: 'js', word: 'run', line: 1, text })).to.throw('none')
      expect(blocksOf('```sh run\na\n```\n')).to.deep.equal([{ language: 'sh', word: 'run', text: 'a\n', line: 1 }])
    } finally {
      playground.close()
    }
  })
})
