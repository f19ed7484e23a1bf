import { createHash } from "node:crypto"

export const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")
export const pathOf = (bytes: Uint8Array): string => `blobs/sha256/${digestOf(bytes)}`
export const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

/** A descriptor: OCI image-spec, descriptor.md. */
export const describe = (mediaType: string, bytes: Uint8Array) => ({
  mediaType: `application/vnd.oci.image.${mediaType}`,
  digest: `sha256:${digestOf(bytes)}`,
  size: bytes.length,
})

/** What a statement is of, and what it says. in-toto attestation spec. */
interface Predicate {
  readonly type: string
  readonly value: unknown
}

export const SBOM: Predicate = {
  type: "https://spdx.dev/Document",
  value: { spdxVersion: "SPDX-2.3", packages: [] },
}

/** Provenance that records one build argument, `NAME=VALUE`. */
export function provenance(argument: string): Predicate {
  const [name = "", ...value] = argument.split("=")
  return {
    type: "https://slsa.dev/provenance/v0.2",
    value: {
      buildType: "https://mobyproject.org/buildkit@v1",
      invocation: { parameters: { frontend: "dockerfile.v0", args: { [`build-arg:${name}`]: value.join("=") } } },
    },
  }
}

/** Adds a statement as BuildKit writes it, and returns its manifest's descriptor. docs.docker.com, build/metadata/attestations/attestation-storage. */
export function attest(subject: string, { type, value }: Predicate, blobs: Map<string, Uint8Array>) {
  const statement = json({
    _type: "https://in-toto.io/Statement/v0.1",
    predicateType: type,
    subject: [{ name: "_", digest: { sha256: subject.slice("sha256:".length) } }],
    predicate: value,
  })
  const layer = {
    ...describe("layer", statement),
    mediaType: "application/vnd.in-toto+json",
    annotations: { "in-toto.io/predicate-type": type },
  }
  return {
    ...artifact(statement, layer, blobs),
    platform: { architecture: "unknown", os: "unknown" },
    annotations: { "vnd.docker.reference.digest": subject, "vnd.docker.reference.type": "attestation-manifest" },
  }
}

/** Adds a signature as cosign saves it. sigstore/cosign, specs/SIGNATURE_SPEC.md. */
export function sign(subject: string, blobs: Map<string, Uint8Array>) {
  const payload = json({
    critical: {
      identity: { "docker-reference": "example/app" },
      image: { "docker-manifest-digest": subject },
      type: "cosign container image signature",
    },
    optional: null,
  })
  const layer = {
    ...describe("layer", payload),
    mediaType: "application/vnd.dev.cosign.simplesigning.v1+json",
    annotations: { "dev.cosignproject.cosign/signature": "MEUCIQ==" },
  }
  return { ...artifact(payload, layer, blobs), annotations: { kind: "dev.cosignproject.cosign/sigs" } }
}

/** A manifest of one document, with the config that both tools give it. */
function artifact(document: Buffer, layer: object, blobs: Map<string, Uint8Array>) {
  const config = json({
    architecture: "unknown",
    os: "unknown",
    config: {},
    rootfs: { type: "layers", diff_ids: [`sha256:${digestOf(document)}`] },
  })
  const manifest = json({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: describe("config.v1+json", config),
    layers: [layer],
  })
  for (const bytes of [document, config, manifest]) blobs.set(pathOf(bytes), bytes)
  return describe("manifest.v1+json", manifest)
}
