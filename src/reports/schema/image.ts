import { bytes, choice, flag, list, object, orNull, string, strings, whole } from "./words.ts"
import type { Schema } from "./words.ts"

const base64 = (of: string): Schema =>
  string(`The bytes of ${of} in base64; only where they are no UTF-8, and then ${of} shows them as \\xNN.`)

const platform = object(
  "What the image was built for; empty where nobody says.",
  { os: string("linux, windows ..."), architecture: string("amd64, arm64 ..."), variant: string("v7, v8 ...") },
  ["variant"],
)

const healthcheck = object(
  "How Docker asks a container whether it works.",
  {
    test: strings("CMD or CMD-SHELL and the command, or NONE."),
    intervalNs: { type: "number", description: "Nanoseconds between two probes." },
    timeoutNs: { type: "number", description: "Nanoseconds until a probe has failed." },
    startPeriodNs: { type: "number", description: "Nanoseconds in which failures do not count." },
    retries: { type: "number", description: "Failures in a row until the container is unhealthy." },
  },
  ["intervalNs", "timeoutNs", "startPeriodNs", "retries"],
)

const config = object("What a container of the image runs, and how. Secrets are removed from every value.", {
  user: string("USER; empty where it was never set, which is root."),
  entrypoint: orNull(strings("ENTRYPOINT.")),
  cmd: orNull(strings("CMD.")),
  env: list(
    "ENV, in the order of the config.",
    object("One variable.", { name: string("Its name."), value: string("Its value.") }),
  ),
  workdir: string("WORKDIR."),
  exposedPorts: strings("EXPOSE, as 8080/tcp."),
  volumes: strings("VOLUME."),
  labels: { type: "object", additionalProperties: { type: "string" }, description: "LABEL, by key." },
  stopSignal: orNull(string("STOPSIGNAL.")),
  shell: orNull(strings("SHELL.")),
  onbuild: strings("ONBUILD."),
  healthcheck: { anyOf: [healthcheck, { type: "null" }], description: "HEALTHCHECK; null where there is none." },
})

const size = object("Sizes of the whole image. content = filesystem + wasted.", {
  archive: bytes("Bytes of the layer blobs as stored in the input."),
  layers: bytes("Bytes of the uncompressed layer tars."),
  content: bytes("Sum of regular-file sizes over all layers, headers and padding left out."),
  filesystem: bytes("Sum of regular-file sizes that a container sees, hard links counted once."),
  wasted: bytes("Bytes shipped that no container can see."),
  files: whole("Paths of regular files that a container sees, every name of a hard link."),
})

const layer = object("One layer, as read.", {
  index: whole("Its position; 0 is the base."),
  digest: string("Digest of the bytes as stored; empty where nobody says."),
  diffId: string("Digest of the uncompressed tar; empty where nobody says."),
  mediaType: string("As the manifest says."),
  compression: choice("By its bytes, not by its media type.", ["none", "gzip", "zstd"]),
  archiveBytes: bytes("Bytes of the blob as stored."),
  tarBytes: bytes("Bytes of the uncompressed tar."),
  contentBytes: bytes("Sum of the sizes of its regular files."),
  files: whole("Regular files that it holds."),
  wastedBytes: bytes("Bytes of it that no container can see."),
  history: orNull(whole("Index of the history entry that made it.")),
  createdBy: orNull(string("The instruction that made it, as a Dockerfile would say it.")),
  unopened: object(
    "Files that were not searched wholly for credentials: packed in a way that is not read, damaged, or too large.",
    {
      files: whole("How many."),
      bytes: bytes("Their bytes, as they are stored."),
    },
  ),
  secretsOmitted: whole("Credentials that were only counted, beyond 1,000 of one file or 10,000 of one layer."),
  complete: flag("False where it is absent, or was not read to its end, or is not what its digests say."),
})

const history = object("One step of the build.", {
  index: whole("Its position."),
  layer: orNull(whole("The layer that it made.")),
  instruction: string("RUN, COPY, ENV ...; empty where the entry shows none."),
  text: string("The instruction as a Dockerfile would say it, secrets removed."),
  created: orNull(string("When, RFC 3339, as written.")),
})

const waste = object(
  "Bytes that are shipped and not seen, or seen more than once.",
  {
    cause: choice("What made them useless. Duplicates are still visible and no part of size.wasted.", [
      "overwritten",
      "deleted",
      "metadata-only",
      "duplicate",
    ]),
    bytes: bytes("How many."),
    path: string("Absolute path of the copy that is wasted."),
    pathBase64: base64("path"),
    fromLayer: whole("The layer that holds them."),
    byLayer: orNull(whole("The layer that overwrote or deleted them; null for duplicates.")),
    sameAs: string("Absolute path of the copy that is kept; only for duplicates."),
    sameAsBase64: base64("sameAs"),
  },
  ["pathBase64", "sameAs", "sameAsBase64"],
)

const accepted = object(
  "Growth that somebody accepted.",
  {
    by: whole("How much, in the budget's unit."),
    reason: string("Why."),
    owner: string("Whom to ask."),
    expires: string("The last day that it is accepted on."),
  },
  ["owner", "expires"],
)

const budget = object(
  "One limit and what was measured against it.",
  {
    key: string("What it bounds."),
    limit: string("As configured."),
    unit: choice("Of actual, allowed and baseline.", ["bytes", "count"]),
    actual: whole("As measured; of several things that are bounded each, the largest."),
    of: string("Which of several that is; empty where there is but one."),
    allowed: orNull(whole("The limit as a number; null where there is nothing to hold it against.")),
    warning: orNull(whole("More than this is told; null where nobody asked.")),
    exceeding: whole("How many of the things that it bounds are larger than they should be."),
    baseline: orNull(whole("What growth is measured from.")),
    state: choice("unmatched = nothing fits its key; no-baseline = growth from what is not known.", [
      "ok",
      "warn",
      "over",
      "unmatched",
      "no-baseline",
    ]),
    ok: flag("False where it fails the audit."),
    bump: { enum: ["patch", "minor", "major", null], description: "The part of the version that changed." },
    accepted: list("Growth beyond the limit that somebody accepted; it is part of allowed.", accepted),
    message: orNull(string("The team's own words.")),
    causes: list(
      "What takes the room, or made it grow; the largest first, at most three.",
      object("One of them.", {
        what: string("A package, a folder, or hidden bytes."),
        bytes: whole("How many, or how many more."),
        layer: orNull(whole("Index of the layer that brought it.")),
      }),
    ),
    fingerprint: orNull(string("Of the finding of size/budget that tells of it.")),
  },
  ["accepted"],
)

const directories = object(
  "Visible bytes by folder: each file counts for the one folder above it that is `depth` deep, or for its own.",
  {
    depth: whole("How many names a path has at most."),
    items: list(
      "They add up to size.filesystem.",
      object(
        "One folder.",
        {
          path: string("Absolute path."),
          pathBase64: base64("path"),
          bytes: bytes("Of all that counts for it."),
          unowned: bytes("Of these, what no package owns."),
          layer: whole("The layer that holds most of it."),
        },
        ["pathBase64"],
      ),
    ),
  },
)

const packageItem = object("One installed package.", {
  type: string("deb, apk, npm ..."),
  name: string("Its name."),
  version: string("Its version."),
  bytes: bytes("Bytes of its files."),
  layer: whole("The layer that brought it."),
  path: string("Absolute path of the file that says so."),
})

const os = object("The distribution.", {
  id: string("debian, alpine ..."),
  version: string("12, 3.20 ..."),
  name: string("As people say it."),
  eol: orNull(string("Its last day of support.")),
})

const base = object("Where the base image ends.", {
  name: string("As an annotation names it; empty where none does."),
  layers: whole("So many of the first layers are the base's."),
  steps: whole("So many of the first steps of the history are the base's."),
  known: choice("Proved by its archive, or told from the history.", ["given", "annotated", "guessed"]),
})

/** One image of a report, but its findings. */
export const imageFields: Readonly<Record<string, Schema>> = {
  id: string("Manifest digest where there is one, else config digest."),
  input: whole("Index into inputs."),
  names: strings("repository:tag names found in the archive."),
  platform,
  manifestDigest: orNull(string("Digest of the manifest.")),
  configDigest: string("Digest of the image configuration."),
  created: orNull(string("When it was built, RFC 3339, as written.")),
  complete: flag("False where a layer is missing or was not read whole; sizes then are those of what could be read."),
  config,
  size,
  layers: list("From the base up.", layer),
  history: list("In the order of the build.", history),
  waste: list("Largest first.", waste),
  wasteOmitted: object("What the list of waste leaves out because it would be too long, duplicates apart.", {
    items: whole("How many items."),
    bytes: bytes("How many bytes."),
  }),
  duplicatesOmitted: object("Duplicates that the list of waste leaves out; they are no part of size.wasted.", {
    items: whole("How many items."),
    bytes: bytes("How many bytes."),
  }),
  packages: list("Packages found.", packageItem),
  os: { anyOf: [os, { type: "null" }], description: "Null where it was not recognised." },
  base: { anyOf: [base, { type: "null" }], description: "Null where it can't be told where the base ends." },
  budgets: list("Limits that were asked for.", budget),
  directories,
}

/** Fields of an image that only some reports have. */
export const optionalFields: Readonly<Record<string, Schema>> = {
  files: list(
    "Only with --files: every regular file that a container sees, by path. They add up to size.filesystem.",
    object(
      "One name of a file.",
      {
        path: string("Absolute path."),
        pathBase64: base64("path"),
        bytes: bytes("0 for a further name of a file of several."),
        layer: whole("The layer that holds them."),
        package: orNull(whole("Index into packages; null where it is nobody's.")),
        sameAs: string("The first name of a file of several, for the others."),
        sameAsBase64: base64("sameAs"),
      },
      ["pathBase64", "sameAs", "sameAsBase64"],
    ),
  ),
}

export const pathBytes = base64("path")
