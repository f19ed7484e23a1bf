import { defineRule } from "../../model/index.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { describeFile, remarkOf } from "../support/secrets/words.ts"
import { describeLayer } from "../support/step.ts"

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
      COPY <<EOF /etc/ssh/ssh_host_rsa_key
      PuTTY-User-Key-File-3: ssh-rsa
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /etc/ssh/ssh_host_rsa_key.pub
      ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7
      EOF`,
  },
  references: [],

  *check(image) {
    for (const secret of secretsFor(image, "secrets/ssh-host-key")) {
      const [place] = secret.places
      const { location, hiding } = place!
      yield remarkOf(
        secret,
        `${describeFile(place!)} is a host key that every container of the image shares. It comes with ${describeLayer(image, location.layer ?? 0)}${hiding === null ? "" : ", and deleting it in a later line doesn't help"}.`,
        "Add `&& rm /etc/ssh/ssh_host_*` to the RUN that installs the server, and make keys when the container starts: `ssh-keygen -A`.",
      )
    }
  },
})
