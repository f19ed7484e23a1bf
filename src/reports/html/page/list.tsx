import type { ComponentChildren } from "preact"
import { useLayoutEffect, useRef, useState } from "preact/hooks"
import { formatBytes } from "../../../model/index.ts"
import { NONE } from "./format.ts"
import { type Order, type Row, rowName, type Shelf } from "./rows.ts"
import { marksIn } from "./search.ts"
import { bytesByLayer, type Mask, SEVERAL, type Tree } from "./tree.ts"
import { layerName, number, ownerAt, share } from "./words.ts"

/** Pixels; the style sheet says the same. */
const ROW = 28
const SHOWN = 15
const FEWEST = 6
const MARGIN = 6

interface Props {
  readonly id: string
  readonly shelf: Shelf
  readonly rows: readonly Row[]
  readonly root: number
  readonly whole: number
  readonly query: string
  readonly order: Order
  readonly chosen: number
  /** Which files count. */
  readonly mask: Mask
  /** True where colours say which layer. */
  readonly isColoured: boolean
  /** What owners are called, in the head of their column; null where there are none. */
  readonly ownerNoun: string | null
  readonly onOrder: (order: Order) => void
  readonly onChoose: (node: number) => void
  readonly onToggle: (row: Row) => void
  readonly onOpen: (node: number) => void
  readonly onOut: () => void
}

function Head({
  by,
  order,
  onOrder,
  children,
}: {
  readonly by: Order["by"]
  readonly order: Order
  readonly onOrder: (order: Order) => void
  readonly children: ComponentChildren
}) {
  const isMine = order.by === by
  const sort = !isMine ? "none" : order.isDescending ? "descending" : "ascending"
  return (
    <div role="columnheader" aria-sort={sort} class={`x-${by}`}>
      <button type="button" onClick={() => onOrder({ by, isDescending: isMine ? !order.isDescending : by !== "name" })}>
        {children}
      </button>
    </div>
  )
}

/** The files as a list of folders that open; only the lines in sight are there. */
export function List(props: Props) {
  const { id, rows, shelf, root, chosen, order, onOrder, ownerNoun } = props
  const ref = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const at = rows.findIndex(({ node }) => node === chosen)
  const first = Math.max(0, Math.min(Math.floor(top / ROW), rows.length - SHOWN) - MARGIN)
  const shown = rows.slice(first, first + SHOWN + 2 * MARGIN)
  const isShown = at >= first && at < first + shown.length

  useLayoutEffect(() => {
    const box = ref.current
    if (box === null || at < 0) return
    const above = at * ROW
    const room = box.clientHeight - ROW
    if (above < box.scrollTop) box.scrollTop = above
    else if (above + ROW > box.scrollTop + room) box.scrollTop = above + ROW - room
  }, [at, rows])
  useLayoutEffect(() => {
    if (ref.current !== null && at < 0) ref.current.scrollTop = 0
  }, [root])

  const choose = (index: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (row !== undefined) props.onChoose(row.node)
  }
  const toParent = (): void => {
    const level = rows[at]?.level ?? 1
    const above = rows.slice(0, Math.max(0, at)).findLastIndex((row) => row.level < level)
    if (above >= 0) choose(above)
  }
  const keys: Record<string, (row: Row | undefined) => void> = {
    ArrowDown: () => choose(at + 1),
    ArrowUp: () => choose(at < 0 ? 0 : at - 1),
    PageDown: () => choose(at + SHOWN - 1),
    PageUp: () => choose(at - SHOWN + 1),
    Home: () => choose(0),
    End: () => choose(rows.length - 1),
    ArrowRight: (row) => (row?.isOpen === false ? props.onToggle(row) : row?.isOpen === true && choose(at + 1)),
    ArrowLeft: (row) => (row?.isOpen === true ? props.onToggle(row) : toParent()),
    " ": (row) => row !== undefined && row.isOpen !== null && props.onToggle(row),
    Enter: (row) => row !== undefined && row.isOpen !== null && props.onOpen(row.node),
    Backspace: () => props.onOut(),
  }
  const rowAt = (event: Event): Row | undefined => {
    const element = (event.target as Element).closest("[data-row]")
    return element instanceof HTMLElement ? rows[Number(element.dataset["row"])] : undefined
  }

  return (
    <div
      class="x-list"
      role="treegrid"
      aria-label="Files and folders"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={isShown ? `${id}-${chosen}` : undefined}
      tabIndex={0}
      ref={ref}
      style={{ height: `${(Math.max(FEWEST, Math.min(SHOWN, rows.length)) + 1) * ROW + 2}px` }}
      onScroll={(event: Event) => setTop((event.currentTarget as HTMLElement).scrollTop)}
      onKeyDown={(event: KeyboardEvent) => {
        const act = keys[event.key]
        if (act === undefined || event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
          return
        event.preventDefault()
        act(rows[at])
      }}
      onClick={(event: MouseEvent) => {
        const row = rowAt(event)
        if (row === undefined) return
        if ((event.target as Element).closest(".x-twist") !== null && row.isOpen !== null) props.onToggle(row)
        else props.onChoose(row.node)
      }}
      onDblClick={(event: MouseEvent) => {
        const row = rowAt(event)
        const isTwist = (event.target as Element).closest(".x-twist") !== null
        if (row !== undefined && row.isOpen !== null && !isTwist) props.onOpen(row.node)
      }}
    >
      <div role="rowgroup" class="x-head">
        <div role="row" class="x-row" aria-rowindex={1}>
          <Head by="name" order={order} onOrder={onOrder}>
            Name
          </Head>
          <Head by="bytes" order={order} onOrder={onOrder}>
            Size
          </Head>
          <div role="columnheader" class="x-share">
            Share
          </div>
          <Head by="files" order={order} onOrder={onOrder}>
            Files
          </Head>
          <div role="columnheader" class="x-layer">
            Layer
          </div>
          <div role="columnheader" class="x-owner">
            {ownerNoun ?? ""}
          </div>
        </div>
      </div>
      <div role="rowgroup" class="x-rows" style={{ height: `${rows.length * ROW}px` }}>
        {shown.map((row, index) => (
          <Line
            key={row.node}
            {...props}
            shelf={shelf}
            row={row}
            index={first + index}
            isChosen={row.node === chosen}
          />
        ))}
      </div>
    </div>
  )
}

/** Which layer; of several, how much is whose. */
function Layer({ tree, mask, node, layer, isColoured }: LayerProps) {
  if (layer !== SEVERAL) return <>{layerName(layer)}</>
  if (!isColoured) return <>several</>
  const sums = [...bytesByLayer(tree, mask, node).slice(0, -1).entries()].filter(([, bytes]) => bytes > 0)
  const total = sums.reduce((sum, [, bytes]) => sum + bytes, 0)
  return (
    <span class="x-stack" role="img" aria-label={`several: ${sums.map(([index]) => index).join(", ")}`}>
      {sums.map(([index, bytes]) => (
        <span key={index} data-hue={index % 10} style={{ width: `${(100 * bytes) / total}%` }} />
      ))}
    </span>
  )
}

interface LayerProps {
  readonly tree: Tree
  readonly mask: Mask
  readonly node: number
  readonly layer: number
  readonly isColoured: boolean
}

function Line({
  id,
  shelf,
  row,
  root,
  whole,
  query,
  index,
  isChosen,
  mask,
  isColoured,
}: Props & {
  readonly row: Row
  readonly index: number
  readonly isChosen: boolean
}) {
  const { tree, totals } = shelf
  const { node, level, isOpen, position, setSize } = row
  const bytes = totals.bytes[node] ?? 0
  const owner = totals.owner[node] ?? NONE
  const part = whole === 0 ? 0 : bytes / whole
  return (
    <div
      role="row"
      class="x-row"
      id={`${id}-${node}`}
      data-row={index}
      aria-level={level}
      aria-expanded={isOpen ?? undefined}
      aria-posinset={position}
      aria-setsize={setSize}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      style={{ top: `${index * ROW}px` }}
    >
      <div role="gridcell" class="x-name" style={{ paddingLeft: `${Math.min(level - 1, 12) * 16 + 4}px` }}>
        <span class="x-twist" aria-hidden="true">
          {isOpen === null ? "" : isOpen ? "▾" : "▸"}
        </span>
        <span class="x-text">
          {marksIn(rowName(shelf, node, root), query).map(({ text, found }) => (found ? <mark>{text}</mark> : text))}
        </span>
      </div>
      <div role="gridcell" class="x-bytes">
        <span class="x-bar" aria-hidden="true">
          {bytes > 0 && <span style={{ width: `${100 * part}%` }} />}
        </span>
        <span>{formatBytes(bytes)}</span>
      </div>
      <div role="gridcell" class="x-share">
        {share(bytes, whole)}
      </div>
      <div role="gridcell" class="x-files">
        {isOpen === null ? "" : number(totals.files[node] ?? 0)}
      </div>
      <div role="gridcell" class="x-layer">
        <Layer tree={tree} mask={mask} node={node} layer={totals.layer[node] ?? NONE} isColoured={isColoured} />
      </div>
      <div role="gridcell" class="x-owner">
        {owner === SEVERAL ? "several" : ownerAt(tree, owner)}
      </div>
    </div>
  )
}
