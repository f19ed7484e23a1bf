import { expect, test } from "vitest"
import setuid from "../../../src/rules/user/setuid.ts"
import { debian } from "../../support/debian.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const file = (path: string, mode: string): string => `COPY --chmod=${mode} <<EOF ${path}\nx\nEOF`

testRule(setuid, {
  catches: {
    [file("/app/helper", "4755")]:
      "1 program runs with the rights of an owner or group, whoever starts it: /app/helper (setuid root), from layer 0 (COPY --chmod=4755 <<EOF /app/helper).",
    [`${file("/usr/local/bin/x", "755")}\nRUN chmod 4755 /usr/local/bin/x`]:
      "1 program runs with the rights of an owner or group, whoever starts it: /usr/local/bin/x (setuid root), from layer 1 (RUN chmod 4755 /usr/local/bin/x).",
    [`COPY <<EOF /etc/group\nshadow:x:42:\nEOF\nCOPY --chmod=2755 --chown=0:42 <<EOF /opt/x\nx\nEOF`]:
      "1 program runs with the rights of an owner or group, whoever starts it: /opt/x (setgid shadow), from layer 1 (COPY --chown=0:42 --chmod=2755 <<EOF /opt/x).",
    // A shell by a name of the system's own is no less a shell.
    [file("/bin/busybox", "4755")]:
      "1 program runs with the rights of an owner or group, whoever starts it: /bin/busybox (setuid root), from layer 0 (COPY --chmod=4755 <<EOF /bin/busybox).",
    // The system's program, in nobody's folder.
    [file("/home/app/su", "4755")]:
      "1 program runs with the rights of an owner or group, whoever starts it: /home/app/su (setuid root), from layer 0 (COPY --chmod=4755 <<EOF /home/app/su).",
    [["a", "b", "c", "d", "e"].map((name) => file(`/opt/${name}`, "4755")).join("\n")]:
      "5 programs run with the rights of an owner or group, whoever starts them: /opt/a (setuid root), /opt/b (setuid root), /opt/c (setuid root) and 2 more, the first from layer 0 (COPY --chmod=4755 <<EOF /opt/a).",
    // Two names are one program.
    [`${file("/opt/b", "4755")}\nRUN ln /opt/b /opt/a`]:
      "1 program runs with the rights of an owner or group, whoever starts it: /opt/a (setuid root), from layer 1 (RUN ln /opt/b /opt/a).",
  },
  ignores: [
    ["su", "mount", "passwd", "chage", "unix_chkpwd", "ping"]
      .map((name) => file(`/usr/bin/${name}`, "4755"))
      .join("\n"),
    file("/usr/lib/openssh/ssh-keysign", "4755"),
    file("/usr/lib/dbus-1.0/dbus-daemon-launch-helper", "4754"),
    // Nobody may start it.
    file("/opt/x", "4644"),
    // Without the group's execute bit it is a lock.
    file("/opt/x", "2745"),
    // Taken away later: no container sees it.
    `${file("/opt/x", "4755")}\nRUN chmod a-s /opt/x`,
    `${file("/opt/x", "4755")}\nRUN rm /opt/x`,
    "RUN mkdir -p /var/mail && chmod 2775 /var/mail",
    // Told by user/privilege-tools.
    file("/usr/bin/sudo", "4755"),
  ],
})

test("names all files as places, and what to run", async () => {
  const [finding] = await findingsOf(setuid, `${file("/opt/a", "4755")}\n${file("/opt/b", "4755")}`)
  expect(finding?.location).toMatchObject({ kind: "file", path: "/opt/a", layer: 0 })
  expect(finding?.places).toMatchObject([{ kind: "file", path: "/opt/b", layer: 1 }])
  expect(finding?.remedy).toContain("`RUN chmod a-s /opt/a /opt/b`")
  expect(finding?.severity).toBe("medium")
})

const DPKG = debian({ name: "tool", files: ["/usr/lib/tool", "/usr/lib/tool/helper", "/usr/lib/tool/bash"] })

test("trusts what a package of the distribution brought, until somebody changes it", async () => {
  expect(await findingsOf(setuid, `${DPKG}\n${file("/usr/lib/tool/helper", "4755")}`)).toEqual([])
  expect(await findingsOf(setuid, `${DPKG}\n${file("/usr/lib/tool/other", "4755")}`)).toHaveLength(1)
  // No distribution ships a shell so: somebody changed it in the same RUN.
  expect(await findingsOf(setuid, `${DPKG}\n${file("/usr/lib/tool/bash", "4755")}`)).toHaveLength(1)
  const changed = await findingsOf(
    setuid,
    `${DPKG}\n${file("/usr/lib/tool/helper", "755")}\nRUN chmod u+s /usr/lib/tool/helper`,
  )
  expect(changed.map(({ location }) => location.layer)).toEqual([3])
})
