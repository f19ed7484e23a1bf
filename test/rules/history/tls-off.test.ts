import { expect, test } from "vitest"
import tlsOff from "../../../src/rules/history/tls-off.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const off = (what: string, command: string): string =>
  `A RUN line takes what it fetches without a check of who sent it (${what}): ${command}${command.endsWith("…") ? "" : "."}`

testRule(tlsOff, {
  catches: {
    "RUN curl -fsSLk https://example.com/x -o /x": off("curl: -k", "curl -fsSLk https://example.com/x -o /x"),
    "RUN curl --insecure $URL | tar x": off("curl: --insecure", "curl --insecure $URL"),
    "RUN wget -q --no-check-certificate https://example.com/x": off(
      "wget: --no-check-certificate",
      "wget -q --no-check-certificate https://example.com/x",
    ),
    "RUN npm config set strict-ssl false && npm ci": off("npm: strict-ssl false", "npm config set strict-ssl false"),
    "RUN npm set strict-ssl=false": off("npm: strict-ssl false", "npm set strict-ssl=false"),
    "RUN yarn config set strict-ssl false": off("yarn: strict-ssl false", "yarn config set strict-ssl false"),
    "RUN pip3 install --trusted-host pypi.org --trusted-host files.pythonhosted.org x": off(
      "pip3: --trusted-host",
      "pip3 install --trusted-host pypi.org --trusted-host …",
    ),
    "RUN python -m pip install --trusted-host=pypi.org x": off(
      "python: --trusted-host",
      "python -m pip install --trusted-host=pypi.org x",
    ),
    "RUN pip config set global.trusted-host pypi.org": off(
      "pip: --trusted-host",
      "pip config set global.trusted-host pypi.org",
    ),
    "RUN git config --global http.sslVerify false": off(
      "git: http.sslVerify false",
      "git config --global http.sslVerify false",
    ),
    "RUN git -c http.sslVerify=false clone https://example.com/x": off(
      "git: http.sslVerify false",
      "git -c http.sslVerify=false clone https://example.com/x",
    ),
    "RUN GIT_SSL_NO_VERIFY=true git clone https://example.com/x": off(
      "git: GIT_SSL_NO_VERIFY=true",
      "git clone https://example.com/x",
    ),
    "RUN export NODE_TLS_REJECT_UNAUTHORIZED=0 && npm ci": off(
      "export: NODE_TLS_REJECT_UNAUTHORIZED=0",
      "export NODE_TLS_REJECT_UNAUTHORIZED=0",
    ),
    "RUN apt-get install -y --allow-unauthenticated x": off(
      "apt-get: --allow-unauthenticated",
      "apt-get install -y --allow-unauthenticated x",
    ),
    "RUN apt-get -o Acquire::https::Verify-Peer=false update": off(
      "apt-get: Acquire::https::Verify-Peer=false",
      "apt-get -o Acquire::https::Verify-Peer=false update",
    ),
    'RUN echo "deb [arch=amd64 trusted=yes] http://example.com/ stable main" > /etc/apt/sources.list.d/x.list': off(
      "echo: trusted=yes",
      'echo "deb [arch=amd64 trusted=yes] http://example.com/ …',
    ),
    "RUN printf 'Types: deb\\nTrusted: yes\\n' | sudo tee /etc/apt/sources.list.d/x.sources": off(
      "printf: Trusted: yes",
      "printf 'Types: deb\\nTrusted: yes\\n'",
    ),
    "RUN cat <<EOF > /etc/yum.repos.d/x.repo\n[x]\nbaseurl=http://example.com\ngpgcheck=0\nEOF": off(
      "cat: gpgcheck=0",
      "cat",
    ),
    "RUN echo insecure >> ~/.curlrc": off("echo: insecure in .curlrc", "echo insecure"),
    "RUN apk add --no-cache --allow-untrusted /x.apk": off(
      "apk: --allow-untrusted",
      "apk add --no-cache --allow-untrusted /x.apk",
    ),
    "RUN yum install -y --nogpgcheck x && dnf --setopt=sslverify=0 install y": off(
      "yum: --nogpgcheck and dnf: sslverify=0",
      "yum install -y --nogpgcheck x",
    ),
    "RUN rpm -i --nosignature x.rpm": off("rpm: --nosignature", "rpm -i --nosignature x.rpm"),
  },
  ignores: [
    "RUN curl -fsSL https://example.com/x -o /x",
    'RUN echo "curl -k https://example.com"',
    "RUN grep -k x && tar -k -xf y",
    // To the own machine there is nobody in between.
    "RUN curl -k https://localhost:8443/health && wget --no-check-certificate https://127.0.0.1/x",
    // Proved by a checksum, it does not matter where it came from.
    'RUN curl -ksSLo /x https://example.com/x && echo "0123  /x" | sha256sum -c -',
    // The value of an option is no option.
    "RUN curl -H -k https://example.com/x",
    "RUN curl -o -k https://example.com/x",
    "RUN npm config set strict-ssl true",
    "RUN git config --global http.sslVerify true",
    "RUN pip install --trusted-host localhost -i http://localhost:3141 x",
    "RUN NODE_TLS_REJECT_UNAUTHORIZED=1 npm ci",
    'RUN echo "deb [signed-by=/k.gpg] https://example.com/ stable main" > /etc/apt/sources.list.d/x.list',
    'RUN echo "deb [trusted=yes] http://example.com/" > /notes.txt',
    "RUN cat <<EOF > /etc/yum.repos.d/x.repo\n[x]\ngpgcheck=1\nEOF",
    "RUN apk add --no-cache untrusted",
    "ENV NODE_TLS_REJECT_UNAUTHORIZED=0",
  ],
})

test("says when the base image did it", async () => {
  const text = `
    # created: 2026-01-01T00:00:00Z
    RUN curl -k https://example.com/x
    CMD ["bash"]
    # created: 2026-03-01T00:00:00Z
    RUN curl -k https://example.com/y`
  expect((await findingsOf(tlsOff, text)).map(({ message }) => message).toSorted()).toEqual(
    [
      off("curl: -k", "curl -k https://example.com/x").replace("A RUN line", "A RUN line of the base image"),
      off("curl: -k", "curl -k https://example.com/y"),
    ].toSorted(),
  )
})
