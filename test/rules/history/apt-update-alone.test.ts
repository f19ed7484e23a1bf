import aptUpdateAlone from "../../../src/rules/history/apt-update-alone.ts"
import { testRule } from "../../support/rule.ts"

testRule(aptUpdateAlone, {
  catches: {
    "RUN apt-get update": "apt-get update stands in a RUN line without an install; nothing is installed from its list.",
    "RUN apt-get -qq update && apt-get clean\nRUN apt-get install -y curl":
      "apt-get -qq update stands in a RUN line without an install; a later line installs from its list: apt-get install -y curl.",
    "RUN apt update\nRUN apt-get update && apt-get install -y curl":
      "apt update stands in a RUN line without an install; nothing is installed from its list.",
    "RUN sed -i s/http/https/ /etc/apt/sources.list && apt-get update":
      "apt-get update stands in a RUN line without an install; nothing is installed from its list.",
    "RUN sh -c 'apt-get update'":
      "apt-get update stands in a RUN line without an install; nothing is installed from its list.",
  },
  ignores: [
    "RUN apt-get update && apt-get install -y curl",
    "RUN apt-get update -y && \\\n  apt-get -y --no-install-recommends install curl && \\\n  rm -rf /var/lib/apt/lists/*",
    "RUN update() { apt-get update; }; install() { apt-get install -y $1; }; update; install curl",
    "RUN apt-get update; apt-get install -y curl",
    "RUN if true; then apt-get update; fi && apt-get upgrade -y",
    "RUN <<EOF\nset -e\napt-get update\napt-get install -y curl\nEOF",
    "RUN apt-get update && xargs -a packages.txt apt-get install -y",
    "RUN bash -c 'apt-get update && apt-get install -y curl'",
    "RUN apt-get update && apt-get build-dep -y nginx",
    // Scripts and other installers may install.
    "RUN apt-get update && ./install.sh",
    "RUN apt-get update && curl -fsSL https://example.com/setup | bash",
    "RUN apt-get update && npx playwright install-deps",
    "RUN apt-get update && $INSTALL",
    // No list is left to install from.
    "RUN apt-get update && rm -rf /var/lib/apt/lists/*",
    'RUN echo "apt-get update"',
    "RUN apt-get install -y apt-get update-notifier",
    "RUN apt-get update && if true",
  ],
})
