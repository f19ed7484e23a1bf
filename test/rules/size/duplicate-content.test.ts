import { expect, test } from "vitest"
import duplicateContent from "../../../src/rules/size/duplicate-content.ts"
import { readImages } from "../../../src/audit/index.ts"
import { dockerfile } from "../../support/dockerfile.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { withFile } from "../../support/with-file.ts"

/** An installed npm package with one file, the copy of another one. */
const npm = (folder: string, name: string, version = "1.0.0"): string =>
  `COPY <<EOF ${folder}/package.json\n{"name": "${name}", "version": "${version}", "_where": "${folder}"}\nEOF\nRUN cp /x ${folder}/index.js`
const app = (folder: string): string => `COPY <<EOF ${folder}/package.json\n{"name": "own", "private": true}\nEOF`

const SITE = "/app/venv/lib/python3.11/site-packages"
const python = (name: string, version: string, ...files: readonly string[]): string =>
  `COPY <<EOF ${SITE}/${name}-${version}.dist-info/METADATA\nMetadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nEOF
   COPY <<EOF ${SITE}/${name}-${version}.dist-info/RECORD\n${files.map((file) => `${file},,`).join("\n")}\nEOF
   ${files.map((file) => `RUN cp /x ${SITE}/${file}`).join("\n")}`
const GEMS = "/usr/local/bundle"
const gem = (name: string): string =>
  `COPY <<EOF ${GEMS}/specifications/${name}-1.0.gemspec\nGem::Specification.new do |s|\n  s.name = "${name}".freeze\n  s.version = "1.0"\nend\nEOF
   RUN cp /x ${GEMS}/gems/${name}-1.0/data.bin`
const X = "COPY --size=200kB /x"

testRule(duplicateContent, {
  catches: {
    // Two installations of the same packages.
    [`${X}\n${npm("/app/node_modules/a", "a")}\n${npm("/srv/node_modules/a", "a")}\nRUN rm /x`]:
      "200 kB in 1 file at /srv are the same as at /app and stored again by layer 4 (RUN cp /x /srv/node_modules/a/index.js): /srv/node_modules/a/index.js.",
    // The same beside something else.
    [`${X}\n${app("/app")}\n${npm("/app/node_modules/a", "a")}\nCOPY --size=300kB /srv/server.js\n${npm("/srv/node_modules/a", "a")}\nRUN rm /x`]:
      "200 kB in 1 file at /srv/node_modules are the same as at /app/node_modules and stored again by layer 6 (RUN cp /x /srv/node_modules/a/index.js): /srv/node_modules/a/index.js.",
    // What a package brought has to stay: the other one is the copy, whichever is named first.
    [`${X}\n${npm("/app/node_modules/a", "a")}\nRUN cp /x /srv/a.js\nRUN rm /x`]:
      "200 kB in 1 file at /srv/a.js are the same as at /app/node_modules/a/index.js and stored again by layer 3 (RUN cp /x /srv/a.js).",
    [`${X}\nRUN cp /x /app/copy.js\n${npm("/srv/node_modules/a", "a")}\nRUN rm /x`]:
      "200 kB in 1 file at /app/copy.js are the same as at /srv/node_modules/a/index.js and stored again by layer 1 (RUN cp /x /app/copy.js).",
    // Pages in several languages are one slip.
    "COPY --size=90kB /app/web/en/1.js\nRUN cp /app/web/en/1.js /app/web/fr/1.js && cp /app/web/en/1.js /app/web/sv/1.js":
      "180 kB in 2 files in /app/web are the same as others there and stored again by layer 1 (RUN cp /app/web/en/1.js /app/web/fr/1.js && cp /app/web/en/1.js …): /app/web/fr/1.js, /app/web/sv/1.js.",
    "COPY --size=2MB /app/a.js\nRUN cp /app/a.js /srv/b.js":
      "2 MB in 1 file at /srv/b.js are the same as at /app/a.js and stored again by layer 1 (RUN cp /app/a.js /srv/b.js).",
    "COPY --size=2MB /app/x/1\nCOPY --size=1MB /app/x/2\nRUN cp /app/x/1 /srv/x/1 && cp /app/x/2 /srv/x/2":
      "3 MB in 2 files at /srv are the same as at /app and stored again by layer 2 (RUN cp /app/x/1 /srv/x/1 && cp /app/x/2 /srv/x/2): /srv/x/1, /srv/x/2.",
  },
  ignores: [
    // What each package brings for itself, twice within one and once in each of two.
    `${X}\n${python("setuptools", "66.1.1", "setuptools/_vendor/a.py", "pkg_resources/_vendor/a.py")}\nRUN rm /x`,
    `${X}\n${python("setuptools", "66.1.1", "setuptools/_vendor/a.py")}\n${python("pip", "23.0", "pip/_vendor/a.py")}\nRUN rm /x`,
    `${X}\n${gem("a")}\nRUN cp /x ${GEMS}/gems/a-1.0/again.bin\nRUN rm /x`,
    `${X}\n${gem("a")}\n${gem("b")}\nRUN rm /x`,
    // A virtual environment has its own pip.
    `${X}\n${python("pip", "23.0", "pip/a.py")}\n${python("pip", "23.0", "pip/a.py").replaceAll(SITE, "/usr/local/lib/python3.11/site-packages")}\nRUN rm /x`,
    // The same version twice in one tree: its manager's doing.
    `${X}\n${app("/app")}\n${npm("/app/node_modules/a/node_modules/ms", "ms")}\n${npm("/app/node_modules/b/node_modules/ms", "ms")}\nRUN rm /x`,
    // Two applications that share one of their packages.
    `${X}\n${npm("/app/node_modules/a", "a")}\n${npm("/srv/node_modules/a", "a")}\nCOPY --size=100kB /srv/node_modules/b/index.js\nCOPY --size=100kB /app/node_modules/c/index.js\nRUN rm /x`,
    // As a package of the distribution has it.
    "COPY --size=2MB /usr/bin/a\nRUN cp /usr/bin/a /usr/bin/b\nCOPY <<EOF /var/lib/dpkg/status\nPackage: a\nVersion: 1\nEOF\nCOPY <<EOF /var/lib/dpkg/info/a.list\n/usr/bin/a\n/usr/bin/b\nEOF",
    "COPY --size=2MB /app/a\nRUN ln /app/a /app/b",
    "COPY --size=2MB /app/a\nRUN ln -s /app/a /app/b",
    "COPY --size=9kB /app/a\nRUN cp /app/a /app/b",
    "COPY --size=2MB /app/a\nRUN cp /app/a /app/b\nRUN rm /app/a",
  ],
})

test("the remedy is the link to make", async () => {
  const [finding] = await findingsOf(duplicateContent, "COPY --size=2MB /app/a\nRUN cp /app/a /b")
  expect(finding?.bytes).toBe(2_000_000)
  expect(finding?.remedy).toContain("ln -s /app/a /b")
})

test("where two folders share a part, no link to the whole is proposed", async () => {
  const [finding] = await findingsOf(
    duplicateContent,
    "COPY --size=2MB /app/x/1\nCOPY --size=1MB /app/x/2\nCOPY --size=1MB /srv/x/3\nRUN cp /app/x/1 /srv/x/1 && cp /app/x/2 /srv/x/2",
  )
  expect(finding?.message).toContain("3 MB in 2 files at /srv/x are the same as at /app/x")
  expect(finding?.remedy).toContain("`RUN ln -sf /app/x/FILE /srv/x/FILE`")
})

test("what the base holds twice is left to it, and of a copy of the base's the own one is named", async () => {
  const text = "COPY --size=2MB /z/1\nRUN cp /z/1 /z/2\nCOPY --size=1MB /z/3\nRUN cp /z/3 /a/4"
  const { images } = await withFile(await dockerfile(text), (path) => readImages(path))
  const image = images[0]!.image
  const paths = (layers: number): unknown[] =>
    [
      ...duplicateContent.check(
        { ...image, base: { layers, steps: layers, name: "", known: "given", config: null } },
        { today: "2026-01-31", options: {} },
      ),
    ].map(({ location }) => location.path)
  expect(paths(0)).toEqual(["/z/2", "/z/3"])
  expect(paths(3)).toEqual(["/a/4"])
})
