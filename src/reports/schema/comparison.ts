import { pathBytes } from "./image.ts"
import { choice, list, object, orNull, string, strings, whole } from "./words.ts"
import type { Schema } from "./words.ts"

const CHANGE = {
  before: whole("What it was; 0 where there was nothing."),
  after: whole("What it is; 0 where there is nothing any more."),
}
const size = (of: string): Schema => object(of, CHANGE)
const item = (of: string, fields: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema =>
  object(of, { ...fields, ...CHANGE }, optional)

/** What became of an image since another. */
export const comparisonOf = (finding: Schema): Schema =>
  object(
    "What became of the image since another; only where one was given. Lists hold what differs, the largest growth first, and each adds up to the difference of its total.",
    {
      with: {
        anyOf: [
          object("The image that it is compared with.", {
            id: string("Its manifest digest where there is one, else its config digest."),
            names: strings("Its repository:tag names."),
          }),
          { type: "null" },
        ],
        description: "Null where the other side has none of this name and platform: then all of it is growth.",
      },
      size: object("The sizes of both.", {
        archive: size("Bytes of the layer blobs as stored."),
        layers: size("Bytes of the uncompressed layer tars."),
        content: size("Sum of regular-file sizes over all layers."),
        filesystem: size("Sum of regular-file sizes that a container sees."),
        wasted: size("Bytes shipped that no container can see."),
        files: size("Paths of regular files that a container sees."),
      }),
      causes: list(
        "What the content grew or shrank by, each byte once; adds up to size.content.",
        item("One cause.", {
          what: string("A package, a folder of what no package owns, or what an instruction left hidden."),
          layer: orNull(whole("Index of the layer that holds most of it; null where it is gone.")),
        }),
      ),
      layers: list(
        "Content bytes by layer, but layers of one diff id; adds up to size.content.",
        item("One layer.", {
          change: choice("changed = made by the same instruction, with other bytes.", ["added", "removed", "changed"]),
          beforeIndex: orNull(whole("Its index in the other image.")),
          afterIndex: orNull(whole("Its index in this one.")),
          createdBy: orNull(string("The instruction that made it, as a Dockerfile would say it.")),
        }),
      ),
      instructions: list(
        "Content bytes by instruction; adds up to size.content.",
        item("One instruction.", { text: string("As a Dockerfile would say it; empty where nobody says.") }),
      ),
      directories: list(
        "Visible bytes by folder, as deep as both reports tell them apart; adds up to size.filesystem.",
        item("One folder.", { path: string("Absolute path."), pathBase64: pathBytes }, ["pathBase64"]),
      ),
      packages: list(
        "Visible bytes by package; adds up to size.filesystem.",
        item("One package, all its versions.", {
          type: string("deb, apk, npm ...; empty for what no package owns."),
          name: string("Its name; empty for what no package owns."),
          beforeVersion: orNull(string("Its version, or several.")),
          afterVersion: orNull(string("Its version, or several.")),
        }),
      ),
      pull: object("What somebody who has the other image fetches for this one, by the digests of blobs.", {
        layers: whole("Layers to fetch."),
        bytes: whole("Their bytes, as stored."),
        sharedLayers: whole("Layers that are there already."),
        sharedBytes: whole("Their bytes, as stored."),
      }),
      config: list(
        "What the configuration says otherwise. Values of variables are never told.",
        object("One field.", {
          field: string("user, entrypoint, cmd, exposedPorts ..., env NAME, label KEY, platform, os."),
          before: orNull(string("What it said; null where it said nothing.")),
          after: orNull(string("What it says; null where it says nothing.")),
        }),
      ),
      findings: object("By fingerprint.", {
        new: strings("Fingerprints of what is found now and was not before."),
        fixed: list("What was found before and is not any more.", finding),
        unchanged: whole("How many are as they were."),
      }),
    },
  )
