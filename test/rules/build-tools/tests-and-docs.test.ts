import testsAndDocs from "../../../src/rules/build-tools/tests-and-docs.ts"
import { testRule } from "../../support/rule.ts"

const npm = (folder: string): string => `COPY <<EOF ${folder}/package.json\n{"name":"a","version":"1.0.0"}\nEOF`
const python = "COPY <<EOF /usr/local/lib/python3.12/site-packages/a-1.0.dist-info/METADATA\nName: a\nVersion: 1.0\nEOF"

testRule(testsAndDocs, {
  catches: {
    "COPY --size=2MB /usr/share/doc/git/RelNotes\nCOPY --size=1MB /usr/share/doc/git/html/a.html\nCOPY --size=9MB /usr/share/doc/git/copyright":
      "Documents, manual pages and translations of packages are shipped: 3 MB in 2 files in /usr/share/doc, most of it from layer 0 (COPY RelNotes /usr/share/doc/git/RelNotes).",
    // One finding, for one change leaves them all out.
    "COPY --size=400kB /usr/share/man/man1/git.1.gz\nCOPY --size=500kB /usr/share/locale/de/git.mo\nCOPY --size=300kB /usr/share/doc/a/b":
      "Documents, manual pages and translations of packages are shipped: 1.2 MB in 3 files in /usr/share/doc, /usr/share/locale, /usr/share/man, most of it from layer 1 (COPY git.mo /usr/share/locale/de/git.mo).",
    [`${npm("/app/node_modules/a")}\nCOPY --size=1MB /app/node_modules/a/test/a.js\n${npm("/app/node_modules/@b/c")}\nCOPY --size=1MB /app/node_modules/@b/c/__tests__/a.js\nCOPY --size=5MB /app/node_modules/a/lib/test.js`]:
      "Tests of npm packages are shipped: 2 MB in 2 files in /app/node_modules, most of it from layer 1 (COPY a.js /app/node_modules/a/test/a.js).",
    [`${python}\nCOPY --size=1MB /usr/local/lib/python3.12/site-packages/a/tests/t.py\nCOPY --size=1MB /usr/local/lib/python3.12/test/t.py`]:
      "Tests of Python and its packages are shipped: 2 MB in 2 files in /usr/local/lib/python3.12, most of it from layer 1 (COPY t.py /usr/local/lib/python3.12/site-packages/a/tests/t.py).",
  },
  ignores: [
    "COPY --size=900kB /usr/share/doc/a/README",
    "COPY --size=9MB /usr/share/doc/a/copyright\nCOPY --size=9MB /usr/share/doc/LICENSE",
    // The application's own tests, and a module that has the name.
    'COPY --size=9MB /app/test/a.js\nCOPY <<EOF /app/package.json\n{"name":"app"}\nEOF',
    // Programs read these.
    "COPY --size=9MB /usr/lib/locale/locale-archive",
    "COPY --size=9MB /usr/share/man/man1/a.1\nRUN rm -r /usr/share/man",
  ],
})
