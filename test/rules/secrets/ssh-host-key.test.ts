import { expect, test } from "vitest"
import rule from "../../../src/rules/secrets/ssh-host-key.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { file, privateKey, remedyOf, secretsOf, told } from "./planted.ts"

const PATH = "/etc/ssh/ssh_host_ed25519_key"
const key = privateKey()
const shared = `${PATH} is a host key, the same in every container of the image.`

testRule(rule, {
  catches: {
    [file(PATH, key)]: `${shared} It comes with layer 0 (COPY <<EOF ${PATH}).`,
    [`${file(PATH, key)}RUN rm ${PATH}`]: `${shared} Layer 1 (RUN rm ${PATH}) deletes it, but layer 0 (COPY <<EOF ${PATH}) still has it.`,
  },
  ignores: [
    "FROM scratch",
    file(`${PATH}.pub`, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHJ4dT0mYkVq7wZ5xX0nZq1uK0bC8m2yT3rWvP9sL1oA"),
    file("/root/.ssh/id_ed25519", key),
  ],
})

test("is no leak beside it: another rule tells of any other key", async () => {
  expect(told(await secretsOf(file(PATH, key)))).toEqual([["secrets/ssh-host-key", `${PATH} in layer 0`]])
  expect(told(await secretsOf(file("/root/.ssh/id_ed25519", key)))).toEqual([
    ["secrets/file", "/root/.ssh/id_ed25519 in layer 0"],
  ])
})

test("is medium, and the remedy fits the line", async () => {
  const [finding] = await findingsOf(rule, file(PATH, key))
  expect(finding?.severity).toBe("medium")
  expect(await remedyOf("RUN apt-get install -y openssh-server # buildkit", PATH, key)).toBe(
    "Add `&& rm -f /etc/ssh/ssh_host_*` to that `RUN`, and make keys when the container starts: `ssh-keygen -A`. Nobody may trust this one any more.",
  )
})
