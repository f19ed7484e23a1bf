import type { Image } from "../../model/index.ts"
import { EntryType } from "../../model/index.ts"
import type { FoundTool } from "./toolchain.ts"

/** How software of one language is built in one stage and shipped in another. */
interface Recipe {
  readonly language: string
  /** Any of these tools means this language. */
  readonly tools: readonly string[]
  /** Any of these files does so too, where only general tools are found. */
  readonly files?: readonly string[]
  readonly dockerfile: string
}

const RECIPES: readonly Recipe[] = [
  {
    language: "Go",
    tools: ["Go"],
    dockerfile: `FROM golang:1 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /out/app .

FROM gcr.io/distroless/static
COPY --from=build /out/app /app
USER 65532:65532
ENTRYPOINT ["/app"]`,
  },
  {
    language: "Rust",
    tools: ["Rust", "Cargo"],
    dockerfile: `FROM rust:1 AS build
WORKDIR /src
COPY . .
RUN cargo build --release

FROM gcr.io/distroless/cc
COPY --from=build /src/target/release/app /app
USER 65532:65532
ENTRYPOINT ["/app"]`,
  },
  {
    language: ".NET",
    tools: [".NET SDK"],
    dockerfile: `FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /out

FROM mcr.microsoft.com/dotnet/aspnet:8.0
WORKDIR /app
COPY --from=build /out .
USER app
ENTRYPOINT ["dotnet", "app.dll"]`,
  },
  {
    language: "Java",
    tools: ["JDK", "Maven", "Gradle", "Ant", "Kotlin", "Scala", "sbt"],
    dockerfile: `FROM maven:3-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
RUN mvn -B package

FROM eclipse-temurin:21-jre
COPY --from=build /src/target/app.jar /app.jar
USER 10001:10001
ENTRYPOINT ["java", "-jar", "/app.jar"]`,
  },
  {
    language: "Node",
    tools: ["TypeScript", "node-gyp"],
    files: ["/usr/local/bin/node", "/usr/bin/node"],
    dockerfile: `FROM node:22 AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
CMD ["node", "dist/index.js"]`,
  },
  {
    language: "Python",
    tools: [],
    files: ["/usr/local/bin/python3", "/opt/venv/bin/python3", "/usr/local/bin/pip3", "/usr/bin/pip3"],
    dockerfile: `FROM python:3.13 AS build
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim
WORKDIR /app
COPY --from=build /venv /venv
COPY . .
USER 10001:10001
CMD ["/venv/bin/python", "-m", "app"]`,
  },
  {
    language: "Ruby",
    tools: [],
    files: ["/usr/local/bin/ruby", "/usr/bin/ruby"],
    dockerfile: `FROM ruby:3.4 AS build
WORKDIR /app
COPY Gemfile* ./
RUN bundle config set without "development test" && bundle install

FROM ruby:3.4-slim
WORKDIR /app
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY . .
USER 10001:10001
CMD ["bundle", "exec", "ruby", "app.rb"]`,
  },
  {
    language: "C",
    tools: ["GCC", "Clang", "TCC", "CMake", "Meson"],
    dockerfile: `FROM debian:stable AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev make
WORKDIR /src
COPY . .
RUN make

FROM debian:stable-slim
COPY --from=build /src/app /usr/local/bin/app
USER 10001:10001
ENTRYPOINT ["app"]`,
  },
]

const GENERAL = `FROM … AS build
COPY . /src
RUN …

FROM …
COPY --from=build /out /app`

/** A Dockerfile of two stages for what this image is built with, and the language that it was taken for. */
export function recipeFor(
  { files }: Image,
  found: readonly FoundTool[],
): { language: string | null; dockerfile: string } {
  const names = new Set(found.map(({ tool }) => tool.name))
  const isThere = (path: string): boolean => files.resolve(path)?.type === EntryType.file
  const recipe = RECIPES.find(
    ({ tools, files: marks = [] }) => tools.some((name) => names.has(name)) || marks.some((path) => isThere(path)),
  )
  return recipe ? { language: recipe.language, dockerfile: recipe.dockerfile } : { language: null, dockerfile: GENERAL }
}
