import { describe, expect, test } from "vitest"
import { type Command, optionsOf, parseShell, runText } from "../../../src/rules/support/shell/index.ts"

/** A command as a line: where it stands, what joins it, what it is. */
function line({ connectedBy, nesting, wrappers, words, isConditional, isInBackground, pipesInto }: Command): string {
  const marks = [
    ...nesting,
    ...(isConditional ? ["maybe"] : []),
    ...(isInBackground ? ["background"] : []),
    ...(wrappers.length > 0 ? [`by ${wrappers.join(" ")}`] : []),
    ...(pipesInto.length > 0 ? [`into ${pipesInto.join(" ")}`] : []),
  ]
  const shown = words.map(({ value }) => value ?? "?").join(" ")
  return [connectedBy, shown, ...(marks.length > 0 ? [`(${marks.join(", ")})`] : [])].filter(Boolean).join(" ")
}
const lines = (text: string): string[] => parseShell(text).commands.map((command) => line(command))
const only = (text: string): Command => parseShell(text).commands[0]!

describe("commands", () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    "apt-get update && apt-get -y install curl; rm x": ["apt-get update", "&& apt-get -y install curl", "; rm x"],
    "a || b && c & d": ["a (background)", "|| b (maybe, background)", "&& c (background)", "& d"],
    "curl x | tar x": ["curl x (into 1)", "| tar x"],
    "curl x | (cd y && sh)": ["curl x (into 1 2)", "cd y (subshell)", "&& sh (subshell)"],
    "(a; b) | c 2>&1 | d": ["a (subshell, into 2)", "; b (subshell, into 2)", "| c (into 3)", "| d"],
    "if a; then b; elif c; then d; else e; fi": [
      "a (group)",
      "b (condition, maybe)",
      "c (condition, maybe)",
      "d (condition, maybe)",
      "e (condition, maybe)",
    ],
    "for x in 1 2; do rm $x; done": ["rm ? (loop, maybe)"],
    "case $x in a) b;; *) c; d;; esac": ["b (condition, maybe)", "c (condition, maybe)", "; d (condition, maybe)"],
    "f() { a; b; }; f": ["a (function, group, maybe)", "; b (function, group, maybe)", "; f"],
    "[ -e x ] && y": ["[ -e x ]", "&& y (maybe)"],
    'sh -c "$(curl x)"': ["sh -c ?", "curl x (substitution)"],
    "bash <(curl x)": ["bash ?", "curl x (substitution)"],
    "A=`b c` d": ["d", "b c (substitution)"],
    "sh -ec 'a && b'": ["sh -ec a && b", "a (script)", "&& b (script)"],
    "bash -o pipefail -c 'a | b'": ["bash -o pipefail -c a | b", "a (script, into 2)", "| b (script)"],
    "bash <<EOF\na\nb\nEOF": ["bash", "a (script)", "; b (script)"],
    "<<EOF\na\nEOF": ["", "a (script)"],
    "cat <<EOF > /x\na\nEOF": ["cat"],
    'eval "a b" c': ["eval a b c", "a b c (script)"],
    "su app -c 'a b'": ["su app -c a b", "a b (script)"],
    "find / -type f -exec chmod 644 {} + -exec sh -c 'a' \\;": [
      "find / -type f -exec chmod 644 {} + -exec sh -c a ;",
      "chmod 644 {} (exec)",
      "sh -c a (exec)",
      "a (exec, script)",
    ],
    "sudo -u app -E A=1 env -i B=2 timeout -k 5 10 /usr/bin/apt-get update": [
      "/usr/bin/apt-get update (by sudo env timeout)",
    ],
    "find . | xargs -n 1 -I{} chmod 777 {}": ["find . (into 1)", "| chmod 777 {} (by xargs)"],
    "command -v curl": ["command -v curl"],
    "command curl x": ["curl x (by command)"],
    sudo: ["sudo"],
    "echo 'a b'\"c $X\" d\\ e $'f\\n' {g,h} *.i": ["echo ? d e f\n {g,h} *.i"],
    "set -eux; # note\na \\\n b": ["set -eux", "; a b"],
    "time a": ["a"],
    "! a": ["a"],
    "A=1": [""],
    "{ a; } > b 2> $(c)": ["c (substitution)", "a (group)"],
  }
  for (const [text, expected] of Object.entries(cases)) test(text, () => expect(lines(text)).toEqual(expected))
})

test("says where a substitution stands, which command is the last, and what a command was given", () => {
  const [outer, inner] = parseShell('sudo sh -c "$(curl x)"').commands
  expect([outer?.isLast, inner?.within, inner?.withinWord, inner?.isLast]).toEqual([true, 0, 2, false])
  expect(parseShell("a; (b)").commands.map(({ isLast }) => isLast)).toEqual([false, false])
  expect(only("A=1 B=$C env D=2 x").assignments).toEqual([
    { name: "A", value: "1" },
    { name: "B", value: null },
    { name: "D", value: "2" },
  ])
  expect(only("x > /a 2>> $B <<< c").redirects).toMatchObject([
    { operator: ">", descriptor: null, target: { value: "/a" } },
    { operator: ">>", descriptor: 2, target: { value: null, loose: "$B" } },
    { operator: "<<<", target: { value: "c" } },
  ])
  expect(only('apt-get install "curl=${V}"').words[2]).toEqual({ text: '"curl=${V}"', value: null, loose: "curl=${V}" })
})

test("reads options between operands", () => {
  const options = optionsOf(only("x -ab -ofile -o f2 --y --k=v --n 5 sub $OPTS -- -z"), new Set(["-o", "--n"]))
  expect([...options.named]).toEqual([
    ["-a", [null]],
    ["-b", [null]],
    ["-o", ["file", "f2"]],
    ["--y", [null]],
    ["--k", ["v"]],
    ["--n", ["5"]],
  ])
  expect(options.operands.map(({ loose }) => loose)).toEqual(["sub", "$OPTS", "-z"])
  expect(options.hasUnknown).toBe(true)
  expect(options.has("--yes", "-b")).toBe(true)
  expect(options.values("-o", "--n")).toEqual(["file", "f2", "5"])
  expect(optionsOf(only("x a=$B")).hasUnknown).toBe(false)
})

test("says what it could not read", () => {
  expect(parseShell("a; if b").isWhole).toBe(false)
  expect(parseShell('a "').isWhole).toBe(false)
  expect(parseShell("sh -c 'if b'").isWhole).toBe(false)
  expect(parseShell("a && b").isWhole).toBe(true)
  expect(parseShell("a ".repeat(40_000))).toEqual({ commands: [], isWhole: false })
})

describe("hostile text", () => {
  const units = ["(", "$(", "$((", "`", '"$(', "{ ", "if a; then ", "<<A\n", "<<A ", "f()", "coproc ", "a=(", "${a:-"]
  const more = [
    "! ",
    "a|",
    "a&&",
    "<(",
    "@(",
    "{a,",
    "case x in ",
    "[[ (",
    "'",
    "\\\n",
    "sh -c '",
    "find -exec ",
    "sudo ",
  ]
  const closed = [
    `${"$(".repeat(20_000)}a${")".repeat(20_000)}`,
    `${"(".repeat(20_000)}a${")".repeat(20_000)}`,
    `a "${"$(b ".repeat(9000)}${")".repeat(9000)}"`,
  ]
  for (const text of [...units, ...more].map((unit) => unit.repeat(Math.floor(64_000 / unit.length))).concat(closed))
    test(`${JSON.stringify(text.slice(0, 20))} over and over`, () => {
      const start = performance.now()
      parseShell(text)
      expect(performance.now() - start).toBeLessThan(3000)
    })
  test("a hundred thousand parentheses", () => expect(parseShell("(".repeat(100_000)).isWhole).toBe(false))
})

test("takes the shell's text out of a RUN step", () => {
  const step = { index: 0, layer: 0, created: null, comment: "", empty: false, instruction: "RUN" }
  const of = (text: string, createdBy = text): string | null => runText({ ...step, text, createdBy })
  expect(of("RUN a && b")).toBe("a && b")
  expect(of('RUN ["apt-get", "install", "it\'s", "a b"]')).toBe("apt-get install 'it'\\''s' 'a b'")
  expect(of("RUN [ -e x ] && y")).toBe("[ -e x ] && y")
  expect(of("RUN --mount=type=cache,target=/x --network=none a")).toBe("a")
  expect(of("RUN ls", "RUN powershell -Command ls # buildkit")).toBeNull()
  expect(of("RUN dir", "RUN cmd /S /C dir # buildkit")).toBeNull()
  expect(runText({ ...step, instruction: "COPY", text: "COPY a b", createdBy: "" })).toBeNull()
})
