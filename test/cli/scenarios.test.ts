import { expect } from 'chai'
import { run } from './command.ts'
import { readScenarios } from './scenario.ts'

/** One line break at the end is the terminal's, not the story's; and a digest changes with every rule of the packs. */
const told = (text: string): string => text.replace(/\n$/, '').replace(/(?<=[0-9])\+[0-9a-f]{12}(?![0-9a-f])/g, '+<digest>')

describe('cli: scenarios', () => {
  const scenarios = readScenarios()

  it('are there, and each says why', () => {
    expect(scenarios).to.have.length.above(20)
    expect(scenarios.filter(({ why }) => why === '').map(({ name }) => name)).to.deep.equal([])
  })

  for (const { name, document, argv, stdout, stderr, status } of scenarios) {
    it(name, async () => {
      const outcome = await run(argv, document)
      expect({ ...outcome, stdout: told(outcome.stdout), stderr: told(outcome.stderr) })
        .to.deep.equal({ stdout: told(stdout), stderr: told(stderr), status })
    })
  }
})
