import { expect, test } from "vitest"
import preload from "../../../src/rules/env/preload.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const LIBRARY = "COPY <<EOF /usr/lib/libjemalloc.so.2\nx\nEOF"
const OPEN = "COPY <<EOF /opt/lib/liba.so\nx\nEOF\nRUN chmod 777 /opt/lib"

const severities = async (text: string) => (await findingsOf(preload, text)).map(({ severity }) => severity)

testRule(preload, {
  catches: {
    "ENV LD_PRELOAD=/usr/lib/libjemalloc.so.2":
      "LD_PRELOAD loads into every program of the container /usr/lib/libjemalloc.so.2, which is not in the image.",
    [`${LIBRARY}\nRUN chmod 666 /usr/lib/libjemalloc.so.2\nENV LD_PRELOAD=/usr/lib/libjemalloc.so.2`]:
      "LD_PRELOAD loads into every program of the container /usr/lib/libjemalloc.so.2, which everybody may overwrite.",
    [`${LIBRARY}\nRUN chown 1000:1000 /usr/lib/libjemalloc.so.2\nENV LD_PRELOAD=/usr/lib/libjemalloc.so.2\nUSER 1000`]:
      "LD_PRELOAD loads into every program of the container /usr/lib/libjemalloc.so.2, which uid 1000 may overwrite.",
    "ENV LD_LIBRARY_PATH=/opt/lib:":
      "LD_LIBRARY_PATH holds an empty entry, which means whatever folder is current: a library in it is loaded in place of the system's.",
    "ENV LD_LIBRARY_PATH=lib":
      "LD_LIBRARY_PATH holds lib, which means whatever folder is current: a library in it is loaded in place of the system's.",
    [`${OPEN}\nENV LD_LIBRARY_PATH=/usr/lib:/opt/lib`]:
      "LD_LIBRARY_PATH names /opt/lib, and everybody may put libraries there: they are loaded in place of the system's, into every program.",
    "ENV LD_LIBRARY_PATH=/tmp/lib":
      "LD_LIBRARY_PATH names /tmp/lib, and everybody may make that folder, which is not there: they are loaded in place of the system's, into every program.",
    "ENV LD_AUDIT=/usr/lib/audit.so":
      "LD_AUDIT is set: the loader runs a library that watches and redirects the calls of every program.",
  },
  ignores: [
    `${LIBRARY}\nENV LD_PRELOAD=/usr/lib/libjemalloc.so.2\nUSER 1000`,
    // The loader looks for it in its own folders.
    "ENV LD_PRELOAD=libjemalloc.so.2",
    "ENV LD_PRELOAD=/usr/$LIB/libjemalloc.so.2",
    "ENV LD_PRELOAD=",
    // Drivers are mounted there when the container runs.
    "ENV LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64",
    "ENV LD_LIBRARY_PATH=$ORIGIN/lib",
    // musl passes empty entries over.
    "COPY <<EOF /etc/os-release\nID=alpine\nEOF\nENV LD_LIBRARY_PATH=/opt/lib:",
    `${LIBRARY}\nENV LD_PRELOAD=/usr/lib/libjemalloc.so.2\n# archive: layer 0 left out`,
  ],
})

test("is mild where the user may change only what it runs itself", async () => {
  const own = `${OPEN.replace("chmod 777", "chown 1000:1000")}\nENV LD_LIBRARY_PATH=/opt/lib\nUSER 1000`
  expect(await severities(own)).toEqual(["low"])
  expect(await severities(`${OPEN}\nENV LD_LIBRARY_PATH=/opt/lib\nUSER 1000`)).toEqual(["medium"])
  const library = `${LIBRARY}\nRUN chown 1000:1000 /usr/lib/libjemalloc.so.2\nUSER 1000`
  expect(await severities(`${library}\nENV LD_PRELOAD=/usr/lib/libjemalloc.so.2`)).toEqual(["low"])
  expect(await severities(`${library}\nENV LD_PRELOAD="/usr/lib/libjemalloc.so.2 /absent.so"`)).toEqual(["medium"])
})
