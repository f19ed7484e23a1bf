import volume from "../../../src/rules/history/volume.ts"
import { testRule } from "../../support/rule.ts"

testRule(volume, {
  catches: {
    "VOLUME /data\nCOPY seed.db /data/":
      "1 file (1 kB) is written to the VOLUME /data after it was declared, first by layer 0 (COPY seed.db /data/): /data/seed.db.",
    'VOLUME ["/var/data", "/logs"]\nCOPY a /a\nRUN mkdir /var/data && cp /a /var/data/a\nCOPY b /var/data/deep/b':
      "2 files (2 kB) are written to the VOLUME /var/data after it was declared, first by layer 1 (RUN mkdir /var/data && cp /a /var/data/a): /var/data/a.",
  },
  ignores: [
    "VOLUME /data",
    "COPY seed.db /data/\nVOLUME /data",
    "VOLUME /data\nCOPY a /data2/\nCOPY b /database",
    // A folder alone is no content: docker gives the volume its owner and rights.
    "VOLUME /data\nRUN mkdir /data",
    "VOLUME /data\nRUN mkdir /data/sub",
    "VOLUME /data\nCOPY a /a",
    // The base's author writes to the base's own volume.
    '# created: 2026-01-01T00:00:00Z\nVOLUME /data\nCOPY a /data/\nCMD ["sh"]\n# created: 2026-03-01T00:00:00Z\nCOPY b /b',
  ],
})
