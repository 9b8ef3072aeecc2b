// Checks verify.ts strictly and strips its types: transpile.mjs SNIPPET OUTPUT. For a Node that strips no types itself.
import { readFileSync, writeFileSync } from "node:fs";
import ts from "typescript";

const [snippet, output] = process.argv.slice(2);
const options = {
  strict: true,
  noEmit: true,
  erasableSyntaxOnly: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
  typeRoots: [new URL("node_modules/@types", import.meta.url).pathname],
  skipLibCheck: true,
};
const problems = ts.getPreEmitDiagnostics(ts.createProgram([snippet], options));
if (problems.length > 0) {
  console.error(ts.formatDiagnostics(problems, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => ".", getNewLine: () => "\n" }));
  process.exit(1);
}
const { outputText } = ts.transpileModule(readFileSync(snippet, "utf8"), {
  compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
});
writeFileSync(output, outputText);
