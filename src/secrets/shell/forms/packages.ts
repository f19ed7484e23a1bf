import { row, type Form } from "./form.ts"

export const PACKAGES: readonly Form[] = [
  row("npm pnpm yarn bun", { places: ["config set $name $value", "set $name $value", "config $name $value"] }),
  row("pip pip3 poetry uv bundle bundler", { places: ["config set $name $value", "config $name $value"] }),
  row("poetry", { places: ["config http-basic.* * $secret", "config pypi-token.* $secret"] }),
  row("bundle bundler", { places: ["config set * $login", "config * $login"] }),
  row("composer", {
    places: [
      "config http-basic.* * $secret",
      "config bitbucket-oauth.* * $secret",
      "config github-oauth.* $secret",
      "config gitlab-oauth.* $secret",
      "config gitlab-token.* $secret",
      "config bearer.* $secret",
      "global config http-basic.* * $secret",
      "global config github-oauth.* $secret",
      "global config gitlab-token.* $secret",
    ],
  }),
  row("cargo", { places: ["login $secret"], reads: "login" }),
  row("conda mamba", { places: ["token set $secret"] }),
  row("twine flit hatch", { options: "-p" }),
  row("uv", { when: "publish", options: "-p -t" }),
  row("poetry", { when: "publish", options: "-p" }),
  row("dotnet nuget nuget.exe", { when: "source sources", options: "-p -password" }),
  row("dotnet nuget nuget.exe", { when: "push", options: "-k -apikey" }),
  row("nuget nuget.exe", { places: ["setapikey $secret"] }),
  row("git", { places: ["config $name $value"] }),
]
