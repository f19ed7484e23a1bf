import type { Platform } from "../model/index.ts"
import { asObject, type Json } from "./json.ts"

/** The platform that an image configuration names. */
export function platformOf(config: Json): Platform {
  const object = asObject(config)
  const text = (key: string): string => (typeof object?.[key] === "string" ? object[key] : "")
  const variant = text("variant")
  return { os: text("os"), architecture: text("architecture"), ...(variant === "" ? {} : { variant }) }
}

/** `linux/arm64/v8`; empty parts as `unknown`. */
export function platformText({ os, architecture, variant }: Platform): string {
  return [os || "unknown", architecture || "unknown", ...(variant === undefined ? [] : [variant])].join("/")
}

/** True where `wanted`, `os/arch[/variant]`, names this platform; a variant counts only if it is asked for. */
export function matchesPlatform(platform: Platform, wanted: string): boolean {
  const [os, architecture, variant] = wanted.toLowerCase().split("/")
  return (
    platform.os === os &&
    platform.architecture === architecture &&
    (variant === undefined || platform.variant === variant)
  )
}
