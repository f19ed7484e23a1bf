import { defineRule } from "../../model/index.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { describeOrigin, originOf, remarkOf } from "../support/secrets/words.ts"
import { stepOf } from "../support/step.ts"

export default defineRule({
  id: "secrets/ssh-host-key",
  title: "No SSH host key is shared by all containers of the image",
  severity: "medium",
  why: "A host key proves to a client which machine it talks to. One that comes with the image is the same in all of its containers and known to everybody who has the image: anyone can pose as the host. Installing an SSH server makes such keys unasked.",
  decides: "Files /etc/ssh/ssh_host_*_key with a private key in them, in every layer.",
  blind: "Host keys elsewhere: those are private keys like any other, and another rule's.",
  remedy:
    "Delete the keys in the line that installs the server, and make them when the container starts: `ssh-keygen -A`.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /etc/ssh/ssh_host_ed25519_key
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIPzsqH1blWJV9BSvzQW7bZa53OebQaSU4EGBUCwacxlh
      -----END PRIVATE KEY-----
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /etc/ssh/ssh_host_ed25519_key.pub
      ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHJ4dT0mYkVq7wZ5xX0nZq1uK0bC8m2yT3rWvP9sL1oA
      EOF`,
  },
  references: [],

  *check(image) {
    for (const secret of secretsFor(image, "secrets/ssh-host-key")) {
      const [place] = secret.places
      const { location } = place!
      const isMade = stepOf(image, originOf(secret).location.layer ?? null)?.instruction === "RUN"
      yield remarkOf(
        secret,
        `${location.path} is a host key, the same in every container of the image. ${describeOrigin(image, secret)}`,
        `${isMade ? "Add `&& rm -f /etc/ssh/ssh_host_*` to that `RUN`" : "Keep it out of that line"}, and make keys when the container starts: \`ssh-keygen -A\`. Nobody may trust this one any more.`,
      )
    }
  },
})
