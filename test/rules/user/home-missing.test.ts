import { expect, test } from "vitest"
import homeMissing from "../../../src/rules/user/home-missing.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const home = (path: string): string => `COPY <<EOF /etc/passwd\napp:x:10001:10001::${path}:/bin/sh\nEOF\nUSER app`

testRule(homeMissing, {
  catches: {
    [home("/home/app")]:
      "The home of uid 10001 (app), /home/app, is not in the image: programs that keep caches and settings there fail.",
    [`RUN mkdir -p /var/www\n${home("/var/www")}`]:
      "The home of uid 10001 (app), /var/www, belongs to root, and the user may not write it: programs that keep caches and settings there fail.",
    // What the image sets comes before /etc/passwd.
    [`RUN mkdir -p /home/app && chown 10001:10001 /home/app\n${home("/home/app")}\nENV HOME=/root`]:
      "The home of uid 10001 (app), /root, is not in the image: programs that keep caches and settings there fail.",
    "COPY <<EOF /etc/passwd\nsvc:x:999:999::/home/svc:/bin/sh\nEOF\nUSER svc":
      "The home of uid 999 (svc), /home/svc, is not in the image: programs that keep caches and settings there fail.",
    "RUN mkdir /data\nENV HOME=/data\nUSER 101:101":
      "The home of uid 101, /data, belongs to root, and the user may not write it: programs that keep caches and settings there fail.",
    "ENV HOME=/data\nUSER 10001:10001":
      "The home of uid 10001, /data, is not in the image: programs that keep caches and settings there fail.",
  },
  ignores: [
    `RUN mkdir -p /home/app && chown 10001:10001 /home/app\n${home("/home/app")}`,
    // A distribution's account: its home is where its service's files are.
    "RUN mkdir -p /var/www\nCOPY <<EOF /etc/passwd\nwww-data:x:33:33::/var/www:/bin/sh\nEOF\nUSER www-data",
    // Meant so.
    home("/nonexistent"),
    home("/"),
    "USER 10001",
    // Root writes everywhere.
    "COPY <<EOF /etc/passwd\nroot:x:0:0::/root:/bin/sh\nEOF",
    // Another one is mounted there.
    `${home("/data/app")}\nVOLUME /data`,
    // It belongs to somebody, who has thought of something.
    `RUN mkdir -p /srv && chown 33:33 /srv\n${home("/srv")}`,
    `RUN mkdir -p /srv && chmod 1777 /srv\n${home("/srv")}`,
    `COPY <<EOF /x\nEOF\n${home("/home/app")}\n# archive: layer 0 left out`,
  ],
})

test("points at the ENV line where one sets it", async () => {
  const [set] = await findingsOf(homeMissing, "ENV HOME=/data\nUSER 10001:10001")
  expect(set?.location).toEqual({ kind: "env", key: "HOME", history: 0 })
})

test("proposes no new owner for a folder that is there before another HOME", async () => {
  const [there] = await findingsOf(homeMissing, `RUN mkdir -p /srv/app\n${home("/srv/app")}`)
  expect(there?.remedy).toMatch(/^Let HOME name a folder that the user may write: `ENV HOME=\/tmp`; or, where no code/)
  const [absent] = await findingsOf(homeMissing, home("/home/app"))
  expect(absent?.remedy).toMatch(/^Make it and give it to its user: `RUN mkdir -p \/home\/app && chown 10001:10001 /)
})
