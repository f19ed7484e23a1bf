import {
  blobName,
  changed,
  descriptor,
  digest,
  docker,
  dockerMembers,
  gz,
  json,
  LAYER,
  oci,
  ociMembers,
  ociOf,
  pack,
  sha256,
  type Build,
  type OciBuild,
} from "../archive.ts"
import { dir, ent, hdr, sym, tar } from "../tar.ts"
import type { Case, Cases } from "./case.ts"

const refuse = (what: string, input: () => Buffer, told: Partial<Case> = {}): Case => ({
  what,
  input,
  answer: "refuse",
  ...told,
})
const read = (what: string, input: () => Buffer, told: Partial<Case> = {}): Case => ({
  what,
  input,
  answer: "read",
  ...told,
})

/** An archive whose manifest.json holds this. */
const manifest = (text: string | Buffer): Buffer => pack(changed(dockerMembers(), { "manifest.json": text }))
/** What an ordinary manifest.json holds, as text to be changed. */
const entry = (members = dockerMembers()): Record<string, unknown> =>
  JSON.parse(String(members.get("manifest.json")))[0]
const invalid = (what: string, text: string | Buffer, told: Partial<Case> = {}): Case =>
  refuse(what, () => manifest(text), { says: /manifest\.json/, ...told })
const withDescriptor = (what: string, build: OciBuild, told: Partial<Case> = {}): Case =>
  refuse(what, () => oci([LAYER], build), { codes: ["invalid-manifest"], ...told })
const badDigest = (what: string, text: unknown): Case =>
  withDescriptor(what, { layer: { digest: text } }, { says: /digest that is none/ })
const config = (what: string, build: Build, told: Partial<Case> = {}): Case =>
  refuse(what, () => docker([LAYER], build), { images: 1, ...told })

const MANIFEST = "application/vnd.oci.image.manifest.v1+json"
const INDEX = "application/vnd.oci.image.index.v1+json"
const OTHER = tar(ent("etc/hostname", "other\n"))

/** An index in an index in an index, `depth` deep, round the image of an ordinary layout. */
function nested(depth: number): Buffer {
  const members = ociMembers()
  const blobs = [...members].filter(([name]) => name.startsWith("blobs/")).map(([, body]) => body)
  let manifests = JSON.parse(String(members.get("index.json"))).manifests
  for (let i = 0; i < depth; i += 1) {
    const index = json({ schemaVersion: 2, mediaType: INDEX, manifests })
    blobs.push(index)
    manifests = [descriptor(INDEX, index)]
  }
  return ociOf(manifests, blobs)
}

/** An image with another manifest beside it, which is described so. */
function beside(other: Buffer, described: object = {}, blobs: readonly Buffer[] = []): Buffer {
  const members = ociMembers()
  const own = [...members].filter(([name]) => name.startsWith("blobs/")).map(([, body]) => body)
  const { manifests } = JSON.parse(String(members.get("index.json")))
  return ociOf([...manifests, { ...descriptor(MANIFEST, other), ...described }], [...own, other, ...blobs])
}

/** The manifest and config of another image, with these layers. */
function otherImage(
  layers: readonly object[],
  diffIds: readonly string[] = [digest(OTHER)],
): { manifest: Buffer; config: Buffer } {
  const root = json({ os: "linux", architecture: "arm64", config: { User: "1" }, rootfs: { diff_ids: diffIds } })
  const body = json({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: descriptor("application/vnd.oci.image.config.v1+json", root),
    layers,
  })
  return { manifest: body, config: root }
}

const LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar"
const inToto = Buffer.from('{"_type":"https://in-toto.io/Statement/v0.1"}')
const UNKNOWN = { platform: { os: "unknown", architecture: "unknown" } }
const ATTESTATION = { annotations: { "vnd.docker.reference.type": "attestation-manifest" } }

/** One layer a thousand times and more. */
function repeated(times: number): Buffer {
  const members = dockerMembers([LAYER], { diffIds: Array.from({ length: times }, () => digest(LAYER)) })
  const name = `${sha256(LAYER)}/layer.tar`
  return pack(
    changed(members, {
      "manifest.json": json([{ ...entry(members), Layers: Array.from({ length: times }, () => name) }]),
    }),
  )
}

const WRONG = [null, true, 7, "text", [], ["a", 7], { a: 7 }, [[]]]
const FIELDS = [
  "User",
  "Env",
  "Cmd",
  "Entrypoint",
  "WorkingDir",
  "ExposedPorts",
  "Volumes",
  "Labels",
  "StopSignal",
  "Shell",
  "OnBuild",
  "Healthcheck",
]

const TOLD_BY_FORM = "what goes by only once is a document or a layer by its form, whatever names it later"

/** Section 3 D: metadata. */
export const METADATA_CASES: Cases = {
  d01: invalid("JSON 200,000 deep", "[".repeat(200_000), { codes: ["limit-reached"], says: /nesting/ }),
  "d01 wide": invalid("JSON of 300,000 items", `[${"1,".repeat(300_000)}1]`, { codes: ["limit-reached"] }),
  d02: refuse("a manifest of 64 MiB", () => tar(ent("manifest.json", Buffer.alloc(64 << 20, " "))), {
    codes: ["limit-reached"],
    says: /--max-metadata-size/,
  }),
  d03: refuse("a config of 64 MiB", () => docker([LAYER], { rawConfig: Buffer.alloc(64 << 20, " ") }), {
    codes: ["limit-reached"],
    says: /--max-metadata-size/,
  }),
  d04: invalid("a key twice", `[{"Config":"a","Config":"b","Layers":[]}]`, { codes: ["ambiguous"] }),
  "d04 escaped": invalid("a key twice, once escaped", String.raw`[{"Config":"a","\u0043onfig":"b","Layers":[]}]`, {
    codes: ["ambiguous"],
  }),
  "d04 case": refuse("layers beside Layers", () => manifest(json([{ ...entry(), layers: [] }])), {
    codes: ["ambiguous"],
    says: /"Layers" and "layers"/,
  }),
  "d04 config": config(
    "a key of the config twice, by case",
    { config: { config: { User: "1000", user: "root" } } },
    { codes: ["ambiguous"] },
  ),
  d05: read(
    "__proto__ and constructor as labels and keys",
    () => {
      const plain = String([...dockerMembers()].find(([name]) => name.endsWith(".json"))![1])
      return docker([LAYER], {
        rawConfig: plain
          .replace(`"Labels":{`, `"Labels":{"__proto__":"p","constructor":"c","toString":"t",`)
          .replace(/^\{/, `{"__proto__":{"config":{"User":"root"}},"constructor":7,`),
      })
    },
    {
      check: ({ images }) => {
        const { labels, user } = images[0]!.report.config
        if (user !== "1000") throw new Error(`the user became ${user}`)
        for (const [key, value] of [
          ["__proto__", "p"],
          ["constructor", "c"],
          ["toString", "t"],
        ] as const)
          if (Object.getOwnPropertyDescriptor(labels, key)?.value !== value) throw new Error(`the label ${key} is lost`)
      },
    },
  ),
  d06a: invalid("null", "null"),
  d06b: invalid("an object", "{}"),
  d06c: invalid("no image", "[]"),
  d06d: invalid("null for an image", "[null]", { codes: ["invalid-manifest"] }),
  d06e: refuse("a string for a list", () => manifest(json([{ ...entry(), Layers: "layer.tar" }])), {
    codes: ["invalid-manifest"],
    says: /Layers/,
  }),
  d06f: refuse("numbers for names", () => manifest(json([{ ...entry(), Layers: [7] }])), {
    codes: ["invalid-manifest"],
  }),
  "d06f config": refuse("a number for the config", () => manifest(json([{ ...entry(), Config: 7 }])), {
    codes: ["invalid-manifest"],
  }),
  d06g: invalid("a number", "7", { codes: ["invalid-manifest"], otherWords: TOLD_BY_FORM }),
  d06h: invalid("UTF-16", Buffer.from(`\ufeff${JSON.stringify([entry()])}`, "utf16le"), { codes: ["invalid-json"] }),
  d06i: invalid("NULs", Buffer.concat([json([entry()]), Buffer.alloc(3)]), { codes: ["invalid-json"] }),
  "d06j index": refuse("a list for an index", () => pack(changed(ociMembers(), { "index.json": "[]" })), {
    codes: ["invalid-manifest"],
  }),
  "d06k manifests": refuse("a string for the manifests", () => oci([LAYER], { index: { manifests: "x" } }), {
    codes: ["invalid-manifest"],
  }),
  "d06l config": config("a config that is a list", { rawConfig: "[]" }, { codes: ["invalid-config"] }),
  "d06m both": refuse(
    "a number for manifest.json beside a good index",
    () => pack(new Map([...ociMembers(), ["manifest.json", json("7")]])),
    { codes: ["invalid-manifest"], images: 1, otherWords: TOLD_BY_FORM },
  ),
  ...Object.fromEntries(
    WRONG.map((value, i) => [
      `d07${"abcdefgh"[i]}`,
      {
        what: `${JSON.stringify(value)} for every field of the config`,
        answer: value === null ? "read" : "find",
        input: () =>
          docker([LAYER], {
            config: {
              created: value,
              author: value,
              config: Object.fromEntries(FIELDS.map((field) => [field, value])),
            },
          }),
        ...(value === null ? {} : { codes: ["odd-config"] as const }),
      } satisfies Case,
    ]),
  ),
  d08a: withDescriptor("a size of -1", { layer: { size: -1 } }, { says: /size/ }),
  d08b: withDescriptor("a size of 1.5", { layer: { size: 1.5 } }),
  d08c: withDescriptor("a size of text", { layer: { size: "12" } }),
  d08d: refuse(
    "a size of 1e400",
    () => oci([LAYER], { rawManifest: (body) => JSON.stringify(body).replace(/"size":2048/, '"size":1e400') }),
    { codes: ["invalid-manifest"] },
  ),
  d09: badDigest("a digest that climbs", "sha256:../../../../etc/passwd"),
  d10a: badDigest("a digest in capitals", digest(LAYER).toUpperCase()),
  d10b: badDigest("a short digest", "sha256:abc"),
  d10c: badDigest("an md5 digest", "md5:d41d8cd98f00b204e9800998ecf8427e"),
  d10d: badDigest("an empty digest", ""),
  d10e: badDigest("a digest without a colon", sha256(LAYER)),
  d10f: badDigest("a number for a digest", 7),
  d11: refuse(
    "a layer that does not match its digest",
    () => pack(changed(ociMembers(), { [blobName(LAYER)]: OTHER })),
    { codes: ["digest-mismatch", "diff-id-mismatch"], images: 1, says: /layer 0/ },
  ),
  d12: refuse(
    "a config that does not match its digest",
    () => oci([LAYER], { configDescriptor: { digest: digest(LAYER), size: LAYER.length } }),
    { codes: ["invalid-json"] },
  ),
  "d12 bytes": refuse(
    "a config whose bytes were exchanged",
    () => {
      const members = ociMembers()
      const [name, body] = [...members].find(([, bytes]) => bytes.includes('"rootfs"'))!
      return pack(changed(members, { [name]: String(body).replace("1000", "0000") }))
    },
    { codes: ["digest-mismatch"] },
  ),
  "d12 name": refuse(
    "a config whose bytes were exchanged, in docker's form",
    () => {
      const members = dockerMembers()
      const [name, body] = [...members].find(([, bytes]) => bytes.includes('"rootfs"'))!
      return pack(changed(members, { [name]: String(body).replace("1000", "0000") }))
    },
    { codes: ["digest-mismatch"] },
  ),
  d13: refuse("a wrong size", () => oci([LAYER], { layer: { size: 2047 } }), { codes: ["size-mismatch"], images: 1 }),
  d14: config("a wrong diff id", { diffIds: [digest(OTHER)] }, { codes: ["diff-id-mismatch"] }),
  "d14 spelled": config(
    "a wrong diff id in a spelling that Go reads",
    { config: { rootfs: undefined, RootFS: { Diff_IDs: [digest(OTHER)] } } },
    { codes: ["diff-id-mismatch"] },
  ),
  "d14 long s": config(
    "a wrong diff id below a key with a long s",
    { config: { rootfs: { "diff_id\u017f": [digest(OTHER)] } } },
    { codes: ["diff-id-mismatch"] },
  ),
  d15: config("more diff ids than layers", { diffIds: [digest(LAYER), digest(OTHER)] }, { codes: ["invalid-config"] }),
  d16: config("fewer diff ids than layers", { diffIds: [] }, { codes: ["invalid-config"] }),
  "d16 null": config("no diff id at all", { config: { rootfs: null } }, { codes: ["invalid-config"] }),
  d17: {
    what: "more history than layers",
    answer: "find",
    codes: ["history-mismatch"],
    input: () => docker([LAYER], { config: { history: [{ created_by: "a" }, { created_by: "b" }] } }),
  },
  d18: read("no history", () => docker([LAYER], { config: { history: [] } })),
  d19: refuse("5,000 times one layer", () => repeated(5000), {
    codes: ["limit-reached"],
    says: /--max-layers/,
    images: 1,
  }),
  "d19 legal": {
    what: "900 times one layer",
    answer: "find",
    codes: ["many-layers"],
    input: () => repeated(900),
  },
  "d19 entries": refuse("more entries than the limit, one layer 900 times", () => repeated(900), {
    limits: { entriesPerLayer: 100 },
    codes: ["limit-reached"],
    says: /--max-entries/,
    images: 1,
  }),
  d20: refuse(
    "30,000 layers",
    () => {
      const layers = Array.from({ length: 30_000 }, (_, i) => `l${i}`)
      const members = dockerMembers([], { diffIds: layers.map(() => digest(LAYER)) })
      const root = entry(members)
      return tar(
        ...layers.map((name) => ent(name, "a layer of a few bytes")),
        ent(root["Config"] as string, members.get(root["Config"] as string)),
        ent("manifest.json", json([{ ...root, Layers: layers }])),
      )
    },
    { codes: ["limit-reached"], images: 1 },
  ),
  d21: refuse("500 indexes one in the other", () => nested(500), {
    codes: ["limit-reached"],
    says: /nesting of image indexes/,
  }),
  "d21 legal": read("three indexes one in the other", () => nested(3)),
  d22: refuse(
    "an index that claims to name itself",
    () => {
      const index = json({ schemaVersion: 2, manifests: [descriptor(INDEX, LAYER)] })
      return pack(
        new Map([
          ["oci-layout", json({ imageLayoutVersion: "1.0.0" })],
          ["index.json", index],
          [blobName(LAYER), index],
        ]),
      )
    },
    { codes: ["digest-mismatch"] },
  ),
  d23: refuse(
    "5,000 platforms that are not there",
    () =>
      oci([LAYER], {
        index: {
          manifests: Array.from({ length: 5000 }, (_, i) => ({
            ...descriptor(MANIFEST, Buffer.from(String(i))),
            platform: { os: "linux", architecture: `a${i}` },
          })),
        },
      }),
    { codes: ["limit-reached"] },
  ),
  "d23 many": refuse(
    "60,000 descriptors",
    () =>
      oci([LAYER], { index: { manifests: Array.from({ length: 60_000 }, (_, i) => ({ digest: digest(String(i)) })) } }),
    { codes: ["limit-reached"] },
  ),
  "d23 tags": read(
    "30,000 names of one image",
    () => manifest(json([{ ...entry(), RepoTags: Array.from({ length: 30_000 }, (_, i) => `example.com/app:${i}`) }])),
    {
      check: ({ images }) => {
        if (images[0]!.report.names.length !== 30_000) throw new Error("names are missing")
      },
    },
  ),
  d24: refuse("a manifest that is an index too", () => oci([LAYER], { manifest: { manifests: [] } }), {
    codes: ["ambiguous"],
  }),
  d25: refuse("a manifest whose media type says index", () => oci([LAYER], { manifest: { mediaType: INDEX } }), {
    codes: ["ambiguous"],
  }),
  d26: read("an attestation beside the image", () => {
    const { manifest: body, config: root } = otherImage([descriptor("application/vnd.in-toto+json", inToto)])
    return beside(body, { ...UNKNOWN, ...ATTESTATION }, [root, inToto])
  }),
  "d26 disguise": read(
    "a second image that is called an attestation",
    () => {
      const { manifest: body, config: root } = otherImage([descriptor(LAYER_TYPE, OTHER)])
      return beside(body, { ...UNKNOWN, ...ATTESTATION }, [root, OTHER])
    },
    { images: 2 },
  ),
  "d26 mixed": refuse(
    "a second image with an attestation among its layers",
    () => {
      const { manifest: body, config: root } = otherImage([
        descriptor(LAYER_TYPE, OTHER),
        descriptor("application/vnd.in-toto+json", inToto),
      ])
      return beside(body, {}, [root, OTHER, inToto])
    },
    { codes: ["ambiguous"], images: 1 },
  ),
  d27: refuse(
    "a Helm chart",
    () =>
      oci([LAYER], {
        configDescriptor: { mediaType: "application/vnd.cncf.helm.config.v1+json" },
        layer: { mediaType: "application/vnd.cncf.helm.chart.content.v1.tar+gzip" },
      }),
    { codes: ["not-an-image"], says: /artifact/ },
  ),
  d28: refuse(
    "a foreign layer that lives elsewhere",
    () =>
      pack(
        changed(ociMembers([LAYER], { layer: { urls: ["https://evil.example/layer"] } }), { [blobName(LAYER)]: null }),
      ),
    { codes: ["foreign-layer"], images: 1 },
  ),
  d29: refuse("a layer that is not there", () => pack(changed(ociMembers(), { [blobName(LAYER)]: null })), {
    codes: ["missing-blob"],
    images: 1,
    says: /layer 0/,
  }),
  "d29 config": refuse(
    "a config that is not there",
    () => pack(changed(dockerMembers(), { [entry()["Config"] as string]: null })),
    { codes: ["missing-blob"] },
  ),
  d30: refuse("a layer path that climbs out", () => manifest(json([{ ...entry(), Layers: ["../../etc/passwd"] }])), {
    codes: ["missing-blob"],
    images: 1,
  }),
  d31: {
    what: "manifest.json and index.json that name different images",
    answer: "find",
    codes: ["manifests-differ"],
    images: 2,
    input: () => pack(new Map([...dockerMembers([OTHER], { tag: "a:1" }), ...ociMembers([LAYER], { tag: "a:1" })])),
  },
  "d31 layers": refuse(
    "manifest.json and index.json that give one image different layers",
    () => {
      const members = ociMembers()
      const [name] = [...members].find(([, bytes]) => bytes.includes('"rootfs"'))!
      return pack(
        new Map([
          ...members,
          ["other.tar", OTHER],
          ["manifest.json", json([{ Config: name, RepoTags: ["a:1"], Layers: ["other.tar"] }])],
        ]),
      )
    },
    { codes: ["ambiguous"], images: 1 },
  ),
  d32: refuse(
    "a layout of version 2",
    () => pack(changed(ociMembers(), { "oci-layout": json({ imageLayoutVersion: "2.0.0" }) })),
    { codes: ["invalid-manifest"], images: 1, says: /version/ },
  ),
  d33: refuse(
    "what docker wrote before 1.10",
    () => tar(dir("c0ffee/"), ent("c0ffee/json", "{}"), ent("c0ffee/layer.tar", LAYER), ent("repositories", "{}")),
    { codes: ["not-an-image"], says: /older than 1\.10/ },
  ),
  d34: read("an image without layers", () => docker([])),
  "d34 null": read("null for the layers", () => oci([], { manifest: { layers: null } })),
  "d34 empty": read("a layer of no bytes at all", () => docker([Buffer.alloc(0)])),
  "d34 tiny": refuse("a layer of a few bytes", () => docker([Buffer.from("hello")]), {
    codes: ["truncated"],
    images: 1,
  }),
  "d34 text": refuse(
    "a document where a layer should be",
    () => docker([Buffer.from('{"layer": "where a tar should be"}')]),
    { images: 1, otherWords: TOLD_BY_FORM },
  ),
  d35: read(
    "an image for Windows",
    () =>
      docker([tar(dir("Files/"), ent("Files/Windows/x", "1"), dir("Hives/"))], {
        config: { os: "windows", "os.version": "10.0.20348.1" },
      }),
    {
      check: ({ images }) => {
        if (images[0]!.report.platform.os !== "windows") throw new Error("the platform is lost")
      },
    },
  ),
  "d36 config link": refuse(
    "a config as a link out of the archive",
    () => {
      const members = dockerMembers()
      const { Config } = entry(members)
      return tar(
        ent("layer.tar", LAYER),
        sym(Config as string, "/etc/passwd"),
        ent("manifest.json", json([{ Config, RepoTags: null, Layers: ["layer.tar"] }])),
      )
    },
    { codes: ["invalid-manifest"] },
  ),
  "d37 huge member": refuse(
    "a manifest that claims 1 PiB",
    () =>
      Buffer.concat([
        ...[...dockerMembers()].slice(0, 2).map(([name, body]) => ent(name, body)),
        hdr("manifest.json", { raw: { size: Buffer.from([0x80, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0]) } }),
      ]),
    { codes: ["truncated"], otherWords: TOLD_BY_FORM },
  ),
  "d38 compressed": read("layers compressed in different ways", () =>
    docker([gz(LAYER), OTHER], { diffIds: [digest(LAYER), digest(OTHER)] }),
  ),
}
