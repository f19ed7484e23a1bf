import unknown from "../../../src/rules/user/unknown.ts"
import { testRule } from "../../support/rule.ts"

const passwd = "COPY <<EOF /etc/passwd\nroot:x:0:0::/:\napp:x:10001:10001::/:\nEOF"
const group = "COPY <<EOF /etc/group\nroot:x:0:\nweb:x:10001:app\nEOF"

testRule(unknown, {
  catches: {
    "USER app": "No container will start: USER names the user app, and the image has no /etc/passwd.",
    [`${passwd}\nUSER web`]: "No container will start: USER names the user web, and /etc/passwd does not have it.",
    [`${passwd}\nRUN rm /etc/passwd\nUSER app`]:
      "No container will start: USER names the user app, and the image has no /etc/passwd.",
    [`${passwd}\n${group}\nUSER app:app`]:
      "No container will start: USER names the group app, and /etc/group does not have it.",
    "USER web:web": [
      "No container will start: USER names the group web, and the image has no /etc/group.",
      "No container will start: USER names the user web, and the image has no /etc/passwd.",
    ],
  },
  ignores: [
    "FROM scratch",
    "USER root",
    "USER 10001:10001",
    `${passwd}\nUSER app`,
    `${passwd}\n${group}\nUSER app:web`,
    `${passwd}\nUSER app:10001`,
    "FROM --platform=windows/amd64 scratch\nUSER ContainerUser",
    // What was not read may hold the account.
    `# archive: layer 0 left out\n${passwd}\nUSER app`,
    `# archive: layer 1 left out\n${passwd}\nCOPY --size=1kB /b\nUSER web`,
    // A link inside the image is followed; where it leads the content was not kept, so nobody can tell.
    "COPY <<EOF /usr/etc/passwd\napp:x:1:1::/:\nEOF\nRUN ln -s /usr/etc/passwd /etc/passwd\nUSER app",
  ],
})
