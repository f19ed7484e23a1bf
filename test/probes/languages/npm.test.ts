import { describe, expect, test } from "vitest"
import { recordsOf, unreadOf } from "./records.ts"

const EXPRESS = {
  name: "express",
  version: "4.19.2",
  dependencies: { accepts: "~1.3.8", debug: "2.6.9" },
  optionalDependencies: { fsevents: "*" },
  peerDependencies: { react: ">=17" },
  peerDependenciesMeta: { "supports-color": { optional: true } },
  devDependencies: { mocha: "10" },
}

describe("package.json in node_modules", () => {
  test("names a package, its folder and what it requires", () => {
    expect(recordsOf("app/node_modules/express/package.json", EXPRESS)).toEqual([
      {
        type: "npm",
        name: "express",
        version: "4.19.2",
        key: "/app/node_modules/express",
        folders: ["/app/node_modules/express"],
        requires: ["accepts", "debug", "fsevents", "react", "supports-color"],
        requiresForDevelopment: ["mocha"],
      },
    ])
  })

  test.each([
    "node_modules/@babel/core",
    "usr/local/lib/node_modules/npm",
    "usr/lib/node_modules/npm/node_modules/@npmcli/fs",
    "app/node_modules/a/node_modules/b",
    "app/node_modules/.pnpm/a@1.0.0/node_modules/@s/a",
    "app/node_modules/.store/a-npm-1.0.0-0123456789/package",
    "app/tests/node_modules/a",
  ])("is read in %s", (folder) => {
    expect(recordsOf(`${folder}/package.json`, EXPRESS)).toMatchObject([{ folders: [`/${folder}`], name: "express" }])
  })

  test.each([
    // A package's own parts, tests and caches.
    "app/node_modules/a/dist/esm",
    "app/node_modules/@s",
    "app/node_modules/a/test/node_modules/b",
    "app/node_modules/a/lib/node_modules/b",
    "app/node_modules/.cache",
    "app/node_modules/.prisma/client",
    "app/node_modules",
    "app/my_node_modules/a",
    "app/fixtures/node_modules/a",
    "app/__fixtures__/case/node_modules/a",
  ])("is none in %s", (folder) => {
    expect(recordsOf(`${folder}/package.json`, EXPRESS)).toEqual([])
    expect(unreadOf(`${folder}/package.json`, "{")).toEqual([])
  })

  test("gives a package that is installed under another name both names", () => {
    expect(recordsOf("app/node_modules/server/package.json", EXPRESS)).toMatchObject([
      { name: "express", provides: ["server"] },
    ])
  })

  test("takes nothing that has neither a name nor a version for a package", () => {
    expect(recordsOf("app/node_modules/a/package.json", { type: "module" })).toEqual([])
    expect(recordsOf("app/node_modules/a/package.json", { version: "1.0.0" })).toMatchObject([{ name: "a" }])
  })

  test("believes no names that are none", () => {
    const hostile = `{"name":{"toString":1},"version":["1"],"__proto__":{"polluted":1},"dependencies":["a"]}`
    expect(recordsOf("app/node_modules/a/package.json", hostile)).toEqual([])
    const names = `{"name":"a","version":"${"1".repeat(400)}","dependencies":{"__proto__":"1","b\\nc":"1","d":"1","${"x".repeat(400)}":""}}`
    expect(recordsOf("app/node_modules/a/package.json", names)).toMatchObject([
      { name: "a", version: "", requires: ["__proto__", "d"] },
    ])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test("keeps a long list of dependencies within bounds", () => {
    const dependencies = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`a${index}`, "1"]))
    expect(recordsOf("app/node_modules/a/package.json", { name: "a", dependencies })[0]?.requires).toHaveLength(5000)
  })

  test("that makes no sense is said to be unread", () => {
    const path = "app/node_modules/a/package.json"
    expect(unreadOf(path, "{")).toEqual(["npm's package.json is no JSON object"])
    expect(unreadOf(path, "[1]")).toEqual(["npm's package.json is no JSON object"])
    expect(unreadOf(path, "[".repeat(1_000_000))).toEqual(["npm's package.json is no JSON object"])
    expect(unreadOf(path, `{"name":"a"}`, false)).toEqual(["npm's package.json is cut"])
    expect(unreadOf(path, " ".repeat(2_000_000))).toEqual(["npm's package.json is larger than 1048576 bytes"])
    expect(recordsOf(path, `\ufeff{"name":"a","version":"1"}`)).toHaveLength(1)
  })
})

describe("package.json of an application", () => {
  const APP = { name: "shop", version: "1.2.3", dependencies: { a: "1" }, devDependencies: { b: "1", c: "1" } }

  test.each(["app/package.json", "package.json", "usr/src/app/package.json", "srv/packages/web/package.json"])(
    "is read at %s",
    (path) => {
      expect(recordsOf(path, APP)).toEqual([
        {
          type: "npm",
          name: "shop",
          version: "1.2.3",
          key: `/${path.slice(0, Math.max(0, path.lastIndexOf("/")))}`,
          files: [`/${path}`],
          requires: ["a"],
          requiresForDevelopment: ["b", "c"],
          isApplication: true,
        },
      ])
    },
  )

  test.each([
    "usr/share/doc/node/package.json",
    "usr/lib/python3/dist-packages/notebook/package.json",
    "usr/local/lib/python3.12/site-packages/notebook/static/package.json",
    "root/.npm/_npx/1/package.json",
    "app/test/case/package.json",
    "app/vendor/package.json",
  ])("is none at %s", (path) => {
    expect(recordsOf(path, APP)).toEqual([])
    expect(unreadOf(path, "{")).toEqual([])
  })

  test("may have no name, but not nothing at all", () => {
    expect(recordsOf("app/package.json", { dependencies: { a: "1" } })).toMatchObject([{ name: "app", version: "" }])
    expect(recordsOf("app/dist/package.json", { type: "commonjs" })).toEqual([])
    expect(recordsOf("app/dist/package.json", { name: "dist" })).toEqual([])
    expect(unreadOf("app/package.json", "{{name}}")).toEqual([])
  })

  test("needs what it is started with", () => {
    const scripts = { start: "node -r b/register src/index.js && NODE_ENV=x c;d", test: "mocha" }
    expect(
      recordsOf("app/package.json", { ...APP, devDependencies: { b: "1", c: "1", mocha: "1" }, scripts })[0]?.requires,
    ).toEqual(["a", "b", "c"])
  })
})

describe("node_modules/.package-lock.json", () => {
  const LOCK = {
    lockfileVersion: 3,
    packages: {
      "node_modules/a": { version: "1.0.0" },
      "node_modules/b": { version: "2.0.0", dev: true },
      "node_modules/b/node_modules/@s/c": { version: "3.0.0", dev: true },
      "node_modules/d": { version: "4.0.0", devOptional: true },
      "packages/e": { version: "5.0.0", dev: true },
      "../node_modules/f": { version: "6.0.0", dev: "true" },
    },
  }

  test("adds to packages that they serve development alone", () => {
    const addition = { type: "npm", isForDevelopment: true, standing: "addition" }
    expect(recordsOf("app/node_modules/.package-lock.json", LOCK)).toEqual([
      { ...addition, name: "b", version: "2.0.0", key: "/app/node_modules/b" },
      { ...addition, name: "@s/c", version: "3.0.0", key: "/app/node_modules/b/node_modules/@s/c" },
    ])
    expect(recordsOf("node_modules/.package-lock.json", LOCK)[0]?.key).toBe("/node_modules/b")
  })

  test("is unread where it is no JSON, and nothing where it is another program's", () => {
    expect(unreadOf("app/node_modules/.package-lock.json", "[]")).toEqual([
      "npm's list of installed packages is no JSON object",
    ])
    expect(unreadOf("app/node_modules/.package-lock.json", `{"packages":[]}`)).toEqual([])
    expect(recordsOf("app/node_modules/a/node_modules/.package-lock.json", LOCK)).toEqual([])
    expect(recordsOf("app/.package-lock.json", LOCK)).toEqual([])
  })
})
