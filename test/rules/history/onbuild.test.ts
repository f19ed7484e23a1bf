import onbuild from "../../../src/rules/history/onbuild.ts"
import { testRule } from "../../support/rule.ts"

testRule(onbuild, {
  catches: {
    'ONBUILD COPY . /app\nONBUILD RUN make -C /app\nENTRYPOINT ["/entry.sh"]':
      "2 ONBUILD triggers will run in every image that is built from this one: COPY . /app; RUN make -C /app.",
    'ONBUILD RUN a\nONBUILD RUN b\nONBUILD RUN c\nONBUILD RUN d\nCMD ["/x"]':
      "4 ONBUILD triggers will run in every image that is built from this one: RUN a; RUN b; RUN c and 1 more.",
    'ONBUILD RUN a\nCMD ["/bin/sh", "/run.sh"]':
      "1 ONBUILD trigger will run in every image that is built from this one: RUN a.",
  },
  ignores: [
    'CMD ["/server"]',
    // Meant to be built on: it has no command, or a shell.
    "ONBUILD COPY . /app",
    'ONBUILD COPY . /app\nCMD ["/bin/sh"]',
    'ONBUILD COPY . /app\nCMD ["bash"]',
    "FROM scratch\n# history: /bin/sh -c #(nop)  ONBUILD RUN make",
  ],
})
