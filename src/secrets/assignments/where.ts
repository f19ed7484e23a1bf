/**
 * Where a pair stands, and so how much its name counts. `metadata`: ENV, ARG, labels, command lines: what a container
 * runs with. `credential-file`: a file that holds logins. `config`: any other settings. `code`: programs and manuals,
 * where names are mostly about secrets and values are mostly expressions and words.
 */
export type Where = "metadata" | "credential-file" | "config" | "code"

const CODE = new Set(
  (
    "js mjs cjs jsx ts mts cts tsx vue svelte py pyi pyx pyc rb erb php phtml pl pm t go rs java kt kts scala groovy clj c h cc cpp cxx hpp " +
    "m mm cs fs vb swift dart lua r jl ex exs erl hs ml el vim sol wat css scss less html htm xhtml md mdx markdown rst adoc texi tex " +
    "po pot mo map svg ipynb lock sum csv tsv wasm so a o exe dll class jar node bin dat ttf woff woff2 png jpg jpeg gif webp pdf 1 3 5 7 8"
  ).split(" "),
)
/** Written by tools, full of digests. */
const LOCKS =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|composer\.lock|go\.sum|[\w.-]{1,80}\.min\.[a-z]{1,4})$/
const DOTENV = /(?:^|\/)\.env(?:\.(?!example|sample|template|dist|defaults)[\w.-]{1,40})?$/
const EXTENSION = /\.([A-Za-z0-9]{1,8})$/

/** Where a pair stands that a file at `path` holds; `isText` is false for a binary, which is a program or its data. */
export function whereOf(path: string, isText = true): Where {
  if (!isText || LOCKS.test(path)) return "code"
  if (DOTENV.test(path)) return "credential-file"
  return CODE.has(EXTENSION.exec(path)?.[1]?.toLowerCase() ?? "") ? "code" : "config"
}
