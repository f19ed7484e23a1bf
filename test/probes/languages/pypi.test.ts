import { describe, expect, test } from "vitest"
import { recordsOf, unreadOf } from "./records.ts"

const SITE = "usr/local/lib/python3.12/site-packages"
const METADATA = `Metadata-Version: 2.1
Name: Flask_Thing
Version: 3.0.3
Summary: a thing
Requires-Dist: Werkzeug>=3.0.0
Requires-Dist: importlib-metadata (>=3.6.0) ; python_version < "3.10"
Requires-Dist: asgiref>=3.2 ; extra == 'async'
Requires-Dist: zope.interface[test]!=5; (sys_platform == "win32") and extra=="x"
Requires-Dist: ruamel.yaml[jinja2]
Provides-Extra: async

Name: Not A Header
Requires-Dist: nothing
`

describe("a Python package's METADATA", () => {
  test("names it and what it needs without extras", () => {
    expect(recordsOf(`${SITE}/Flask_Thing-3.0.3.dist-info/METADATA`, METADATA.replaceAll("\n", "\r\n"))).toEqual([
      {
        type: "pypi",
        name: "Flask_Thing",
        version: "3.0.3",
        key: `/${SITE}/Flask_Thing-3.0.3.dist-info`,
        folders: [`/${SITE}/Flask_Thing-3.0.3.dist-info`],
        files: [],
        requires: ["Werkzeug", "importlib-metadata", "ruamel.yaml"],
      },
    ])
  })

  test.each(["usr/lib/python3/dist-packages", "venv/lib/python3.12/site-packages", "opt/python", "var/task", ""])(
    "is read in /%s",
    (site) => {
      const path = `${site === "" ? "" : `${site}/`}a-1.dist-info/METADATA`
      expect(recordsOf(path, METADATA)).toHaveLength(1)
    },
  )

  test.each([
    // setuptools' own copies, which pip does not list either.
    `${SITE}/setuptools/_vendor/wheel-0.45.dist-info`,
    `${SITE}/a/tests/data/b-1.dist-info`,
    `${SITE}/a/site-packages/b-1.dist-info`,
    "app/fixtures/b-1.dist-info",
    "app/node_modules/node-gyp/gyp-1.dist-info",
    `${SITE}/a`,
  ])("is none in %s", (folder) => {
    expect(recordsOf(`${folder}/METADATA`, METADATA)).toEqual([])
    expect(unreadOf(`${folder}/METADATA`, "x")).toEqual([])
    expect(recordsOf(`${folder}/RECORD`, "a.py,,")).toEqual([])
  })

  test("that names nothing is said to be unread", () => {
    const path = `${SITE}/a-1.dist-info/METADATA`
    expect(unreadOf(path, "Version: 1\n\nName: a\n")).toEqual([
      "the metadata of a Python package does not name its package",
    ])
    expect(unreadOf(path, Buffer.alloc(9_000_000, "x: y\n"))).toEqual([
      "the metadata of a Python package is larger than 8388608 bytes",
    ])
  })
})

test("RECORD adds a package's files, wherever they lie", () => {
  const lines = [
    "flask/__init__.py,sha256=abc,100",
    "../../../bin/flask,sha256=def,200",
    `"flask/a, ""b"".py",,`,
    "/etc/flask.conf,,",
    "../../../../../../../etc/up,,",
    "",
    "flask-3.dist-info/RECORD,,",
  ]
  expect(recordsOf(`${SITE}/flask-3.dist-info/RECORD`, lines.join("\n"))).toEqual([
    {
      type: "pypi",
      name: "flask",
      version: "3",
      key: `/${SITE}/flask-3.dist-info`,
      standing: "addition",
      files: [
        `/${SITE}/flask/__init__.py`,
        "/usr/local/bin/flask",
        `/${SITE}/flask/a, "b".py`,
        "/etc/flask.conf",
        "/etc/up",
        `/${SITE}/flask-3.dist-info/RECORD`,
      ],
    },
  ])
})

describe("an egg", () => {
  const INFO = "Metadata-Version: 1.0\nName: six\nVersion: 1.16.0\n\n"

  test("may be a folder of metadata, with lists beside it", () => {
    const folder = `${SITE}/six-1.16.0-py3.12.egg-info`
    expect(recordsOf(`${folder}/PKG-INFO`, INFO)).toMatchObject([
      { name: "six", version: "1.16.0", key: `/${folder}`, folders: [`/${folder}`] },
    ])
    expect(recordsOf(`${folder}/installed-files.txt`, "../six.py\nPKG-INFO\n")).toMatchObject([
      { key: `/${folder}`, standing: "addition", files: [`/${SITE}/six.py`, `/${folder}/PKG-INFO`] },
    ])
    expect(recordsOf(`${folder}/requires.txt`, "a>=1\nb[c]\n\n[test]\npytest\n")).toMatchObject([
      { key: `/${folder}`, standing: "addition", requires: ["a", "b"] },
    ])
  })

  test("may be a file", () => {
    const path = `${SITE}/six-1.16.0.egg-info`
    expect(recordsOf(path, INFO)).toMatchObject([{ name: "six", key: `/${path}`, folders: [], files: [`/${path}`] }])
  })

  test("may be a folder of everything", () => {
    const folder = `${SITE}/six-1.16.0-py3.12.egg`
    expect(recordsOf(`${folder}/EGG-INFO/PKG-INFO`, INFO)).toMatchObject([{ name: "six", folders: [`/${folder}`] }])
  })

  test("is none in a source tree", () => {
    expect(recordsOf("app/src/shop.egg-info/PKG-INFO", INFO)).toEqual([])
    expect(recordsOf("app/shop-1.0/PKG-INFO", INFO)).toEqual([])
    expect(recordsOf("app/shop.egg-info", INFO)).toEqual([])
    expect(recordsOf("app/requires.txt", "a")).toEqual([])
  })
})
