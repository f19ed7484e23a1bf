import { expect, test } from "vitest"
import missingLibrary from "../../../src/rules/process/missing-library.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const GLIBC = "/lib64/ld-linux-x86-64.so.2"
const MUSL = "/lib/ld-musl-x86_64.so.1"
const glibc = `COPY --elf=amd64,type=shared --chmod=755 ${GLIBC}\n`
const musl = `COPY --elf=amd64,type=shared --chmod=755 ${MUSL}\n`
const library = (path: string, more = ""): string => `COPY --elf=amd64,type=shared${more && `,${more}`} ${path}\n`
const app = (recipe: string, interpreter = GLIBC): string =>
  `COPY --elf=amd64,interpreter=${interpreter},${recipe} --chmod=755 /opt/app/bin/app\nCMD ["/opt/app/bin/app"]`
const says = (rest: string, layer: number): string =>
  `The container can't start: /opt/app/bin/app from layer ${layer} (COPY --chmod=755 app /opt/app/bin/app) needs ${rest}.`

testRule(missingLibrary, {
  catches: {
    [`${glibc}${app("needed=libpq.so.5")}`]: says("libpq.so.5 and no folder of libraries has it", 1),
    [`${glibc}${app("needed=libpq.so.5,needed=libssl.so.1.1")}`]: says(
      "libpq.so.5, libssl.so.1.1 and no folder of libraries has them",
      1,
    ),
    // What a library needs in turn.
    [`${glibc}${library("/usr/lib/x86_64-linux-gnu/libpq.so.5", "needed=libldap.so.2")}${app("needed=libpq.so.5")}`]:
      says("libldap.so.2, needed by /usr/lib/x86_64-linux-gnu/libpq.so.5, and no folder of libraries has it", 2),
    // RUNPATH is for an object's own libraries, not for those of its libraries.
    [`${glibc}${library("/opt/app/lib/liba.so", "needed=libb.so")}${library("/opt/app/lib/libb.so")}${app("needed=liba.so,runpath=/opt/app/lib")}`]:
      says("libb.so, needed by /opt/app/lib/liba.so, and no folder of libraries has it", 3),
    [`${musl}${app("needed=libc.musl-x86_64.so.1,needed=libstdc++.so.6", MUSL)}`]: says(
      "libstdc++.so.6 and no folder of libraries has it",
      1,
    ),
    // musl's own list replaces its default folders.
    [`${musl}COPY <<EOF /etc/ld-musl-x86_64.path\n/opt/lib\nEOF\n${library("/usr/lib/libz.so.1")}${app("needed=libz.so.1", MUSL)}`]:
      says("libz.so.1 and no folder of libraries has it", 3),
    [`${glibc}RUN ln -s /nowhere /usr/lib/libz.so.1\n${app("needed=libz.so.1")}`]: says(
      "libz.so.1 and no folder of libraries has it",
      2,
    ),
  },
  ignores: [
    'COPY --elf=amd64 --chmod=755 /app\nCMD ["/app"]',
    `${glibc}${library("/usr/lib/x86_64-linux-gnu/libc.so.6")}${app("needed=libc.so.6")}`,
    `${glibc}${library("/opt/app/lib/liba.so")}${app("needed=liba.so,runpath=$ORIGIN/../lib")}`,
    `${glibc}${library("/opt/app/lib/liba.so")}${app("needed=liba.so,rpath=${ORIGIN}/../lib")}`,
    // RPATH is for all that is loaded below.
    `${glibc}${library("/opt/app/lib/liba.so", "needed=libb.so")}${library("/opt/app/lib/libb.so")}${app("needed=liba.so,rpath=/opt/app/lib")}`,
    `${glibc}ENV LD_LIBRARY_PATH=/opt/lib\n${library("/opt/lib/liba.so")}${app("needed=liba.so")}`,
    `${glibc}COPY <<EOF /etc/ld.so.conf\ninclude /etc/ld.so.conf.d/*.conf\nEOF\nCOPY <<EOF /etc/ld.so.conf.d/a.conf\n# ours\n/opt/lib\nEOF\n${library("/opt/lib/liba.so")}${app("needed=liba.so")}`,
    // The soname of what is loaded already answers too.
    `${glibc}${library("/usr/lib/liba-1.2.so", "soname=libfoo.so.1")}${app("needed=liba-1.2.so,needed=libfoo.so.1")}`,
    `${musl}${library("/usr/local/lib/libz.so.1")}${app("needed=libc.so,needed=libpthread.so.0,needed=libz.so.1", MUSL)}`,
    // Not certain.
    `${glibc}${app("needed=liba.so,runpath=/opt/$LIB")}`,
    `${glibc}VOLUME /usr/local/lib\n${app("needed=liba.so")}`,
    `${glibc}ENV LD_LIBRARY_PATH=lib\n${app("needed=liba.so")}`,
    `${glibc}COPY <<EOF /usr/lib/liba.so\nINPUT(libb.so)\nEOF\n${app("needed=liba.so,needed=libc.so")}`,
    // glibc's programs on Alpine, with gcompat.
    `${musl}RUN ln -s ${MUSL} ${GLIBC}\n${app("needed=libresolv.so.2")}`,
    // A loader of its own.
    `COPY --elf=amd64,type=shared --chmod=755 /nix/store/a/lib/ld-linux-x86-64.so.2\n${app("needed=libc.so.6", "/nix/store/a/lib/ld-linux-x86-64.so.2")}`,
    // Without the loader, another rule speaks.
    `COPY --elf=amd64 --chmod=755 /bin/sh\nCMD LD_LIBRARY_PATH=/opt/lib exec /opt/app/bin/app\n${glibc}`,
  ],
})

test("names the package where it is known", async () => {
  const [alpine] = await findingsOf(
    missingLibrary,
    `${musl}COPY --elf=amd64 --chmod=755 /sbin/apk\n${app("needed=libstdc++.so.6,needed=libgcc_s.so.1", MUSL)}`,
  )
  expect(alpine?.remedy).toContain("`RUN apk add --no-cache libstdc++ libgcc`")
  const [debian] = await findingsOf(
    missingLibrary,
    `${glibc}COPY --elf=amd64 --chmod=755 /usr/bin/apt-get\n${app("needed=libpq.so.5")}`,
  )
  expect(debian?.remedy).toContain("--no-install-recommends libpq5`")
})
