import { expect, test } from "vitest"
import { parseOsRelease } from "../../src/image/index.ts"

test("reads a real one", () => {
  const text = 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nNAME="Debian GNU/Linux"\nVERSION_ID="13"\nID=debian\n'
  expect(parseOsRelease(text)).toEqual({ id: "debian", version: "13", name: "Debian GNU/Linux 13 (trixie)", like: [] })
})

test.each([
  ["ID='alpine'\r\nVERSION_ID=3.20.0\r\n", { id: "alpine", version: "3.20.0", name: "Linux" }],
  ["NAME=Arch\n# VERSION_ID=1\n  BUILD_ID=rolling", { id: "linux", version: "", name: "Arch" }],
  ["ID=a\nID=b", { id: "b", version: "", name: "Linux" }],
  ['NAME="a \\"b\\" \\$c \\\\"', { id: "linux", version: "", name: 'a "b" $c \\' }],
  ["NAME='a \\$b'", { id: "linux", version: "", name: "a \\$b" }],
  ["ID=$(reboot)\nNAME=`id`", { id: "$(reboot)", version: "", name: "`id`" }],
  ['ID="open\nNAME="', { id: '"open', version: "", name: '"' }],
  [
    'ID=rocky\nID_LIKE="rhel  centos fedora"',
    { id: "rocky", version: "", name: "Linux", like: ["rhel", "centos", "fedora"] },
  ],
  ["\uFEFFID=x", { id: "x", version: "", name: "Linux" }],
  ["__proto__=x\nID =y\nid=z", null],
  ['ID=""', null],
  ["", null],
])("%j", (text, expected) => {
  expect(parseOsRelease(text)).toEqual(expected && { like: [], ...expected })
})

test("is bounded, whatever the file holds", () => {
  expect(parseOsRelease(`NAME=${"x".repeat(1_000_000)}`)?.name).toHaveLength(256)
  expect(parseOsRelease(`${"#".repeat(100_000)}\nID=late`)).toBeNull()
})
