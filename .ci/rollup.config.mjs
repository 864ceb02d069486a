import ts from 'typescript'

// The modules of lib, as compiled, in one file: loading more than a hundred takes longer than reading a policy and
// filtering a response. Dependencies stay where they are. The folder is as deep as every other one, so that
// ../../../rules leads to the rules.
export default {
  input: { index: 'dist/lib/index.js', express: 'dist/lib/adapters/express.js' },
  output: { dir: 'dist/lib/bundle', format: 'es', chunkFileNames: 'modules.js' },
  external: (name) => /^[^./]/.test(name),
  plugins: [{ name: 'without-comments', renderChunk: withoutComments }],
  onwarn(warning) {
    throw new Error(warning.message)
  },
}

// They are a third of the text, which is read at every start. Names and lines stay, for those who debug.
function withoutComments(code) {
  const { ESNext } = ts.ScriptTarget
  const compilerOptions = { target: ESNext, module: ts.ModuleKind.ESNext, removeComments: true }
  return ts.transpileModule(code, { compilerOptions }).outputText
}
