import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { hasProgram } from "./archives.js"
import { archive, compressed, megabytes } from "./make.js"
import { compare } from "./measure.js"

const program = fileURLToPath(new URL("../../dist/bin.js", import.meta.url))

export const versionOf = (node) => execFileSync(node, ["--version"], { encoding: "utf8" }).trim().slice(1)

const hasNativeZstd = (node) => {
  const [major, minor] = versionOf(node).split(".").map(Number)
  return major > 22 || (major === 22 && minor >= 15)
}

const shell = (command, ...files) => ({ argv: ["sh", "-c", command, "sh", ...files] })
const sha256 = (path) => ({ argv: ["openssl", "dgst", "-sha256", path] })

/** Every measurement by name: a function that gives the rows of the table. Limits are those of the issue that asked for them. */
export function cases({ node, scale, rounds }) {
  const audit = (path, ...more) => ({
    argv: [node, program, "audit", path, "--format", "json", ...more],
    allowed: [0, 1],
  })

  function against(name, path, ours, theirs, label, limits) {
    const [own, floor] = compare([ours, theirs], rounds)
    const ratios = { floor: floor.wall, ratio: own.wall / floor.wall, cpuRatio: own.cpu / floor.cpu }
    return { name: `${name}, ${Math.round(megabytes(path))} MB`, ...own, label, ...ratios, limits }
  }

  return {
    plain() {
      const path = archive("big", scale)
      return [
        against("plain", path, audit(path), sha256(path), "openssl sha256", {
          ratio: 2,
          peak: 200,
        }),
      ]
    },
    gzip() {
      const { path, layers } = compressed("big", "gzip", scale)
      return [
        against("gzip", path, audit(path), shell('gzip -dc "$@" > /dev/null', ...layers), "gzip -dc", {
          ratio: 0.5,
          peak: 200,
        }),
      ]
    },
    zstd() {
      if (!hasProgram("zstd")) return [{ name: "zstd: there is no zstd here" }]
      const { path, layers } = compressed("big", "zstd", scale)
      const limits = hasNativeZstd(node) ? { ratio: 2.2, peak: 200 } : { peak: 200 }
      return [against("zstd", path, audit(path), shell('zstd -dcq "$@" > /dev/null', ...layers), "zstd -dc", limits)]
    },
    jobs() {
      const paths = [archive("big", scale), compressed("big", "gzip", scale).path]
      return paths.map((path, index) =>
        against(["plain", "gzip"][index], path, audit(path, "--jobs", "1"), audit(path), "default --jobs", {}),
      )
    },
    async formats() {
      const { FORMATS } = await import(new URL("../../dist/index.js", import.meta.url))
      const path = archive("big", scale)
      const folder = mkdtempSync(join(tmpdir(), "plimsoll-bench-"))
      const others = Object.keys(FORMATS).filter((name) => name !== "json")
      const files = others.flatMap((name) => ["--format", `${name}=${join(folder, name)}`])
      const rows = [against("all formats", path, audit(path, ...files), audit(path), "json alone", { ratio: 1.15 })]
      rmSync(folder, { recursive: true })
      return rows
    },
    whiteouts() {
      const few = archive("whiteouts-20k", scale)
      const many = archive("whiteouts-100k", scale)
      const [small, own, none] = compare([audit(few), audit(many), audit(archive("no-whiteouts-100k", scale))], rounds)
      return [
        { name: "20,000 files, 2,000 whiteouts", ...small, limits: {} },
        {
          name: "100,000 files, 2,000 whiteouts",
          ...own,
          label: "without whiteouts",
          floor: none.wall,
          extra: own.wall - none.wall,
          limits: { extra: 1 },
        },
      ]
    },
    million() {
      const path = archive("million", scale)
      const [own] = compare([audit(path)], rounds)
      return [{ name: `1,000,000 entries, ${Math.round(megabytes(path))} MB`, ...own, limits: { wall: 10, peak: 800 } }]
    },
    layers() {
      const path = archive("127-layers")
      return [against("127 layers", path, audit(path), sha256(path), "openssl sha256", {})]
    },
    start() {
      const empty = join(tmpdir(), "plimsoll-bench-empty.mjs")
      if (!existsSync(empty)) writeFileSync(empty, "")
      const [bare, help, small] = compare(
        [{ argv: [node, empty] }, { argv: [node, program, "--help"] }, audit(archive("small"))],
        7 * rounds,
      )
      return [
        {
          name: "--help",
          ...help,
          label: "empty script",
          floor: bare.wall,
          extra: help.wall - bare.wall,
          limits: { extra: 0.03 },
        },
        {
          name: "5 MB image",
          ...small,
          label: "empty script",
          floor: bare.wall,
          extra: small.wall - bare.wall,
          limits: { extra: 0.08 },
        },
      ]
    },
    "4gb"() {
      const path = archive("4gb", scale)
      return [against("plain, as many files", path, audit(path), sha256(path), "openssl sha256", { peak: 200 })]
    },
  }
}
