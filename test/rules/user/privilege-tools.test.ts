import { expect, test } from "vitest"
import privilegeTools from "../../../src/rules/user/privilege-tools.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const program = (path: string, mode = "755"): string => `COPY --chmod=${mode} <<EOF ${path}\nx\nEOF`
const sudoers = (line: string, path = "/etc/sudoers.d/app"): string => `COPY <<EOF ${path}\n${line}\nEOF`

const severityOf = async (line: string): Promise<string | undefined> =>
  (await findingsOf(privilegeTools, `${program("/usr/bin/sudo", "4755")}\n${sudoers(line)}`))[0]?.severity

testRule(privilegeTools, {
  catches: {
    [program("/usr/bin/sudo", "4755")]:
      "sudo is in the image: /usr/bin/sudo from layer 0 (COPY --chmod=4755 <<EOF /usr/bin/sudo).",
    [`${program("/usr/bin/sudo", "4755")}\n${sudoers("app ALL=(ALL) NOPASSWD: ALL")}`]:
      "sudo is in the image, and asks no password of app: /usr/bin/sudo from layer 0 (COPY --chmod=4755 <<EOF /usr/bin/sudo).",
    [`${program("/usr/bin/doas", "4755")}\n${sudoers("permit nopass keepenv :wheel", "/etc/doas.conf")}`]:
      "doas is in the image, and asks no password of :wheel: /usr/bin/doas from layer 0 (COPY --chmod=4755 <<EOF /usr/bin/doas).",
    [program("/usr/local/bin/gosu", "4755")]:
      "/usr/local/bin/gosu has the setuid bit, from layer 0 (COPY --chmod=4755 <<EOF /usr/local/bin/gosu): it is made to be started by root, and lets anybody become root so.",
    'ENTRYPOINT ["su-exec", "root", "/app"]':
      "The command uses su-exec to become root, which it is there to leave behind.",
  },
  ignores: [
    // Settings without the tool do nothing.
    sudoers("app ALL=(ALL) NOPASSWD: ALL"),
    program("/usr/local/bin/gosu"),
    program("/usr/share/doc/sudo"),
    program("/usr/bin/sudo", "644"),
    'COPY <<EOF /etc/passwd\napp:x:10001:10001::/:\nEOF\nENTRYPOINT ["gosu", "app", "/app"]',
    `${program("/usr/bin/sudo")}\nRUN rm /usr/bin/sudo`,
  ],
})

test("matters more where no password is asked, and comments ask for nothing", async () => {
  expect(await severityOf("%wheel ALL=(ALL) NOPASSWD: ALL")).toBe("medium")
  expect(await severityOf("%wheel ALL=(ALL:ALL)NOPASSWD:ALL")).toBe("medium")
  expect(await severityOf("# %wheel ALL=(ALL) NOPASSWD: ALL")).toBe("low")
  expect(await severityOf("%wheel ALL=(ALL) ALL")).toBe("low")
})
