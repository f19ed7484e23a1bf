import { expect, test } from "vitest"
import workdirNotWritable from "../../../src/rules/user/workdir-not-writable.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(workdirNotWritable, {
  catches: {
    "WORKDIR /app\nUSER 10001:10001":
      "Uid 10001 may not write the working directory, /app, in which the image has nothing: a program that writes a relative path fails.",
    // Of an owner no other class of bits counts.
    "WORKDIR /app\nRUN chown 10001:10001 /app && chmod 577 /app\nUSER 10001:10001":
      "Uid 10001 may not write the working directory, /app, in which the image has nothing: a program that writes a relative path fails.",
    "RUN mkdir /data\nVOLUME /data\nUSER 10001:10001":
      "Uid 10001 may not write the declared volume /data: a new volume takes its owner from the image, and that is root.",
    "RUN mkdir /data && chown 999:999 /data\nVOLUME /data\nUSER 10001:10001":
      "Uid 10001 may not write the declared volume /data: a new volume takes its owner from the image, and that is somebody else.",
    "VOLUME /data\nVOLUME /logs\nUSER 10001:10001":
      "Uid 10001 may not write the declared volumes /data, /logs: a new volume takes its owner from the image, and that is root.",
  },
  ignores: [
    // Code that its user may not change is best.
    "WORKDIR /app\nCOPY <<EOF /app/run\nx\nEOF\nUSER 10001:10001",
    "WORKDIR /app\nRUN chown 10001:10001 /app\nUSER 10001:10001",
    "WORKDIR /app\nRUN chmod 1777 /app\nUSER 10001:10001",
    "WORKDIR /app\nRUN chown 0:10001 /app && chmod 775 /app\nUSER 10001:10001",
    "RUN mkdir /data && chown 10001:10001 /data\nVOLUME /data\nUSER 10001:10001",
    "WORKDIR /app\nVOLUME /data",
    "USER 10001:10001",
    "WORKDIR /\nUSER 10001:10001",
    // A socket of the host's is mounted there.
    "VOLUME /var/run/docker.sock\nUSER 10001:10001",
  ],
})

test("a volume matters more than the working directory", async () => {
  const findings = await findingsOf(workdirNotWritable, "WORKDIR /app\nVOLUME /data\nUSER 10001:10001")
  expect(findings.map(({ severity, location }) => [severity, location.history])).toEqual([
    ["low", 1],
    ["info", 0],
  ])
})
