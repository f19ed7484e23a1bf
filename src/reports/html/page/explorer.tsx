import { useMemo, useRef, useState } from "preact/hooks"
import { formatBytes } from "../../../model/index.ts"
import { Choice, Crumbs, Legend, Search } from "./controls.tsx"
import { decode } from "./decode.ts"
import { finder } from "./found.ts"
import type { Payload } from "./format.ts"
import { type Colour, colouring, coloursOf } from "./hues.ts"
import { List } from "./list.tsx"
import { METRICS, type Metric, metricsOf, noteOn } from "./metrics.ts"
import { isSamePlace, leadsTo, stepsTo } from "./places.ts"
import { type Order, type Row, rowsOf, shelfOf } from "./rows.ts"
import { outOf, type Place, sceneOf, START } from "./scene.ts"
import { search } from "./search.ts"
import { Status, type Tell } from "./status.tsx"
import { type Cut, legendOf, type Tile, tilesOf } from "./tiles.ts"
import { isWithin, lineOf, pathOf, ROOT } from "./tree.ts"
import { Treemap } from "./treemap.tsx"
import { files, tell } from "./words.ts"

const MOST_TILES = 2000
/** So many files found are all laid open. */
const OPENED = 400

const COLOURS = [
  { value: "layer", text: "Layer" },
  { value: "folder", text: "Folder" },
] as const

/** The interactive half of an image's page: its files as a map and as a list, which show the same place. */
export function Explorer({ id, payload }: { readonly id: string; readonly payload: Payload }) {
  const [metric, setMetric] = useState<Metric>("visible")
  const [cut, setCut] = useState<Cut>("folder")
  const [asked, setPlace] = useState<Place>(START)
  const [layers, setLayers] = useState<ReadonlySet<number>>(new Set())
  const [wantedColour, setColour] = useState<Colour>("layer")
  const [query, setQuery] = useState("")
  const [order, setOrder] = useState<Order>({ by: "bytes", isDescending: true })
  const [chosen, setChosen] = useState(-1)
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set())
  const tellRef = useRef<Tell>(() => {})

  const offered = useMemo(() => metricsOf(payload), [payload])
  const { nobody, ownerNoun, cuts } = METRICS[metric](payload)
  const tree = useMemo(() => decode(payload[metric] ?? payload.visible, payload.layers.length), [payload, metric])
  const whole = useMemo(() => tree.bytes.reduce((sum, bytes) => sum + bytes, 0), [tree])
  const all = useMemo(() => sceneOf(tree, new Set(), null), [tree])
  const scene = useMemo(() => (layers.size === 0 ? all : sceneOf(tree, layers, null)), [all, layers])
  const found = useMemo(() => search(tree, query), [tree, query])
  const foundScene = useMemo(() => (found === null ? scene : sceneOf(tree, layers, found)), [scene, found])
  // What was filtered away can't be stood in.
  const place = (scene.totalsOf(asked.group).files[asked.node] ?? 0) > 0 ? asked : START
  const totals = scene.totalsOf(place.group)
  const listed = foundScene.totalsOf(place.group)
  const words = useMemo(() => ({ instructions: payload.layers, nobody }), [payload, nobody])
  const colours = useMemo(() => coloursOf(all), [all])
  const colour = colours.find((known) => known === wantedColour) ?? "folder"
  const hueOf = useMemo(() => colouring(all, colour), [all, colour])

  const shelf = useMemo(() => shelfOf(tree, listed, order), [tree, listed, order])
  const openAll = found !== null && (listed.files[place.node] ?? 0) <= OPENED
  const rows = useMemo(
    () => rowsOf(shelf, place.node, (folder) => toggled.has(folder) !== openAll),
    [shelf, place, toggled, openAll],
  )

  const go = (next: Place): void => {
    if (!isSamePlace(next, place)) setPlace(next)
    if (!isWithin(tree, chosen, next.node)) setChosen(-1)
  }
  const out = (): void => {
    if (isSamePlace(place, START)) return
    go(outOf(scene, place))
    if (place.node !== ROOT) setChosen(place.node)
  }
  const reveal = (node: number): void => {
    const above = lineOf(tree, node).slice(0, -1)
    setToggled(
      openAll ? new Set([...toggled].filter((folder) => !above.includes(folder))) : new Set([...toggled, ...above]),
    )
    setChosen(node)
  }
  const toggle = ({ node }: Row): void => {
    const next = new Set(toggled)
    if (!next.delete(node)) next.add(node)
    setToggled(next)
    setChosen(node)
  }
  const start = (): void => {
    setPlace(START)
    setChosen(-1)
    setToggled(new Set())
  }
  const open = (tile: Tile): void => {
    if (tile.into !== null) go(tile.into)
    else if (tile.kind === "file") {
      if (!isSamePlace({ group: tile.group, node: ROOT }, { group: place.group, node: ROOT }))
        setPlace({ group: tile.group, node: ROOT })
      reveal(tile.node)
    }
  }
  const told = (tile: Tile) => tell({ scene, ...tile, count: tile.files, whole }, payload.layers)

  const here = tell(
    {
      scene: foundScene,
      group: place.group,
      node: chosen < 0 ? place.node : chosen,
      title: chosen < 0 ? pathOf(tree, place.node) : pathOf(tree, chosen),
      bytes: listed.bytes[chosen < 0 ? place.node : chosen] ?? 0,
      count: listed.files[chosen < 0 ? place.node : chosen] ?? 0,
      whole,
    },
    payload.layers,
  )

  const tilesIn = useMemo(
    () => (area: number) => tilesOf(scene, place, cut, words, { area, most: MOST_TILES }),
    [scene, place, cut, words],
  )
  const isFound = useMemo(() => finder(scene, found), [scene, found])
  const map = useMemo(
    () => (
      <Treemap
        label={`${METRICS[metric](payload).text} bytes by ${cut}`}
        {...{ place, whole, tilesIn, hueOf, isFound, leadsTo: (tile, at) => leadsTo(scene, tile, at) }}
        isChosen={(tile) => chosen >= 0 && tile.node === chosen}
        onTell={(tile) => tellRef.current(tile === null ? null : told(tile))}
        onOpen={open}
        onOut={out}
      />
    ),
    [tilesIn, isFound, hueOf, chosen, toggled, openAll],
  )

  return (
    <div
      class="x"
      data-metric={metric}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === "Escape" && !event.defaultPrevented && !isSamePlace(place, START)) {
          event.preventDefault()
          out()
        }
      }}
    >
      <div class="x-controls">
        <Choice
          name={`${id}-metric`}
          legend="Bytes"
          value={metric}
          options={offered}
          onChange={(value) => {
            setMetric(value)
            if (!METRICS[value](payload).cuts.some((option) => option.value === cut)) setCut("folder")
            setLayers(new Set())
            start()
          }}
        />
        <Choice
          name={`${id}-cut`}
          legend="Group by"
          value={cut}
          options={cuts}
          onChange={(value) => {
            setCut(value)
            start()
          }}
        />
        <Choice
          name={`${id}-colour`}
          legend="Colour by"
          value={colour}
          options={COLOURS.filter(({ value }) => colours.includes(value))}
          onChange={setColour}
        />
        <Search
          id={id}
          result={
            found === null ? null : { files: listed.files[place.node] ?? 0, bytes: listed.bytes[place.node] ?? 0 }
          }
          onSearch={(text) => {
            setQuery(text)
            setToggled(new Set())
          }}
        />
      </div>
      {cuts.some(({ value }) => value === "layer") && (
        <Legend
          bytes={legendOf(all)}
          instructions={payload.layers}
          chosen={layers}
          isColoured={colour === "layer"}
          onChoose={(next) => setLayers(next)}
        />
      )}
      <Crumbs steps={stepsTo(scene, place, words).map(({ text, to }) => ({ text, open: () => go(to) }))}>
        <b>{formatBytes(totals.bytes[place.node] ?? 0)}</b> {files(totals.files[place.node] ?? 0)}
      </Crumbs>
      {map}
      <Status
        otherwise={here}
        listen={(way) => {
          tellRef.current = way
        }}
      />
      <List
        id={`${id}-row`}
        {...{ shelf, rows, whole, query, order, chosen, ownerNoun }}
        mask={foundScene.maskOf(place.group)}
        isColoured={colour === "layer"}
        root={place.node}
        onOrder={setOrder}
        onChoose={setChosen}
        onToggle={toggle}
        onOpen={(node) => go({ group: place.group, node })}
        onOut={out}
      />
      <p class="x-note">
        {noteOn(payload, metric)}{" "}
        <span class="x-keys">Arrow keys move, Enter opens, Escape goes back, / searches.</span>
      </p>
    </div>
  )
}
