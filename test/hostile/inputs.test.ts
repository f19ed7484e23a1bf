import { execFileSync } from "node:child_process"
import { appendFileSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, test } from "vitest"
import type { ProblemCode } from "../../src/model/index.ts"
import { blobName, docker, dockerMembers, LAYER, ociMembers, sha256, type Members } from "../support/archive.ts"
import { codes, expectCalm, readPath, withFolder } from "../support/read.ts"
import { ent, hdr, tar } from "../support/tar.ts"

const lay = (members: Members, folder: string): void => {
  for (const [name, body] of members) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), body)
  }
}
const fifo = (path: string): Buffer => execFileSync("sh", ["-c", 'mkfifo "$0"', path])
const blob = blobName(LAYER)
const without = (members: Members, name: string): Members => new Map([...members].filter(([other]) => other !== name))

/** What a path that is no ordinary file must be answered with. */
const PATHS: Record<
  string,
  {
    readonly what: string
    readonly lay: (folder: string) => string
    readonly code: ProblemCode
    readonly says?: RegExp
  }
> = {
  a19: { what: "an empty folder", lay: (folder) => folder, code: "not-an-image", says: /holds nothing/ },
  a20: { what: "a link to /dev/zero", lay: (folder) => linked(folder, "/dev/zero"), code: "not-a-regular-file" },
  a21: {
    what: "a FIFO",
    lay: (folder) => (fifo(join(folder, "fifo")), join(folder, "fifo")),
    code: "not-a-regular-file",
    says: /standard input/,
  },
  "a21 link": { what: "a link to nothing", lay: (folder) => linked(folder, "nothing"), code: "not-found" },
  "a21 loop": { what: "a link to itself", lay: (folder) => linked(folder, "link"), code: "not-readable" },
  "a21 absent": {
    what: "a path that is not there",
    lay: (folder) => join(folder, "absent.tar"),
    code: "not-found",
    says: /no such file/,
  },
}

function linked(folder: string, target: string): string {
  symlinkSync(target, join(folder, "link"))
  return join(folder, "link")
}

/** Layouts in which something is no regular file. */
const LAYOUTS: Record<
  string,
  { readonly what: string; readonly lay: (folder: string) => void; readonly code: ProblemCode }
> = {
  f01: {
    what: "a blob as a link out of the layout",
    lay: (folder) => (lay(without(ociMembers(), blob), folder), symlinkSync("/etc/passwd", join(folder, blob))),
    code: "not-a-regular-file",
  },
  f02: {
    what: "blobs/sha256 as a link",
    lay: (folder) => {
      lay(ociMembers(), join(folder, "elsewhere"))
      writeFileSync(join(folder, "index.json"), ociMembers().get("index.json")!)
      mkdirSync(join(folder, "blobs"))
      symlinkSync("../elsewhere/blobs/sha256", join(folder, "blobs/sha256"))
    },
    code: "not-a-regular-file",
  },
  f03: {
    what: "index.json as a link",
    lay: (folder) => {
      lay(without(ociMembers(), "index.json"), folder)
      writeFileSync(join(folder, "other.json"), ociMembers().get("index.json")!)
      symlinkSync("other.json", join(folder, "index.json"))
    },
    code: "not-a-regular-file",
  },
  f04: {
    what: "a blob as a FIFO",
    lay: (folder) => (lay(without(ociMembers(), blob), folder), fifo(join(folder, blob))),
    code: "not-a-regular-file",
  },
  f05: {
    what: "a blob as a folder",
    lay: (folder) => (lay(without(ociMembers(), blob), folder), mkdirSync(join(folder, blob))),
    code: "invalid-manifest",
  },
  f06: {
    what: "a blob as a link to /dev/zero",
    lay: (folder) => (lay(without(ociMembers(), blob), folder), symlinkSync("/dev/zero", join(folder, blob))),
    code: "not-a-regular-file",
  },
}

describe("paths", () => {
  test.each(Object.entries(PATHS))("%s", async (_id, it) => {
    await withFolder(async (folder) => {
      const reading = await readPath(it.lay(folder))
      expectCalm(reading)
      expect(codes(reading)).toEqual([it.code])
      expect(reading.input.problems[0]!.message).toMatch(it.says ?? /./)
      expect(reading.input.complete).toBe(false)
    })
  })

  test("a24: a file name of control characters is an ordinary file", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "\u001b[2J\n::error::x.tar")
      writeFileSync(path, docker())
      const reading = await readPath(path)
      expect(reading.input).toMatchObject({ complete: true, problems: [] })
    })
  })
})

describe("folders", () => {
  test.each(Object.entries(LAYOUTS))("%s", async (_id, it) => {
    await withFolder(async (folder) => {
      it.lay(folder)
      const start = performance.now()
      const reading = await readPath(folder)
      expectCalm(reading)
      expect(codes(reading)).toContain(it.code)
      expect(reading.input.complete).toBe(false)
      expect(performance.now() - start).toBeLessThan(2000)
    })
  })

  test.each([
    ["an OCI layout", ociMembers()],
    ["an unpacked docker archive", dockerMembers()],
  ])("%s is read as its archive is", async (_what, members) => {
    await withFolder(async (folder) => {
      lay(members, folder)
      const reading = await readPath(folder)
      expect(reading.input).toMatchObject({ complete: true, problems: [] })
      expect(reading.images).toHaveLength(1)
    })
  })

  test("2,000 more blobs are no trouble", async () => {
    await withFolder(async (folder) => {
      lay(ociMembers(), folder)
      for (let i = 0; i < 2000; i += 1) writeFileSync(join(folder, "blobs/sha256", sha256(String(i))), String(i))
      const reading = await readPath(folder)
      expect(reading.input.complete).toBe(true)
      expect(codes(reading)).toEqual(["unreferenced-blob"])
    })
  })
})

describe("d02, d03: files that claim more than they store", () => {
  test("a manifest of 1 GiB in a file of a few blocks", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "image.tar")
      writeFileSync(path, hdr("manifest.json", { size: 1 << 30 }))
      truncateSync(path, 512 + (1 << 30) + 1024)
      const start = performance.now()
      const reading = await readPath(path)
      expect(codes(reading)).toEqual(["limit-reached"])
      expect(performance.now() - start).toBeLessThan(2000)
    })
  })

  test("a config of 1 GiB in a file of a few blocks", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "image.tar")
      writeFileSync(path, hdr("config.json", { size: 1 << 30 }))
      truncateSync(path, 512 + (1 << 30))
      appendFileSync(
        path,
        tar(ent("manifest.json", JSON.stringify([{ Config: "config.json", RepoTags: null, Layers: [] }]))),
      )
      const reading = await readPath(path)
      expect(codes(reading)).toEqual(["limit-reached"])
    })
  })
})
