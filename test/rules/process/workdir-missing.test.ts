import workdirMissing from "../../../src/rules/process/workdir-missing.ts"
import { testRule } from "../../support/rule.ts"

testRule(workdirMissing, {
  catches: {
    "WORKDIR /app\nRUN rm -r /app":
      "The working directory /app is not in the image: the runtime makes it, empty and owned by root.",
    "WORKDIR /app\nRUN rm -r /app && ln -s /nowhere /app":
      "The working directory /app is not in the image: the runtime makes it, empty and owned by root.",
    "WORKDIR /app\nRUN rm -r /app\nCOPY <<EOF /app\nEOF":
      "The working directory /app is no folder: the container can't start; it is from layer 2 (COPY <<EOF /app).",
  },
  ignores: [
    "USER 1",
    "WORKDIR /",
    "WORKDIR /app",
    "WORKDIR /srv/app\nRUN rm -r /srv && mkdir /opt/app && ln -s /opt /srv",
    "WORKDIR /data/app\nVOLUME /data\nRUN rm -r /data",
    "# archive: layer 0 left out\nWORKDIR /app\nRUN rm -r /app",
  ],
})
