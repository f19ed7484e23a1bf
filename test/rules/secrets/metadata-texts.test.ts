import { describe, expect, test } from "vitest"
import type { Image } from "../../../src/model/index.ts"
import { metadataTexts } from "../../../src/rules/support/metadata.ts"
import {
  blobName,
  descriptor,
  digest,
  docker,
  dockerMembers,
  json,
  LAYER,
  ociMembers,
  pack,
} from "../../support/archive.ts"
import { codes, read } from "../../support/read.ts"

const VALUE = "vX3nq8Lw5tTz"
const base64 = (text: string): string => Buffer.from(text).toString("base64")

async function imageOf(archive: Buffer): Promise<Image> {
  const { images } = await read(archive)
  return images[0]!.image
}

/** Where the texts stand that hold the value, and how they are to be read. */
const placesOf = (image: Image): string[] =>
  [...metadataTexts(image)].flatMap(({ location, form, name, value }) =>
    value.includes(VALUE) ? [`${location.kind} ${location.key ?? location.history}: ${form} ${name}`.trim()] : [],
  )

const withConfig = (config: Record<string, unknown>): Promise<Image> => imageOf(docker([LAYER], { config }))

describe("texts of the config", () => {
  test.each([
    [{ config: { Env: [`A=${VALUE}`] } }, ["env A: pair A"]],
    [{ config: { Env: [`A={"b": {"password": "${VALUE}"}}`] } }, ["env A: pair A", "env A: pair password"]],
    [{ config: { Labels: { a: VALUE } } }, ["label a: pair a"]],
    [{ config: { Entrypoint: ["app", "-p", VALUE] } }, ["config Entrypoint: line"]],
    [{ config: { Cmd: ["app", "-p", VALUE] } }, ["config Cmd: line"]],
    [{ config: { Healthcheck: { Test: ["CMD-SHELL", `curl -u a:${VALUE} x`] } } }, ["config Healthcheck: line"]],
    [{ config: { OnBuild: [`RUN A=${VALUE} make`] } }, ["config OnBuild: line"]],
    [{ config: { Shell: ["/bin/sh", VALUE] } }, ["config Shell: line"]],
    [{ config: { User: VALUE } }, ["config User: pair User"]],
    [{ config: { WorkingDir: `/${VALUE}` } }, ["config WorkingDir: pair WorkingDir"]],
    [{ author: VALUE }, ["config author: text"]],
    [{ history: [{ created_by: `RUN ${VALUE}` }] }, ["history 0: line"]],
    [{ history: [{ created_by: "RUN x", comment: VALUE }] }, ["history 0: text"]],
    [{ history: [{ created_by: "RUN x", author: VALUE }] }, ["config history.author: pair author"]],
    [{ container_config: { Env: [`A=${VALUE}`] } }, ["config container_config.Env.A: pair A"]],
    [
      { container_config: { Cmd: ["/bin/sh", "-c", "#(nop) ", `ENV A=${VALUE}`] } },
      ["config container_config.Cmd: line"],
    ],
    [{ "other.builder": { deep: [{ token: VALUE }] } }, ["config other.builder.deep.token: pair token"]],
    [
      { "moby.buildkit.buildinfo.v1": base64(JSON.stringify({ attrs: { "build-arg:TOKEN": VALUE } })) },
      ["config moby.buildkit.buildinfo.v1.attrs.build-arg:TOKEN: pair TOKEN"],
    ],
    // A field of a wrong type is decoded by nobody, and published all the same.
    [{ config: { Env: { A: VALUE } } }, ["config config.Env.A: pair A"]],
  ])("%j", async (config, places) => expect(placesOf(await withConfig(config))).toEqual(places))

  test("a text that stands twice in a place is given once", async () => {
    const env = [`A=${VALUE}`]
    expect(placesOf(await withConfig({ config: { Env: env }, container_config: { Env: env } }))).toEqual([
      "env A: pair A",
      "config container_config.Env.A: pair A",
    ])
  })

  test("depth and length are bounded", async () => {
    const deep = { a: JSON.stringify({ b: JSON.stringify({ c: JSON.stringify({ d: VALUE }) }) }) }
    const texts = [...metadataTexts(await withConfig({ x: deep, y: "z".repeat(1_000_000) }))]
    expect(texts.some(({ name, value }) => name === "d" && value === VALUE)).toBe(true)
  })
})

test("the configs that docker save keeps beside layers", async () => {
  const members = dockerMembers()
  const folder = [...members.keys()].find((name) => name.endsWith("/layer.tar"))!.replace("/layer.tar", "")
  members.set(`${folder}/json`, json({ id: folder, container_config: { Env: [`A=${VALUE}`] } }))
  const key = `${folder.slice(0, 12)}/json: container_config.Env.A`
  expect(placesOf(await imageOf(pack(members)))).toEqual([`archive ${key}: pair A`])
})

test("annotations of the index, of the manifest and of a layer", async () => {
  const annotated = { annotations: { a: VALUE } }
  for (const build of [{ index: annotated }, { manifest: annotated }, { layer: annotated }, { descriptor: annotated }])
    expect(placesOf(await imageOf(pack(ociMembers([LAYER], build))))).toEqual(["label a: pair a"])
})

const IN_TOTO = "application/vnd.in-toto+json"
const MANIFEST = "application/vnd.oci.image.manifest.v1+json"

/** An OCI archive with an attestation of its image beside it. */
function attested(
  statement: Buffer,
  { subject, leaveOut = false }: { subject?: string; leaveOut?: boolean } = {},
): Buffer {
  const members = ociMembers()
  const index = JSON.parse(members.get("index.json")!.toString()) as { manifests: { digest: string }[] }
  const manifest = json({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: descriptor("application/vnd.oci.image.config.v1+json", json({})),
    layers: [{ ...descriptor(IN_TOTO, statement), annotations: { "in-toto.io/predicate-type": "https://slsa.dev/x" } }],
  })
  const annotations = {
    "vnd.docker.reference.type": "attestation-manifest",
    "vnd.docker.reference.digest": subject ?? index.manifests[0]!.digest,
  }
  const manifests = [...index.manifests, { ...descriptor(MANIFEST, manifest), annotations }]
  members.set("index.json", json({ ...index, manifests }))
  members.set(blobName(manifest), manifest)
  if (!leaveOut) members.set(blobName(statement), statement)
  return pack(members)
}

describe("attestations", () => {
  const dockerfile = `FROM x\nRUN make \\\n  TOKEN=${VALUE}\n# token ${VALUE}\nRUN cat <<EOF\n${VALUE}\nEOF\n`

  test.each([
    [
      { predicate: { invocation: { parameters: { args: { "build-arg:TOKEN": VALUE } } } } },
      ["predicate.invocation.parameters.args.build-arg:TOKEN: pair TOKEN"],
    ],
    [{ predicate: { op: { meta: { env: [`TOKEN=${VALUE}`] } } } }, ["predicate.op.meta.env.TOKEN: pair TOKEN"]],
    [{ op: { args: ["/bin/sh", "-c", `make ${VALUE}`] } }, ["op.args: line"]],
    [{ materials: [{ uri: `https://a:${VALUE}@b.c/d` }] }, ["materials.uri: pair uri"]],
    [
      { parameters: [{ name: "TOKEN", value: VALUE }] },
      ["parameters.TOKEN: pair TOKEN", "parameters.value: pair value"],
    ],
    [{ infos: [{ data: base64(dockerfile) }] }, ["infos.data: line", "infos.data: line", "infos.data: line"]],
    // Signed: DSSE, as cosign has it.
    [{ payload: base64(JSON.stringify({ args: { token: VALUE } })) }, ["payload.args.token: pair token"]],
  ])("%j", async (statement, places) => {
    const image = await imageOf(attested(json(statement)))
    expect(placesOf(image)).toEqual(places.map((place) => `attestation ${place}`))
  })

  test("is what it says it is", async () => {
    const statement = json({ a: 1 })
    expect((await imageOf(attested(statement))).attestations).toEqual([
      {
        digest: digest(statement),
        mediaType: "application/vnd.in-toto+json",
        predicateType: "https://slsa.dev/x",
        statement: { a: 1 },
        subjects: [],
      },
    ])
  })

  test("of an image that is not there is given to the first", async () => {
    const subject = digest("another")
    expect(placesOf(await imageOf(attested(json({ a: VALUE }), { subject })))).toEqual(["attestation a: pair a"])
  })

  test("that is no JSON is read as text", async () =>
    expect(placesOf(await imageOf(attested(Buffer.from(`{"a": ${VALUE}`))))).toEqual(["attestation undefined: text"]))

  test("that can't be read is said, and hides nothing", async () => {
    const reading = await read(attested(json({ a: VALUE }), { leaveOut: true }))
    expect(codes(reading)).toEqual(["unread-attestation"])
    expect(reading.input.complete).toBe(true)
  })
})
