import { expect, test } from "vitest"
import unpinnedPackages from "../../../src/rules/history/unpinned-packages.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const loose = (names: string, count = 1): string =>
  `A RUN line installs ${count} package${count === 1 ? "" : "s"} in whatever version there is: ${names}.`

testRule(unpinnedPackages, {
  catches: {
    "RUN apt-get update && apt-get install -y --no-install-recommends curl git=1:2.39.5-0 jq/stable": loose("curl"),
    "RUN apt-get -t bookworm-backports install g++ libc6:i386 x+ vim-": loose("g++, libc6 and x", 3),
    "RUN apk add --no-cache --virtual .build-deps gcc musl-dev~1.2 py3-pip=23 nodejs@edge": loose("gcc"),
    "RUN pip install --no-cache-dir flask 'requests[socks]>=2' gunicorn==23.0.0": loose("flask and requests", 2),
    "RUN python3 -m pip install -U pip -i https://pypi.example/simple": loose("pip"),
    "RUN uv pip install --system ruff": loose("ruff"),
    "RUN pip install git+https://example.com/x.git black": loose("x and black", 2),
    "RUN npm install -g typescript @angular/cli@latest pm2@5 --registry https://npm.example": loose(
      "typescript and @angular/cli",
      2,
    ),
    "RUN yarn global add serve && pnpm add -g turbo": loose("serve and turbo", 2),
    "RUN gem install bundler rake:13.2.1 --no-document": loose("bundler"),
    "RUN go install golang.org/x/tools/gopls@latest": loose("golang.org/x/tools/gopls"),
    "RUN apk add a b c d e f": loose("a, b, c, d and 2 more", 6),
    "RUN for p in x y; do apt-get install -y $p curl; done": loose("curl"),
  },
  ignores: [
    "RUN apt-get install -y curl=8.14.1-2 ./local.deb /tmp/x.deb",
    'RUN apt-get install -y "curl=${CURL_VERSION}" $PACKAGES',
    "RUN apt-get install -yf && apt-get remove -y curl && apt-get upgrade -y",
    "RUN apk add --no-cache 'curl>8' 'git<3' nodejs=~22 ./x.apk && apk del gcc",
    "RUN apk add --repository https://example.com/edge --virtual .x curl=8",
    "RUN pip install -r requirements.txt && pip install -c constraints.txt flask && pip install . ./x /y x.whl",
    "RUN pip install 'flask<4' django~=5.2 git+https://example.com/x.git@v1 'x @ https://example.com/x.whl'",
    "RUN pip install --require-hashes -r r.txt && pip uninstall -y flask && pip download",
    "ENV PIP_CONSTRAINT=/constraints.txt\nRUN pip install flask",
    "RUN npm ci && npm install && npm install express && npm i -g ./tool.tgz npm@11.6.0 @scope/x@1.0.0",
    "RUN gem install rails -v 8.0.2 && gem install --version 1.0 x && bundle install",
    "RUN go install golang.org/x/tools/gopls@v0.20.0 && go install ./... && go get",
    'RUN echo "apt-get install curl"',
    `COPY <<EOF /etc/apt/sources.list\ndeb https://snapshot.debian.org/archive/debian/20260101T000000Z bookworm main\nEOF\nRUN apt-get install -y curl`,
  ],
})

test("a comment about a snapshot fixes nothing", async () => {
  const text = `COPY <<EOF /etc/apt/sources.list\n# deb http://snapshot.debian.org/archive/debian/20260101T000000Z bookworm main\ndeb http://deb.debian.org/debian bookworm main\nEOF\nRUN apt-get install -y curl`
  expect(await findingsOf(unpinnedPackages, text)).toHaveLength(1)
})

const STATUS =
  "COPY <<EOF /var/lib/dpkg/status\nPackage: curl\nStatus: install ok installed\nVersion: 8.14.1-2\nArchitecture: amd64\nEOF\n"

test("names the versions that the image has, and only what it still has", async () => {
  const [finding] = await findingsOf(unpinnedPackages, `${STATUS}RUN apt-get install -y curl gcc`)
  expect(finding?.message).toBe(loose("curl"))
  expect(finding?.remedy).toBe("Name the versions; this image has curl=8.14.1-2.")
})
