import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks"
import { formatBytes } from "../../../model/index.ts"
import { type Box, layoutOf, type Placed } from "./layout.ts"
import { type Direction, neighbourOf } from "./neighbour.ts"
import type { Place } from "./scene.ts"
import type { Tile } from "./tiles.ts"
import { share } from "./words.ts"

const MILLISECONDS = 180
/** Pixels: of a letter, about; around a name; from which on a cut name still says something. */
const LETTER = 6.8
const AROUND = 10
const TELLING = 48

const hasName = ({ tile, width, height }: Placed): boolean =>
  height >= 17 && width >= Math.min(TELLING, tile.label.length * LETTER + AROUND)

/** A name and its bytes on one line, as in the head of a frame. */
const isFlat = ({ isFrame, height }: Placed): boolean => isFrame || height < 38

const hasSize = (placed: Placed): boolean => placed.width >= (isFlat(placed) ? 160 : 60)

interface Props {
  readonly label: string
  readonly place: Place
  readonly whole: number
  /** The tiles of a map of so many square pixels. */
  readonly tilesIn: (area: number) => readonly Tile[]
  readonly hueOf: (tile: Tile) => number | null
  readonly isFound: (tile: Tile) => boolean
  readonly isChosen: (tile: Tile) => boolean
  /** True where a place lies in a tile; tells which tile one came out of. */
  readonly leadsTo: (tile: Tile, place: Place) => boolean
  readonly onTell: (tile: Tile | null) => void
  readonly onOpen: (tile: Tile) => void
  readonly onOut: () => void
}

const heightOf = (width: number): number => (width < 600 ? 460 : Math.round(Math.min(520, Math.max(360, width * 0.4))))

const isCalm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches

function useWidth(): { readonly ref: { current: HTMLDivElement | null }; readonly width: number } {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = (): void => setWidth(element.clientWidth)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])
  return { ref, width }
}

/** The new view grows out of the tile that was opened, or shrinks into the one that was left. */
function move(stage: HTMLElement, from: Box, isInto: boolean): void {
  const { clientWidth: width, clientHeight: height } = stage
  if (isCalm() || from.width < 8 || from.height < 8) return
  const transform = isInto
    ? `translate(${from.x}px, ${from.y}px) scale(${from.width / width}, ${from.height / height})`
    : `scale(${width / from.width}, ${height / from.height}) translate(${-from.x}px, ${-from.y}px)`
  stage.animate(
    [
      { transform, opacity: 0.5 },
      { transform: "none", opacity: 1 },
    ],
    {
      duration: MILLISECONDS,
      easing: "cubic-bezier(.2, 0, 0, 1)",
    },
  )
}

/** The map: a rectangle for each folder and file, as large as its bytes. */
export function Treemap(props: Props) {
  const { ref, width } = useWidth()
  const height = heightOf(width)
  const { tilesIn, place, leadsTo } = props
  const placed = useMemo(
    () => (width === 0 ? [] : layoutOf(tilesIn(width * height), width, height)),
    [tilesIn, width, height],
  )
  const [wanted, setWanted] = useState("")
  const last = useRef({ place, placed })
  const active = placed.find(({ key }) => key === wanted)?.key ?? placed[0]?.key ?? ""

  const elementOf = (key: string): HTMLElement | null => {
    const index = placed.findIndex((tile) => tile.key === key)
    return (ref.current?.children[index] as HTMLElement | undefined) ?? null
  }
  const hasFocus = useRef(false)
  useLayoutEffect(() => {
    const before = last.current
    last.current = { place, placed }
    const stage = ref.current
    if (before.place === place || stage === null) return
    const opened = before.placed.findLast(({ tile }) => leadsTo(tile, place))
    const left = placed.findLast(({ tile }) => leadsTo(tile, before.place))
    if (opened !== undefined) move(stage, opened, true)
    else if (left !== undefined) move(stage, left, false)
    const next = left ?? placed[0]
    setWanted(next?.key ?? "")
    if (hasFocus.current) (next === undefined ? stage : elementOf(next.key))?.focus({ preventScroll: true })
  })
  useEffect(() => {
    if (hasFocus.current) props.onTell(placed.find(({ key }) => key === active)?.tile ?? null)
  }, [active, placed])

  const at = (event: Event): Placed | null => {
    const element = (event.target as Element).closest("[data-index]")
    return element instanceof HTMLElement ? (placed[Number(element.dataset["index"])] ?? null) : null
  }
  const go = (tile: Placed | null | undefined): void => {
    if (tile === null || tile === undefined) return
    setWanted(tile.key)
    elementOf(tile.key)?.focus({ preventScroll: true })
  }
  const keys: Record<string, (tile: Placed) => void> = {
    Home: () => go(placed[0]),
    End: () => go(placed.at(-1)),
    Enter: ({ tile }) => props.onOpen(tile),
    " ": ({ tile }) => props.onOpen(tile),
    Backspace: () => props.onOut(),
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const tile = at(event)
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const isArrow = event.key.startsWith("Arrow")
    const act = keys[event.key]
    if (!isArrow && act === undefined) return
    event.preventDefault()
    if (tile === null) {
      if (event.key === "Backspace") props.onOut()
      else go(placed[0])
    } else if (isArrow) go(neighbourOf(placed, tile, event.key as Direction))
    else act?.(tile)
  }

  return (
    <div
      class="x-map"
      role="tree"
      aria-label={props.label}
      ref={ref}
      tabIndex={placed.length === 0 ? 0 : -1}
      style={{ height: `${height}px` }}
      onKeyDown={onKeyDown}
      onClick={(event: MouseEvent) => {
        const tile = at(event)
        if (tile === null) return
        setWanted(tile.key)
        props.onOpen(tile.tile)
      }}
      onPointerOver={(event: PointerEvent) => props.onTell(at(event)?.tile ?? null)}
      onPointerLeave={() => props.onTell(null)}
      onFocusIn={(event: FocusEvent) => {
        hasFocus.current = true
        const tile = at(event)
        if (tile !== null) setWanted(tile.key)
        props.onTell(tile?.tile ?? null)
      }}
      onFocusOut={(event: FocusEvent) => {
        // A tile that goes away while it has the focus says nothing of where the reader is.
        hasFocus.current = event.relatedTarget === null || ref.current?.contains(event.relatedTarget as Node) === true
        if (!hasFocus.current) props.onTell(null)
      }}
    >
      {placed.map((tile, index) => (
        <TileView key={tile.key} placed={tile} index={index} isActive={tile.key === active} {...props} />
      ))}
    </div>
  )
}

function TileView({
  placed,
  index,
  isActive,
  whole,
  hueOf,
  isFound,
  isChosen,
}: { readonly placed: Placed; readonly index: number; readonly isActive: boolean } & Props) {
  const { tile, x, y, width, height, level, position, setSize, isFrame } = placed
  const isNamed = hasName(placed)
  const size = formatBytes(tile.bytes)
  return (
    <div
      class="x-tile"
      role="treeitem"
      tabIndex={isActive ? 0 : -1}
      aria-label={`${tile.label} ${size}, ${share(tile.bytes, whole)}`}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={setSize}
      aria-expanded={isFrame ? true : undefined}
      aria-selected={isChosen(tile)}
      data-index={index}
      data-kind={tile.kind}
      data-frame={isFrame ? "" : undefined}
      data-flat={isFlat(placed) ? "" : undefined}
      data-dim={isFound(tile) ? undefined : ""}
      data-hue={hueOf(tile) ?? undefined}
      style={{ left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` }}
    >
      {isNamed && <span class="x-name">{tile.label} </span>}
      {isNamed && hasSize(placed) && <span class="x-size">{size}</span>}
    </div>
  )
}
