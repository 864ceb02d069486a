import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect } from 'chai'
import ts from 'typescript'
import { BUILT } from '../helpers/built.ts'
import { ROOT } from '../helpers/root.ts'
import { sourcesBelow } from './imports.ts'

/** Places where a text could become code: `file:line: what`. */
function codeFromStrings(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true)
  const found: string[] = []
  const add = (node: ts.Node, what: string): void => {
    found.push(`${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`)
  }
  const visit = (node: ts.Node): void => {
    const isUse = !ts.isTypeNode(node.parent ?? node)
    if (ts.isIdentifier(node) && isUse && ['eval', 'Function'].includes(node.text)) add(node, node.text)
    if (ts.isCallExpression(node) && /^set(Timeout|Interval|Immediate)$/.test(node.expression.getText())) {
      const [first] = node.arguments
      if (first !== undefined && (ts.isStringLiteralLike(first) || ts.isTemplateExpression(first))) add(node, 'a timer')
    }
    // (() => {}).constructor('...') is a way to write `Function`.
    if (ts.isCallExpression(node) && /[.]constructor$/.test(node.expression.getText())) add(node, 'constructor')
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

describe('contract: no code from strings', () => {
  it('the sources make none', () => {
    const found = sourcesBelow(join(ROOT, 'lib')).flatMap((file) => codeFromStrings(relative(ROOT, file), readFileSync(file, 'utf8')))
    expect(found).to.deep.equal([])
  })

  for (const text of ["eval('1')", "new Function('a', 'return a')", "globalThis.eval('1')", "setTimeout('go()', 1)", "f.constructor('1')()"]) {
    it(`would notice ${text}`, () => {
      expect(codeFromStrings('planted.ts', text)).not.to.deep.equal([])
    })
  }

  it('a body is filtered in a process that allows none', () => {
    const input = '{"email": "jane@example.org", "name": {"ext": "101"}, "note": "{\\"phone\\": \\"+44 7700 900123\\"}"}'
    const child = spawnSync(
      process.execPath,
      ['--disallow-code-generation-from-strings', join(BUILT, 'test', 'contracts', 'flagged-session.js')],
      { input, encoding: 'utf8' },
    )
    expect({ stderr: child.stderr, status: child.status }).to.deep.equal({ stderr: 'complete', status: 0 })
    expect(child.stdout).to.include('"email": "*@example.org"').and.not.include('900123').and.not.include('"101"')
  })
})
