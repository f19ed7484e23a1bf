import { Build } from "./build.ts"
import { writeArchive } from "./docker-archive.ts"
import { parseDockerfile } from "./dockerfile-text.ts"
import { INSTRUCTIONS } from "./instructions.ts"

/**
 * Builds Dockerfile text into the archive that `docker save` would write of it, without Docker. Throws on what it does
 * not know, so that no test passes on a line that did nothing.
 *
 * - `COPY <<EOF /path` and `COPY --size=5MB /path`, with `--chmod` and `--chown=uid:gid`.
 * - `COPY --elf=amd64,interpreter=/lib64/ld-linux-x86-64.so.2,needed=libc.so.6 --chmod=755 /app`: an ELF file; also
 *   `type=shared`, `soname=…`, `rpath=…`, `runpath=…`, `debug=5MB`, `symbols=10kB`, `headers=none`, and
 *   `go=1.22.3:example.com/app@v1.0.0:example.com/lib@v2.0.0`. `needed=` may stand several times; without it the program is static.
 * - `COPY --mach-o=arm64 /app`, fat: `--mach-o=amd64,arm64`; `COPY --pe=amd64 /app.exe`.
 * - `RUN` of rm, cp, mv, ln, chmod, chown, mkdir and setcap, joined by `&&`, does what it says; any other command makes an empty layer.
 * - `COPY --size=5kB package.json /app/` and `COPY --size=5kB . .` also name a source; ADD does as COPY, and takes a URL too.
 * - `# layer: TEXT ## COMMENT` adds a layer with a history entry as any builder or `docker commit` writes it, and does what a RUN of that command would.
 * - `# history: …` adds a history entry as any builder writes it.
 * - `# created: 2026-03-01T00:00:00Z` is the time of what follows, and of the image; `# mtime: …` that of the files that follow.
 * - `# archive: …` says what becomes of the archive: `name X`, `names X Y`, `no name`, `health check dropped`,
 *   `one byte of layer 0 changed`, `layer 0 left out`, `layer 0 cut short`, `a blob added that nothing names`,
 *   `last history entry left out`, `provenance with the build argument NAME=VALUE`,
 *   `sbom beside it`, `signature beside it` (each also `, of another image`), `index says OS/ARCH`, `index also names OS/ARCH …`,
 *   `layer 0 is to be had at URL`, `layer 0 may also be had at URL`, `as docker 24 saved it`.
 */
export async function dockerfile(text: string): Promise<Buffer> {
  const { instructions, directives } = parseDockerfile(text)
  const build = new Build()
  for (const instruction of instructions) {
    const make = INSTRUCTIONS[instruction.keyword]
    if (make === undefined) throw new Error(`the instruction ${instruction.keyword} is not known here`)
    make(build, instruction)
  }
  const { author, config, created, history, os, layers } = build
  return writeArchive({ architecture: "amd64", os, created, author, config, history }, layers, directives)
}
