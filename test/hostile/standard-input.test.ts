import { spawn } from "node:child_process"
import { closeSync, openSync } from "node:fs"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { setTimeout } from "node:timers/promises"
import { describe, expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { changed, digest, docker, dockerMembers, gz, LAYER, oci, pack, sha256 } from "../support/archive.ts"
import { gzZeros, zstdRaw, zstdRle } from "../support/bombs.ts"
import { withFile } from "../support/read.ts"
import { ent, tar } from "../support/tar.ts"

const BIN = "dist/bin.js"

interface Ended {
  readonly status: number | null
  readonly report: Report
  readonly stderr: string
}

type Feed = (child: ReturnType<typeof spawn>) => void | Promise<void>

/** Audits as a user does: the built program, with its input from `stdin`. */
function run(input: string, stdin: "pipe" | number | "ignore", feed: Feed = () => {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, "audit", "--format", "json", "--no-progress", input], {
      stdio: [stdin, "pipe", "pipe"],
    })
    let stdout = ""
    let stderr = ""
    child.stdout!.on("data", (data) => (stdout += data))
    child.stderr!.on("data", (data) => (stderr += data))
    // The program may leave a bomb unread.
    child.stdin?.on("error", () => {})
    child.once("error", reject)
    child.once("close", (status) => resolve({ status, report: JSON.parse(stdout), stderr }))
    Promise.resolve(feed(child)).catch(reject)
  })
}

const byPath = (bytes: Buffer): Promise<Ended> => withFile(bytes, (path) => run(path, "ignore"))
const byPipe = (bytes: Buffer): Promise<Ended> => run("-", "pipe", (child) => void child.stdin!.end(bytes))
const byRedirection = (bytes: Buffer): Promise<Ended> =>
  withFile(bytes, async (path) => {
    const file = openSync(path, "r")
    try {
      return await run("-", file)
    } finally {
      closeSync(file)
    }
  })
/** In pieces that end where no block does, with pauses between. */
const bySlowWriter = (bytes: Buffer): Promise<Ended> =>
  run("-", "pipe", async (child) => {
    const step = Math.ceil(bytes.length / 17)
    for (let at = 0; at < bytes.length; at += step) {
      child.stdin!.write(bytes.subarray(at, at + step))
      await setTimeout(15)
    }
    child.stdin!.end()
  })

const MIXED = docker([gz(LAYER), tar(ent("b", "x".repeat(3000))), zstdRaw(LAYER)], {
  diffIds: [LAYER, tar(ent("b", "x".repeat(3000))), LAYER].map(digest),
})

const ARCHIVES: Record<string, Buffer> = {
  "a docker archive": MIXED,
  "an OCI archive, its index first": oci([gz(LAYER)], { diffIds: [digest(LAYER)] }),
  "an archive in gzip": gz(MIXED),
  "an archive in zstd": zstdRaw(MIXED),
  "an archive whose layer is not what its name says": pack(
    changed(dockerMembers(), { [`${sha256(LAYER)}/layer.tar`]: tar(ent("a")) }),
  ),
  "an archive that is cut": MIXED.subarray(0, -1200),
  "an archive that ends in a body": docker().subarray(0, 900),
  "no archive": Buffer.from("Hello, world.\n".repeat(60)),
  nothing: Buffer.alloc(0),
}

/** What must not depend on the way in: the images, and whether all was read. */
const essence = ({ status, report }: Ended) => ({
  status,
  verdict: report.verdict,
  images: report.images,
  complete: report.inputs.map(({ complete }) => complete),
})

describe.each(Object.entries(ARCHIVES))("%s", (_what, bytes) => {
  test.each([
    ["a pipe", byPipe],
    ["a redirected file", byRedirection],
    ["a slow writer", bySlowWriter],
  ])("comes to the same from %s", async (_way, way) => {
    const [expected, ended] = [await byPath(bytes), await way(bytes)]
    expect(essence(ended)).toEqual(essence(expected))
    expect(ended.stderr).not.toMatch(/\n\s+at /)
  })
})

describe("bombs", () => {
  test("64 GiB of zeros in zstd are left at the limit", async () => {
    const { status, report } = await byPipe(zstdRle(docker(), 64 * 1024 ** 3))
    expect({ status, verdict: report.verdict }).toEqual({ status: 2, verdict: "incomplete" })
    expect(report.inputs[0]!.problems.map(({ code }) => code)).toContain("limit-reached")
  })

  test("a layer of 5 GiB of zeros in gzip is read through", async () => {
    const { status, report } = await byPath(docker([gzZeros(LAYER, 5 * 1024 ** 3)], { diffIds: [digest(LAYER)] }))
    expect({ status, tarBytes: report.images[0]!.layers[0]!.tarBytes }).toEqual({
      status: 2,
      tarBytes: LAYER.length + 5 * 1024 ** 3,
    })
  })

  test("an endless run of zeros behind a good archive is left", async () => {
    const { status, report } = await run("-", "pipe", (child) => {
      // The program leaves before the writer does.
      pipeline(Readable.from(endless()), child.stdin!).catch(() => {})
    })
    expect({ status, verdict: report.verdict }).toEqual({ status: 2, verdict: "incomplete" })
  })
})

function* endless(): Generator<Buffer> {
  yield docker()
  const zeros = Buffer.alloc(1 << 22)
  for (;;) yield zeros
}
