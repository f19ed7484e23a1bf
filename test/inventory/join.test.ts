import { expect, test } from "vitest"
import type { Package } from "../../src/model/index.ts"
import { docker } from "../support/archive.ts"
import { read } from "../support/read.ts"
import { ent, tar } from "../support/tar.ts"
import { zip, zipMember } from "../support/zip.ts"

/** The packages of an image with one layer a list of files. */
async function packagesOf(
  ...layers: readonly Readonly<Record<string, string | Buffer>>[]
): Promise<readonly Package[]> {
  const tars = layers.map((files) => tar(...Object.entries(files).map(([path, content]) => ent(path, content))))
  return (await read(docker(tars))).images[0]?.image.inventory.packages ?? []
}

const METADATA = "Name: Flask\nVersion: 3.0.3\nRequires-Dist: Werkzeug\n\n"
const RECORD = "flask/__init__.py,,\n../../../bin/flask,,\nflask-3.0.3.dist-info/RECORD,,\n"

test("a Python package is one, with all files that its list names", async () => {
  const site = "usr/local/lib/python3.12/site-packages"
  expect(
    await packagesOf({
      [`${site}/flask/__init__.py`]: "x".repeat(1000),
      [`${site}/flask-3.0.3.dist-info/RECORD`]: RECORD,
      [`${site}/flask-3.0.3.dist-info/METADATA`]: METADATA,
      [`${site}/flask-3.0.3.dist-info/licenses/LICENSE`]: "MIT",
      "usr/local/bin/flask": "#!/usr/bin/python\n",
      "usr/local/bin/other": "#!/usr/bin/python\n",
    }),
  ).toEqual([
    expect.objectContaining({
      type: "pypi",
      name: "Flask",
      version: "3.0.3",
      path: `/${site}/flask-3.0.3.dist-info/METADATA`,
      requires: ["Werkzeug"],
      files: 5,
      bytes: 1000 + METADATA.length + RECORD.length + "MIT".length + "#!/usr/bin/python\n".length,
    }),
  ])
})

test("a list without its package is none, in whatever layer the package was removed", async () => {
  const site = "usr/local/lib/python3.12/site-packages/flask-3.0.3.dist-info"
  expect(await packagesOf({ [`${site}/RECORD`]: RECORD })).toEqual([])
  expect(
    await packagesOf({ [`${site}/RECORD`]: RECORD, [`${site}/METADATA`]: METADATA }, { [`${site}/.wh.METADATA`]: "" }),
  ).toEqual([])
})

test("npm's list says which packages serve development", async () => {
  const packages = await packagesOf({
    "app/node_modules/.package-lock.json": JSON.stringify({
      packages: {
        "node_modules/a": { version: "1.0.0", dev: true },
        "node_modules/b": { version: "1.0.0" },
        "node_modules/gone": { version: "1.0.0", dev: true },
      },
    }),
    "app/node_modules/a/package.json": `{"name":"a","version":"1.0.0"}`,
    "app/node_modules/b/package.json": `{"name":"b","version":"1.0.0"}`,
  })
  expect(packages.map(({ name, isForDevelopment }) => [name, isForDevelopment])).toEqual([
    ["a", true],
    ["b", false],
  ])
})

test("what a file says itself is believed over what its name seems to say", async () => {
  const jar = zip(
    zipMember("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n"),
    zipMember("META-INF/maven/g/guava/pom.properties", "version=31.1-jre\ngroupId=g\nartifactId=guava\n"),
  )
  expect(
    await packagesOf({ "app/guava-31.jar": jar, "app/old-1.jar": zip(zipMember("META-INF/MANIFEST.MF", "a: b")) }),
  ).toEqual([
    expect.objectContaining({ name: "g:guava", version: "31.1-jre", path: "/app/guava-31.jar", bytes: jar.length }),
    expect.objectContaining({ name: "old", version: "1" }),
  ])
  const python = await packagesOf({
    "usr/local/lib/python3.12/os.py": "import abc\n",
    "usr/local/include/python3.12/patchlevel.h": '#define PY_VERSION "3.12.7"\n',
    "opt/lib/python3.11/os.py": "import abc\n",
  })
  expect(python.map(({ name, version, files }) => [name, version, files])).toEqual([
    ["python", "3.11", 1],
    ["python", "3.12.7", 2],
  ])
})
