import { gzipSync } from "node:zlib"
import { changed, digest, docker, dockerMembers, gz, json, LAYER, oci, ociMembers, pack, sha256 } from "../archive.ts"
import { gzZeros } from "../bombs.ts"
import { BLOCK, dir, END, ent, hard, hdr, sym, tar } from "../tar.ts"
import type { Cases } from "./case.ts"

const OTHER = tar(ent("etc/hostname", "other\n"))
const parts = (members = dockerMembers()): Buffer[] => [...members].map(([name, body]) => ent(name, body))
const manifest = (name = "layer.tar", config = dockerMembers()): Buffer =>
  json([{ Config: [...config.keys()].find((key) => key.endsWith(".json")), RepoTags: ["a:1"], Layers: [name] }])
const config = (): Buffer => ent(...[...dockerMembers()].find(([name]) => name.endsWith(".json"))!)

/** `docker save`, as docker before 25 wrote a layer that occurs twice. */
function linkedLayers(link: Buffer): Buffer {
  const layers = [LAYER, LAYER]
  const members = dockerMembers(layers)
  const image = JSON.parse(String(members.get("manifest.json")))[0]
  return tar(
    ent("one/layer.tar", LAYER),
    link,
    ent(image.Config, members.get(image.Config)),
    ent("manifest.json", json([{ ...image, Layers: ["one/layer.tar", "two/layer.tar"] }])),
  )
}

/** Two images that share nothing. */
function twoImages(): Buffer {
  const a = dockerMembers([LAYER], { tag: "a:1" })
  const b = dockerMembers([OTHER], { tag: "b:1" })
  const both = [a, b].flatMap((members) => JSON.parse(String(members.get("manifest.json"))))
  return pack(new Map([...a, ...b, ["manifest.json", json(both)]]))
}

function cut(bytes: Buffer, length: number): Buffer {
  return Buffer.from(bytes.subarray(0, length))
}

function sixty(): Buffer {
  let bytes = docker()
  for (let i = 0; i < 60; i += 1) bytes = gzipSync(bytes)
  return bytes
}

/** Section 3 A: the archive as a whole. */
export const ARCHIVE_CASES: Cases = {
  a01: {
    isCompressed: true,
    what: "an empty file",
    input: () => Buffer.alloc(0),
    answer: "refuse",
    codes: ["not-an-image"],
    says: /empty/,
  },
  a02: {
    what: "two blocks of zeros",
    input: () => END,
    answer: "refuse",
    codes: ["not-an-image"],
    says: /holds nothing/,
  },
  a03: {
    what: "text",
    input: () => Buffer.from("Hello, world.\n".repeat(100)),
    answer: "refuse",
    codes: ["not-an-image"],
    says: /no tar archive/,
  },
  a04: {
    what: "cut in a header",
    input: () => cut(docker(), 100),
    answer: "refuse",
    codes: ["truncated"],
    says: /offset 0/,
  },
  a05: {
    what: "cut in a blob",
    input: () => cut(docker(), 700),
    answer: "refuse",
    codes: ["truncated"],
    says: /offset 0/,
  },
  "a05 index first": {
    what: "cut in a layer whose manifest came first",
    input: () => cut(oci(), oci().length - LAYER.length - 200),
    answer: "refuse",
    codes: ["truncated"],
    images: 1,
  },
  a06: {
    what: "a wrong checksum in the second header",
    input: () => tar(parts()[0]!, hdr("x", { raw: { checksum: "000000\0 " } }), ...parts().slice(1)),
    answer: "refuse",
    codes: ["malformed-tar"],
    says: /checksum at offset 2560/,
  },
  a07: {
    what: "a tar of something else",
    input: () => tar(ent("readme.txt", "Read me.")),
    answer: "refuse",
    codes: ["not-an-image"],
    says: /manifest\.json/,
  },
  "a07 root": {
    what: "a bare root file system",
    input: () => LAYER,
    answer: "refuse",
    codes: ["not-an-image"],
    says: /file system/,
  },
  a08: {
    isCompressed: true,
    what: "gzipped as a whole",
    input: () => gz(docker()),
    answer: "read",
    rows: ["file etc/hostname 9"],
  },
  a09: { isCompressed: true, what: "gzipped sixty times", input: sixty, answer: "refuse", codes: ["not-an-image"] },
  a10: {
    isCompressed: true,
    what: "256 MiB of zeros behind a good image",
    input: () => gzZeros(docker(), 256 << 20),
    answer: "read",
  },
  a11: {
    what: "junk behind the end",
    input: () => Buffer.concat([docker(), Buffer.from("junk")]),
    answer: "find",
    codes: ["trailing-data"],
    says: /offset \d+/,
  },
  a12: {
    what: "a second archive behind the end",
    input: () => Buffer.concat([docker([LAYER], { tag: "a:1" }), docker([OTHER], { tag: "b:1" })]),
    answer: "find",
    codes: ["trailing-data"],
  },
  "a12 gz": {
    isCompressed: true,
    what: "a second archive as a second gzip member",
    input: () => Buffer.concat([gz(docker([LAYER])), gz(docker([OTHER]))]),
    answer: "find",
    codes: ["trailing-data"],
  },
  "a12 lone": {
    what: "members behind a single block of zeros",
    input: () => tar(...parts(), Buffer.alloc(BLOCK), ent("manifest.json", "[]")),
    answer: "refuse",
    codes: ["malformed-tar"],
    images: 1,
  },
  a13: {
    what: "manifest.json twice",
    input: () => tar(...parts(), ent("manifest.json", manifest("other.tar"))),
    answer: "refuse",
    codes: ["ambiguous"],
    says: /twice/,
  },
  "a13 spelling": {
    what: "manifest.json in two spellings",
    input: () => tar(...parts(), ent("./manifest.json", "[]")),
    answer: "refuse",
    codes: ["ambiguous"],
  },
  "a13 config": {
    what: "two configs of one name that no digest tells apart",
    input: () => {
      const members = dockerMembers()
      const name = [...members.keys()].find((key) => key.endsWith(".json"))!
      const root = JSON.parse(String(members.get(name)))
      return tar(
        ent("layer.tar", LAYER),
        ent("config.json", members.get(name)),
        ent("config.json", json({ ...root, config: { ...root.config, User: "0" } })),
        ent("manifest.json", json([{ Config: "config.json", RepoTags: ["a:1"], Layers: ["layer.tar"] }])),
      )
    },
    answer: "refuse",
    codes: ["ambiguous"],
    says: /config\.json/,
  },
  a14: {
    what: "manifest.json as a link out of the archive",
    input: () => tar(...parts().slice(0, 2), sym("manifest.json", "/etc/passwd")),
    answer: "refuse",
    codes: ["invalid-manifest"],
    says: /out of the archive/,
  },
  "a14 relative": {
    what: "manifest.json as a relative link out of the archive",
    input: () => tar(...parts().slice(0, 2), sym("manifest.json", "../../etc/passwd")),
    answer: "refuse",
    codes: ["invalid-manifest"],
  },
  a15: {
    what: "manifest.json as a link to itself",
    input: () => tar(...parts().slice(0, 2), sym("manifest.json", "b"), sym("b", "manifest.json")),
    answer: "refuse",
    codes: ["invalid-manifest"],
    says: /circles/,
  },
  a16: {
    what: "a layer as a link to another layer, as docker wrote it",
    input: () => linkedLayers(sym("two/layer.tar", "../one/layer.tar")),
    answer: "read",
    check: ({ images }) => {
      const [first, second] = images[0]!.image.layers
      if (first!.diffId !== second!.diffId || second!.archiveBytes !== LAYER.length)
        throw new Error("the link was not followed")
    },
  },
  "a16 hard": {
    what: "a layer as a hard link to another layer",
    input: () => linkedLayers(hard("two/layer.tar", "one/layer.tar")),
    answer: "read",
  },
  a17: {
    what: "a layer as a hard link out of the archive",
    input: () => tar(config(), hard("layer.tar", "/etc/shadow"), ent("manifest.json", manifest())),
    answer: "refuse",
    codes: ["invalid-manifest"],
    says: /layer\.tar/,
  },
  "a18 device": {
    what: "a layer as a device",
    input: () => tar(config(), hdr("layer.tar", { type: "3" }), ent("manifest.json", manifest())),
    answer: "refuse",
    codes: ["invalid-manifest"],
  },
  "a18 directory": {
    what: "a layer as a directory",
    input: () => tar(config(), dir("layer.tar"), ent("manifest.json", manifest())),
    answer: "refuse",
    codes: ["invalid-manifest"],
  },
  a22: {
    what: "20,000 members that belong to nothing",
    input: () =>
      tar(...Array.from({ length: 20_000 }, (_, i) => ent(`stray/${i}`, "twenty bytes of stray")), ...parts()),
    answer: "find",
    codes: ["unreferenced-blob"],
  },
  "a22 limit": {
    what: "more members than the limit",
    input: () => tar(...Array.from({ length: 101 }, (_, i) => ent(`stray/${i}`)), ...parts()),
    limits: { members: 100 },
    answer: "refuse",
    codes: ["limit-reached"],
  },
  "a22 climbing": {
    what: "20,000 members that climb out of the archive",
    input: () => tar(...Array.from({ length: 20_000 }, (_, i) => ent(`../stray/${i}`)), ...parts()),
    answer: "find",
    codes: ["path-escapes-root"],
    check: ({ input: { problems } }) => {
      if (problems.length > 5) throw new Error(`${problems.length} problems of one kind`)
    },
  },
  a23: { what: "two images", input: twoImages, answer: "read", images: 2 },
  "a23 many": {
    what: "100,000 times an empty image",
    input: () => tar(...parts().slice(0, 2), ent("manifest.json", json(Array.from({ length: 50_000 }, () => ({}))))),
    answer: "refuse",
    codes: ["invalid-manifest"],
    check: ({ input: { problems } }) => {
      if (problems.length > 1100) throw new Error(`${problems.length} problems of one kind`)
    },
  },
  "a23 same": {
    what: "thousands of entries that name one large config",
    input: () => {
      const members = dockerMembers([LAYER], { config: { comment: "x".repeat(4 << 20) } })
      const [entry] = JSON.parse(String(members.get("manifest.json")))
      return pack(
        changed(members, {
          "manifest.json": json(Array.from({ length: 900 }, (_, i) => ({ ...entry, RepoTags: [`a:${i}`] }))),
        }),
      )
    },
    answer: "read",
  },
  "a25 dirty padding": {
    what: "bytes in the padding behind a member",
    input: () => {
      const bytes = docker()
      const at = bytes.lastIndexOf("}]") + 2
      bytes[at + 3] = 1
      return bytes
    },
    answer: "refuse",
    codes: ["malformed-tar"],
    images: 1,
  },
  "a26 in a folder": {
    what: "a layout below one folder, and an entry for the root",
    input: () => tar(dir("./"), dir("./img/"), ...[...ociMembers()].map(([name, body]) => ent(`./img/${name}`, body))),
    answer: "read",
  },
  "a27 hidden layer": {
    what: "a layer whose bytes were exchanged",
    input: () => pack(changed(dockerMembers(), { [`${sha256(LAYER)}/layer.tar`]: OTHER })),
    answer: "refuse",
    codes: ["diff-id-mismatch"],
    says: new RegExp(digest(OTHER)),
    images: 1,
  },
}
