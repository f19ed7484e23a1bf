import pipeToShell from "../../../src/rules/history/pipe-to-shell.ts"
import { testRule } from "../../support/rule.ts"

const runs = (shell: string, from: string, command: string): string =>
  `${shell} runs what ${from}, unread and unchecked: ${command}.`

testRule(pipeToShell, {
  catches: {
    "RUN curl -fsSL https://get.example.com/i.sh | sh": runs(
      "sh",
      "curl downloads from get.example.com",
      "curl -fsSL https://get.example.com/i.sh",
    ),
    "RUN wget -O- example.com/x | sh -s -- --yes": runs(
      "sh",
      "wget downloads from example.com",
      "wget -O- example.com/x",
    ),
    "RUN wget -qO - https://example.com/x | sudo -E bash -": runs(
      "bash",
      "wget downloads from example.com",
      "wget -qO - https://example.com/x",
    ),
    "RUN bash <(curl -s https://example.com/x)": runs(
      "bash",
      "curl downloads from example.com",
      "curl -s https://example.com/x",
    ),
    'RUN sh -c "$(curl -fsSL https://example.com/x)"': runs(
      "sh",
      "curl downloads from example.com",
      "curl -fsSL https://example.com/x",
    ),
    'RUN eval "$(curl -s $URL | sed s/a/b/)"': runs("eval", "curl downloads", "curl -s $URL"),
    "RUN . <(curl -s https://example.com/x)": runs(
      ".",
      "curl downloads from example.com",
      "curl -s https://example.com/x",
    ),
    "RUN curl -s https://example.com/x.gz | gunzip | tee /tmp/x | (cd /opt && python3 - --version 2)": runs(
      "python3",
      "curl downloads from example.com",
      "curl -s https://example.com/x.gz",
    ),
    "RUN set -o pipefail; if ! command -v uv; then curl -LsSf https://astral.example/uv/install.sh | env A=1 sh; fi":
      runs("sh", "curl downloads from astral.example", "curl -LsSf https://astral.example/uv/install.sh"),
    // The user and the password of an address are no host.
    "RUN curl https://me:secret@example.com:8443/x | bash": runs(
      "bash",
      "curl downloads from example.com",
      "curl https://me:secret@example.com:8443/x",
    ),
  },
  ignores: [
    "RUN curl -fsSL https://example.com/x.tgz | tar xz",
    "RUN curl -fsSL https://example.com/key | gpg --dearmor -o /key.gpg",
    "RUN curl -fsSL https://example.com/key | apt-key add -",
    "RUN curl -fsSLo /i.sh https://example.com/i.sh && sh /i.sh",
    "RUN curl -o x https://example.com/i.sh | sh",
    "RUN curl -s https://example.com/i.sh > /i.sh | sh",
    "RUN wget https://example.com/i.sh | sh",
    "RUN curl -s https://example.com/list | sh /install-list.sh",
    "RUN curl -s https://example.com/list | xargs sh -c 'echo $0'",
    "RUN curl -s https://example.com/list | xargs sh",
    "RUN curl -s https://example.com/list | perl -pe s/a/b/",
    'RUN echo "curl -s https://example.com/i.sh | sh"',
    'RUN sh -c "./install --version $(curl -s https://example.com/latest)"',
    'RUN VERSION="$(curl -s https://example.com/latest | jq -r .tag)" sh install.sh',
    "RUN cat /i.sh | sh",
    'RUN eval "$(ssh-agent)"',
  ],
})
