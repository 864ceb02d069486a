import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import ts from 'typescript'

/** One import, export-from or `import()` of a source file. */
export interface Import {
  /** File relative to lib, with slashes. */
  readonly from: string
  /** File relative to lib for a relative specifier, else the specifier itself (`node:fs`, `ajv/dist/2020.js`). */
  readonly to: string
  readonly isLocal: boolean
  /** Erased by the compiler. */
  readonly isType: boolean
}

/** All imports of all TypeScript files below a folder. */
export function importsBelow(folder: string): Import[] {
  return sourcesBelow(folder).flatMap((file) =>
    importsOf(relative(folder, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')))
}

/** All TypeScript files below a folder, in order. */
export function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** @param from name of the file, relative to lib */
export function importsOf(from: string, text: string): Import[] {
  const source = ts.createSourceFile(from, text, ts.ScriptTarget.ES2023, true)
  const found: Import[] = []
  const add = (node: ts.Node | undefined, isType: boolean): void => {
    // A specifier that is computed cannot be judged.
    const specifier = node !== undefined && ts.isStringLiteralLike(node) ? node.text : '?'
    const isLocal = specifier.startsWith('.')
    found.push({ from, to: isLocal ? posix.join(dirname(from), specifier) : specifier, isLocal, isType })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isErased(node.importClause))
    else if (ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier !== undefined) add(node.moduleSpecifier, node.isTypeOnly || areTypes(node.exportClause))
    } else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true)
    else if (ts.isImportEqualsDeclaration(node)) add(undefined, false)
    else if (ts.isCallExpression(node) && isLoader(node.expression)) add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
}

function isErased(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.isTypeOnly) return true
  return clause.name === undefined && areTypes(clause.namedBindings)
}

function areTypes(clause: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (clause === undefined || !(ts.isNamedImports(clause) || ts.isNamedExports(clause))) return false
  return clause.elements.length > 0 && clause.elements.every((element) => element.isTypeOnly)
}
