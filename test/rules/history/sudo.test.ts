import sudo from "../../../src/rules/history/sudo.ts"
import { testRule } from "../../support/rule.ts"

testRule(sudo, {
  catches: {
    "RUN sudo apt-get update": "A RUN line uses sudo, which a build does not need: sudo apt-get update.",
    "RUN mkdir /x && DEBIAN_FRONTEND=noninteractive sudo -E -u root apt-get install -y curl":
      "A RUN line uses sudo, which a build does not need: sudo apt-get install -y curl.",
    "RUN sh -c 'sudo make install'": "A RUN line uses sudo, which a build does not need: sudo make install.",
    "RUN f() { sudo rm -f /x; }; f": "A RUN line uses sudo, which a build does not need: sudo rm -f /x.",
  },
  ignores: [
    'RUN echo "sudo make me a sandwich"',
    "RUN apt-get install -y --no-install-recommends sudo",
    "RUN echo 'app ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/app",
    "RUN command -v sudo || true",
    "RUN rm -f /usr/bin/sudo /etc/sudo.conf",
    "COPY sudo /usr/bin/sudo",
    "FROM scratch\n# history: RUN powershell -Command sudo config --enable normal # buildkit",
    "FROM --platform=windows/amd64 scratch\nRUN sudo whoami",
  ],
})
