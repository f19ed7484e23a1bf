import { expect, test } from "vitest"
import { globMatcher, globProblem, textMatcher } from "../../src/model/index.ts"

test.each([
  ["/srv/**", ["/srv/a", "/srv/a/b.txt", "/srv/.hidden/b"], ["/srvx/a", "/opt/srv/a"]],
  ["srv/*.pem", ["/srv/a.pem", "/srv/.pem"], ["/srv/a/b.pem", "/srv/a.pem.bak"]],
  ["**/test/**/*.key", ["/test/a.key", "/a/test/b/c/d.key"], ["/tests/a.key", "/a/test/b.keys"]],
  ["*.key", ["/a.key", "/deep/down/a.key"], ["/a.key/b"]],
  ["/*.key", ["/a.key"], ["/deep/a.key"]],
  ["/a?c/{x,yz}/**/end", ["/abc/x/end", "/aéc/yz/1/2/end"], ["/ac/x/end", "/abc/y/end", "/a/c/x/end"]],
  ["/{a,b/c}.txt", ["/a.txt", "/b/c.txt"], ["/b.txt"]],
  [String.raw`/app/\[id\]\*.js`, ["/app/[id]*.js"], ["/app/[id]x.js", "/app/i.js"]],
  ["/a**b", ["/ab", "/axxb"], ["/a/b"]],
  ["**", ["/a", "/a/b"], []],
])("%s", (glob, fits, others) => {
  expect(globProblem(glob)).toBeNull()
  const matches = globMatcher(glob)
  expect(fits.filter((path) => !matches(path))).toEqual([])
  expect(others.filter(matches)).toEqual([])
})

test.each(["/a[bc]", "/a{b", "/a}", "/{a,{b,c}}", "/a\\", `/${"{a,b,c}".repeat(4)}`])("%s is refused", (glob) => {
  expect(globProblem(glob)).toMatch(/\w/)
})

test("what makes other programs slow is fast", () => {
  const start = performance.now()
  for (const glob of [`${"*a".repeat(200)}b`, `${"**/".repeat(150)}b`, `/${"{a,b}".repeat(6)}${"*".repeat(400)}c`])
    expect(globMatcher(glob)("/a".repeat(1000) + "a".repeat(2000))).toBe(false)
  expect(performance.now() - start).toBeLessThan(2000)
})

test("many matchers can share a number of steps, and nothing fits when they are used up", () => {
  const steps = { left: 12 }
  const [isKey, isText] = [globMatcher("*.key", steps), textMatcher("a*", steps)]
  expect([isKey("/a.key"), isText("ab"), isKey("/a.key"), isText("ab")]).toEqual([true, true, false, false])
  expect(steps.left).toBeLessThanOrEqual(0)
})
