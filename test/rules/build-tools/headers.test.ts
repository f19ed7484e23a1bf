import headers from "../../../src/rules/build-tools/headers.ts"
import { testRule } from "../../support/rule.ts"

testRule(headers, {
  catches: {
    "COPY --size=300kB /usr/include/openssl/ssl.h\nCOPY --size=1kB /var/lib/dpkg/info/libssl-dev:amd64.list":
      "Header files are shipped: 300 kB in 1 file in /usr/include, most of it from layer 0 (COPY ssl.h /usr/include/openssl/ssl.h); Debian package libssl-dev.",
    "COPY --size=300kB /usr/lib/x86_64-linux-gnu/libc.a":
      "Static libraries are shipped: 300 kB in 1 file in /usr/lib/x86_64-linux-gnu, most of it from layer 0 (COPY libc.a /usr/lib/x86_64-linux-gnu/libc.a).",
    "COPY --size=3MB /usr/src/linux-headers-6.1/a.h":
      "Header files are shipped: 3 MB in 1 file in /usr/src, most of it from layer 0 (COPY a.h /usr/src/linux-headers-6.1/a.h).",
  },
  ignores: [
    "COPY --size=60kB /usr/include/a.h",
    // What slim bases of interpreters ship.
    "COPY --size=300kB /usr/local/include/node/node.h\nCOPY --size=300kB /usr/local/include/python3.12/Python.h\nCOPY --size=300kB /usr/local/include/ruby-3.4.0/ruby.h",
    // musl's archives hold nothing.
    "COPY --size=8 /usr/lib/libm.a\nCOPY --size=8 /usr/lib/libpthread.a",
    "COPY --size=300kB /app/node_modules/a/lib/liba.a\nCOPY --size=300kB /app/a.a",
    "COPY --size=300kB /usr/lib/python3/dist-packages/numpy/core/include/a.h",
  ],
})
