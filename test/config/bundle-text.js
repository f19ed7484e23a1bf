import { readFile } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import { rolldown } from "rolldown"

const MARK = "?text"
// Vitest empties whatever is called like a style sheet.
const PREFIX = "\0text:"
const SUFFIX = ".text"

/** What a browser runs, as one script. */
async function scriptOf(file) {
  const bundle = await rolldown({ input: file, platform: "browser" })
  const { output } = await bundle.generate({ format: "iife", minify: true })
  await bundle.close()
  return output[0].code.trim()
}

/**
 * `import text from "./main.tsx?text"`: the script of a page, bundled for browsers, as a text; of a style sheet, the
 * sheet itself. A plugin of the bundler and of the tests alike.
 */
export const bundleText = () => ({
  name: "bundle-text",
  // Before Vite resolves them as what they are called.
  enforce: "pre",
  resolveId: (source, importer) =>
    source.endsWith(MARK) ? PREFIX + resolve(dirname(importer), source.slice(0, -MARK.length)) + SUFFIX : null,
  load: async (id) => {
    if (!id.startsWith(PREFIX)) return null
    const file = id.slice(PREFIX.length, -SUFFIX.length)
    const text = file.endsWith(".css") ? await readFile(file, "utf8") : await scriptOf(file)
    return { code: `export default ${JSON.stringify(text)}`, moduleType: "js" }
  },
})
