import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { missingLibrary } from "../support/start/libraries.ts"
import { LOADER_FILES } from "../support/start/library-search.ts"
import { remarksOn } from "../support/start/obstacle.ts"

export default defineRule({
  id: "process/missing-library",
  title: "The program's shared libraries are in the image",
  severity: "high",
  why: "A program is built where its libraries are, and copied to a slim stage where they are not. The loader then ends it before its first line: `error while loading shared libraries`.",
  decides:
    "DT_NEEDED of the program that is started and of its libraries in turn, searched for as the loader does: RPATH and RUNPATH, LD_LIBRARY_PATH, ld.so.conf, and the default folders of glibc or musl. Where any of that can't be told, nothing is said.",
  blind: "Libraries that a program opens by name while it runs, and versions of symbols within a library.",
  remedy: "Install the libraries in the final stage, or link statically.",
  examples: {
    bad: `
      FROM scratch
      COPY --elf=amd64,type=shared --chmod=755 /lib64/ld-linux-x86-64.so.2
      COPY --elf=amd64,type=shared,soname=libc.so.6 /lib64/libc.so.6
      COPY --elf=amd64,interpreter=/lib64/ld-linux-x86-64.so.2,needed=libc.so.6,needed=libpq.so.5 --chmod=755 /app
      CMD ["/app"]`,
    good: `
      FROM scratch
      COPY --elf=amd64,type=shared --chmod=755 /lib64/ld-linux-x86-64.so.2
      COPY --elf=amd64,type=shared,soname=libc.so.6 /lib64/libc.so.6
      COPY --elf=amd64,type=shared,soname=libpq.so.5 /usr/lib/x86_64-linux-gnu/libpq.so.5
      COPY --elf=amd64,interpreter=/lib64/ld-linux-x86-64.so.2,needed=libc.so.6,needed=libpq.so.5 --chmod=755 /app
      CMD ["/app"]`,
  },
  references: [],
  reads: [...ACCOUNT_FILES, ...LOADER_FILES],

  check: (image) => remarksOn(image, missingLibrary),
})
