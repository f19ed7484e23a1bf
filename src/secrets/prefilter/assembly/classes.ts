import { CLASSES } from "./memory"

export const NAME: u32 = 1
export const BARE: u32 = 2
export const QUOTED: u32 = 4
export const DIGIT: u32 = 8
export const UPPER: u32 = 16
export const LOWER: u32 = 32
export const WORD: u32 = 64
export const TOKEN: u32 = 128

// @ts-ignore: decorator
@inline
export function classOf(at: usize): u32 {
  return load<u8>(CLASSES + load<u8>(at))
}
