import { expect, test } from "vitest"
import debug from "../../../src/rules/env/debug.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(debug, {
  catches: {
    "ENV FLASK_DEBUG=1":
      "The image sets FLASK_DEBUG to 1: Flask then runs its debugger, in which a visitor can run code.",
    "ENV NODE_ENV=development":
      "The image sets NODE_ENV to development: Express and others then show stack traces to visitors, keep no templates and run slower.",
    "ENV ASPNETCORE_ENVIRONMENT=Development":
      "The image sets ASPNETCORE_ENVIRONMENT to Development: ASP.NET Core then shows exceptions with their code to visitors, and loads the developer's settings.",
    "ENV APP_ENV=local APP_DEBUG=true": [
      "The image sets APP_DEBUG to true: Symfony and Laravel then show code, settings and environment to whoever causes an error.",
      "The image sets APP_ENV to local: Symfony, Laravel and others then run with their tools for developers.",
    ],
    "ENV XDEBUG_MODE=develop,debug":
      "The image sets XDEBUG_MODE to debug: PHP then tries to connect to a debugger, where Xdebug is installed.",
  },
  ignores: [
    "ENV NODE_ENV=production RAILS_ENV=production FLASK_DEBUG=0 DJANGO_DEBUG=False APP_DEBUG=false APP_ENV=prod",
    "ENV ASPNETCORE_ENVIRONMENT=Production XDEBUG_MODE=off",
    "ENV NODE_ENV=",
    // Not a mode, but which messages a program prints.
    "ENV DEBUG=express:*",
    "ENV NODE_ENV=development\nENV NODE_ENV=production",
  ],
})

test("names what to write instead", async () => {
  const [finding] = await findingsOf(debug, "ENV RAILS_ENV=development")
  expect(finding?.severity).toBe("medium")
  expect(finding?.remedy).toContain("Write `ENV RAILS_ENV=production`")
})
