// The drawing surface: shows what the page says and tells the page what the hand did. It knows nothing of workflows and changes nothing by itself
// that the page does not say again in the next drawing.
import { Export, Graph, MiniMap, NodeView, Point, Selection, Shape, Snapline } from '@antv/x6';

const clipboard = 'cl-flow-steps';

Shape.Rect.define({
  shape: 'flow-step',
  inherit: 'rect',
  markup: [
    { tagName: 'rect', selector: 'body' },
    { tagName: 'path', selector: 'outline' },
    { tagName: 'path', selector: 'sign' },
    { tagName: 'text', selector: 'words' },
    { tagName: 'circle', selector: 'badge' },
    { tagName: 'text', selector: 'mark' },
    { tagName: 'title', selector: 'hint' },
  ],
  attrs: {
    body: { fill: 'transparent', stroke: 'none', refWidth: '100%', refHeight: '100%' },
    outline: { class: 'studio-outline' },
    sign: { class: 'studio-sign', pointerEvents: 'none' },
    words: { class: 'studio-words', textAnchor: 'middle', textVerticalAnchor: 'middle', fontSize: 14, lineHeight: 17, pointerEvents: 'none' },
    badge: { class: 'studio-badge', r: 9, refX: '100%', refX2: -6, refY: 2, pointerEvents: 'none' },
    mark: { class: 'studio-mark', refX: '100%', refX2: -6, refY: 2, textAnchor: 'middle', textVerticalAnchor: 'middle', fontSize: 12, pointerEvents: 'none' },
  },
  ports: {
    groups: {
      out: {
        position: 'absolute',
        markup: [{ tagName: 'circle', selector: 'dot' }, { tagName: 'title', selector: 'name' }],
        attrs: { dot: { r: 6, magnet: true, class: 'studio-port' } },
      },
    },
  },
}, true);

Shape.Rect.define({
  shape: 'flow-note',
  inherit: 'rect',
  markup: [{ tagName: 'rect', selector: 'body' }, { tagName: 'text', selector: 'words' }],
  attrs: {
    body: { class: 'studio-note', refWidth: '100%', refHeight: '100%', rx: 2 },
    words: { class: 'studio-note-words', refX: 10, refY: 10, textAnchor: 'start', textVerticalAnchor: 'top', fontSize: 13, lineHeight: 18, pointerEvents: 'none' },
  },
}, true);

// A place on a step, known from the drawing: measuring each step on the page costs seconds when there are hundreds.
Graph.registerAnchor('at', (view, magnet, ref, { dx, dy }) => {
  const { x, y } = view.cell.position();
  return new Point(x + dx, y + dy);
}, true);

// The small map shows where steps are, and nothing else of them.
class Blot extends NodeView {
  renderMarkup() {
    return this.renderJSONMarkup({ tagName: 'rect', selector: 'body' });
  }

  update() {
    const { width, height } = this.cell.size();
    super.update({ body: { width, height, rx: 4, class: 'studio-blot' } });
  }
}

export function open(element, minimap, page) {
  return new Canvas(element, minimap, page);
}

class Canvas {
  constructor(element, minimap, page) {
    this.element = element;
    this.page = page;
    this.drawing = { steps: [], ways: [], notes: [], selected: [] };
    this.showing = false;
    this.graph = new Graph({
      container: element.appendChild(document.createElement('div')),
      autoResize: element,
      grid: { size: 8, visible: true, type: 'dot', args: { color: getComputedStyle(element).getPropertyValue('--cl-line'), thickness: 1 } }, // drawn as an image, which knows no variables
      panning: { enabled: true, eventTypes: ['leftMouseDown', 'mouseWheel'] },
      mousewheel: { enabled: true, modifiers: ['ctrl', 'meta'], minScale: 0.2, maxScale: 2 },
      background: { color: 'transparent' },
      interacting: () => ({ edgeMovable: false, vertexMovable: false, arrowheadMovable: true, edgeLabelMovable: false, nodeMovable: true, magnetConnectable: true }),
      connecting: {
        allowBlank: false,
        allowEdge: false,
        highlight: true,
        router: 'orth',
        connector: { name: 'rounded', args: { radius: 8 } },
        createEdge: () => this.graph.createEdge({ shape: 'edge', zIndex: 0, attrs: line('') }),
        validateConnection: ({ sourceCell, targetCell }) => !!this.step(sourceCell?.id) && this.step(targetCell?.id)?.begins === false,
      },
    });
    this.graph.use(new Selection({ multiple: true, rubberband: true, modifiers: 'shift', movable: true, showNodeSelectionBox: false, pointerEvents: 'none' }));
    this.graph.use(new Snapline({ sharp: true }));
    this.graph.use(new Export());
    if (minimap) {
      this.graph.use(new MiniMap({ container: minimap, width: 180, height: 110, padding: 8, scalable: false, graphOptions: { async: true, createCellView: cell => (cell.isEdge() ? null : Blot) } }));
    }

    this.listen();
  }

  step(id) {
    return this.drawing.steps.find(s => s.id === id);
  }

  note(id) {
    return this.drawing.notes.find(n => n.id === id);
  }

  tell(what, ...values) {
    return this.page?.invokeMethodAsync(what, ...values); // when it is taken down there is no page any more to tell
  }

  listen() {
    const graph = this.graph;
    graph.on('selection:changed', () => this.showing || this.tell('OnSelect', graph.getSelectedCells().filter(c => c.isNode()).map(c => c.id)));
    graph.on('edge:click', ({ edge }) => this.tell('OnSelectWay', edge.id));
    graph.on('edge:mouseenter', ({ edge }) => edge.setTools([{ name: 'target-arrowhead', args: { attrs: { class: 'studio-end' } } }]));
    graph.on('edge:mouseleave', ({ edge }) => edge.removeTools());
    graph.on('blank:click', () => this.tell('OnSelect', []));
    graph.on('node:dblclick', ({ node }) => this.tell('OnOpen', node.id));
    graph.on('node:mousemove', ({ node }) => this.loosen(node));
    graph.on('node:moved', () => this.moved());
    graph.on('edge:connected', ({ edge, isNew }) => this.connected(edge, isNew));
    this.on(this.element, 'keydown', e => this.key(e));
    this.on(this.element, 'pointerdown', () => { this.busy = true; this.element.focus({ preventScroll: true }); });
    this.on(document, 'pointerup', () => this.rest());
    this.on(document, 'pointercancel', () => this.rest());
    this.on(this.element, 'dragover', e => { e.preventDefault(); this.over(e); });
    this.on(this.element, 'dragleave', () => this.over(null));
    this.on(this.element, 'drop', e => this.drop(e));
    this.on(document, 'dragstart', e => {
      const key = e.target.closest?.('[data-step-kind]')?.dataset.stepKind;
      if (key) {
        e.dataTransfer.setData('text/x-step-kind', key);
        e.dataTransfer.effectAllowed = 'copy';
      }
    });
  }

  on(target, name, listener) {
    target.addEventListener(name, listener);
    (this.listening ??= []).push(() => target.removeEventListener(name, listener));
  }

  // While a step is on its way its lines find a simple way of their own; the page draws them well again when it has arrived.
  loosen(node) {
    const place = this.step(node.id);
    const { x, y } = node.position();
    if (place && (place.x !== x || place.y !== y)) {
      const moving = new Set([node.id, ...this.graph.getSelectedCells().map(c => c.id)]);
      const lines = [...moving].flatMap(id => this.graph.getConnectedEdges(id)).filter(edge => edge.getRouter()?.name !== 'orth');
      for (const edge of new Set(lines)) {
        edge.setVertices([]);
        edge.setRouter('orth', { padding: 12 });
        edge.setSource({ cell: edge.getSourceCellId(), selector: 'body', anchor: 'center', connectionPoint: 'bbox' });
        edge.setTarget({ cell: edge.getTargetCellId(), selector: 'body', anchor: 'center', connectionPoint: 'bbox' });
      }
    }
  }

  moved() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      const moved = this.graph.getNodes().flatMap(node => {
        const [step, note] = [this.step(node.id), this.note(node.id)];
        const was = step ?? note;
        const { x, y } = node.position();
        const [dx, dy] = step ? [step.width / 2, step.height / 2] : [0, 0];
        return was && (was.x !== x || was.y !== y) ? [{ id: node.id, x: x + dx, y: y + dy }] : [];
      });
      if (moved.length > 0) {
        this.waiting = null;
        this.tell('OnMove', moved);
      }
    });
  }

  connected(edge, isNew) {
    const [source, port, target] = [edge.getSourceCellId(), edge.getSourcePortId(), edge.getTargetCellId()];
    this.waiting = null;
    if (isNew) {
      this.graph.removeCell(edge);
      this.tell('OnConnect', source, port, target);
    } else {
      this.tell('OnRedirect', edge.id, target);
    }
  }

  wayAt(e) {
    const found = document.elementsFromPoint(e.clientX, e.clientY).map(x => x.closest('.x6-edge')).find(x => x && this.element.contains(x));
    return found?.getAttribute('data-cell-id') ?? null;
  }

  over(e) {
    const way = e && this.wayAt(e);
    for (const edge of this.element.querySelectorAll('.x6-edge.studio-over')) {
      edge.classList.toggle('studio-over', edge.getAttribute('data-cell-id') === way);
    }

    if (way) {
      this.element.querySelector(`.x6-edge[data-cell-id="${CSS.escape(way)}"]`)?.classList.add('studio-over');
    }
  }

  drop(e) {
    const kind = e.dataTransfer.getData('text/x-step-kind');
    if (kind) {
      e.preventDefault();
      const { x, y } = this.graph.clientToLocal(e.clientX, e.clientY);
      this.tell('OnDrop', kind, x, y, this.wayAt(e));
      this.over(null);
    }
  }

  async key(e) {
    const command = e.ctrlKey || e.metaKey;
    const name = command ? `${e.shiftKey ? 'shift+' : ''}${e.key.toLowerCase()}` : e.key;
    const does = {
      z: () => this.tell('OnUndo'),
      y: () => this.tell('OnRedo'),
      'shift+z': () => this.tell('OnRedo'),
      c: async () => localStorage.setItem(clipboard, await this.tell('OnCopy')),
      x: async () => { localStorage.setItem(clipboard, await this.tell('OnCopy')); await this.tell('OnDelete'); },
      v: () => this.tell('OnPaste', localStorage.getItem(clipboard) ?? ''),
      a: () => this.graph.select(this.graph.getNodes()),
      Delete: () => this.tell('OnDelete'),
      Backspace: () => this.tell('OnDelete'),
      Escape: () => this.tell('OnSelect', []),
    }[command || name.length > 1 ? name : ''];
    const by = { ArrowLeft: [-8, 0], ArrowRight: [8, 0], ArrowUp: [0, -8], ArrowDown: [0, 8] }[name];
    if (does || by) {
      e.preventDefault();
      await (does ? does() : this.nudge(by));
    }
  }

  nudge([dx, dy]) {
    for (const node of this.graph.getSelectedCells().filter(c => c.isNode())) {
      node.translate(dx, dy);
    }

    this.moved();
  }

  // The hand is off the canvas, and what it did has been told; if that was nothing, what came meanwhile is shown now.
  rest() {
    setTimeout(() => setTimeout(() => {
      const waiting = this.waiting;
      [this.busy, this.waiting] = [false, null];
      if (waiting && this.page) {
        this.show(waiting);
      }
    }));
  }

  // A drawing that comes while something is dragged waits: it would take the line out of the hand.
  show(drawing) {
    if (this.busy) {
      this.waiting = drawing;
      return;
    }

    this.showing = true;
    try {
      this.drawing = drawing;
      const wanted = new Set([...drawing.steps.map(s => s.id), ...drawing.notes.map(n => n.id), ...drawing.ways.map(w => w.key)]);
      this.graph.startBatch('show');
      this.graph.removeCells(this.graph.getCells().filter(c => !wanted.has(c.id)));
      drawing.steps.forEach(s => this.put(nodeOf(s)));
      drawing.notes.forEach(n => this.put(noteOf(n)));
      drawing.ways.forEach(w => this.put(edgeOf(w, this.step(w.source), this.step(w.target))));
      this.graph.stopBatch('show');
      this.graph.resetSelection(drawing.selected);
      for (const node of this.graph.getNodes()) {
        this.graph.findViewByCell(node)?.container.classList.toggle('studio-selected', drawing.selected.includes(node.id));
      }
    } finally {
      this.showing = false;
    }
  }

  put(json) {
    const text = JSON.stringify(json);
    const cell = this.graph.getCellById(json.id);
    if (!cell) {
      const made = json.shape === 'edge' ? this.graph.addEdge(json) : this.graph.addNode(json);
      made.setData({ text });
    } else if (cell.getData()?.text !== text || (cell.isNode() ? this.hasMoved(cell) : cell.getRouter()?.name === 'orth')) {
      if (json.shape === 'edge') {
        cell.setSource(json.source);
        cell.setTarget(json.target);
        cell.setRouter(json.router);
        cell.setVertices(json.vertices);
        cell.setLabels(json.labels);
        cell.setAttrs(json.attrs);
      } else {
        cell.position(json.x, json.y);
        cell.resize(json.width, json.height);
        cell.setAttrs(json.attrs);
        if (json.ports) {
          cell.prop('ports/items', json.ports.items, { rewrite: true });
        }
      }

      cell.setData({ text }, { overwrite: true });
    }
  }

  hasMoved(node) {
    const was = this.step(node.id) ?? this.note(node.id);
    const { x, y } = node.position();
    return was.x !== x || was.y !== y;
  }

  zoom(by) {
    this.graph.zoom(by, { minScale: 0.2, maxScale: 2 });
  }

  fit() {
    this.graph.zoomToFit({ padding: 32, maxScale: 1 });
  }

  // Everything, if it can be read then; else the beginning, in a size that can.
  begin() {
    this.fit();
    const first = this.graph.getCellById(this.drawing.steps[0]?.id);
    if (first && this.graph.zoom() < 0.7 && this.element.clientWidth > 600) { // on a phone the whole is worth more: two fingers make it larger
      this.graph.zoomTo(0.85);
      this.graph.positionCell(first, 'left', { padding: { left: 32 } });
    }
  }

  // Brings several steps into sight together, no smaller than can be read.
  frame(ids) {
    const cells = ids.map(id => this.graph.getCellById(id)).filter(Boolean);
    const area = this.graph.getCellsBBox(cells);
    if (area) {
      this.graph.zoomToRect(area.inflate(48), { minScale: 0.5, maxScale: 1 });
    }
  }

  reveal(id) {
    const cell = this.graph.getCellById(id);
    if (cell) {
      this.graph.centerCell(cell);
    }
  }

  async copy(text) {
    localStorage.setItem(clipboard, text);
  }

  clipboard() {
    return localStorage.getItem(clipboard) ?? '';
  }

  save(name, kind) {
    if (kind === 'png') {
      this.graph.exportPNG(name, { ...this.paper(), backgroundColor: getComputedStyle(this.element).backgroundColor, ratio: '2' });
    } else {
      this.graph.exportSVG(name, this.paper());
    }
  }

  // The drawing alone in a frame of its own, as large as the sheet.
  print() {
    this.graph.toSVG(svg => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.name = 'print';
      frame.title = '';
      frame.style.cssText = 'position:fixed;inset:auto;width:0;height:0;border:0;visibility:hidden';
      const sheet = frame.contentDocument;
      sheet.head.innerHTML = '<style>@page { size: landscape; margin: 12mm } body { margin: 0 } svg { height: auto; max-height: 180mm; max-width: 100%; width: 100% }</style>';
      sheet.body.innerHTML = svg;
      frame.contentWindow.onafterprint = () => frame.remove();
      frame.contentWindow.print();
    }, this.paper());
  }

  // How the drawing leaves the page: without handles, and with the colours in it.
  paper() {
    // The rules of the drawing with the page's colours in them: copying what the browser has computed for every element takes seconds and megabytes.
    const tokens = getComputedStyle(this.element);
    const stylesheet = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
      .filter(rule => rule.selectorText?.includes('.studio-')).map(rule => rule.cssText).join('\n')
      .replace(/var\((--[\w-]+)\)/g, (_, token) => tokens.getPropertyValue(token).trim());
    return { padding: 24, copyStyles: false, stylesheet, preserveDimensions: true, beforeSerialize: svg => svg.querySelectorAll('.x6-port, .x6-cell-tools').forEach(x => x.remove()) };
  }

  dispose() {
    this.page = null;
    this.listening.forEach(stop => stop());
    this.graph.dispose();
  }
}

function line(kind) {
  return { line: { class: `studio-line ${kind}`, stroke: '', strokeWidth: '', targetMarker: { name: 'path', d: 'M0,-4 L-8,0 L0,4 z', offsetX: -8, class: 'studio-head', stroke: 'none' } }, wrap: { strokeWidth: 16 } };
}

function nodeOf(s) {
  return {
    id: s.id,
    shape: 'flow-step',
    x: s.x,
    y: s.y,
    width: s.width,
    height: s.height,
    zIndex: 2,
    attrs: {
      outline: { d: s.outline, class: `studio-outline kind-${s.kind} ${s.trouble ?? ''} ${s.isOnWay ? 'onway' : ''}` },
      sign: { d: s.sign ?? '', transform: `translate(10 ${s.height / 2 - 8})` },
      words: { text: s.lines.join('\n'), refX: s.textX, refY: '50%' },
      badge: { class: `studio-badge ${s.trouble ?? 'none'}` },
      mark: { text: s.trouble ? '!' : '' },
      hint: { text: s.hint },
    },
    ports: {
      items: s.ports.map((p, i) => ({
        id: p.name,
        group: 'out',
        args: { x: s.width, y: (s.height * (i + 1)) / (s.ports.length + 1) },
        attrs: { dot: { class: `studio-port ${p.isLinked ? '' : 'open'}` }, name: { text: p.label } },
      })),
    },
  };
}

function noteOf(n) {
  return { id: n.id, shape: 'flow-note', x: n.x, y: n.y, width: n.width, height: n.height, zIndex: 0, attrs: { words: { text: n.lines.join('\n') } } };
}

function edgeOf(w, source, target) {
  const [from, to] = [w.points[0], w.points.at(-1)];
  const end = (step, at) => ({ cell: step.id, selector: 'body', anchor: { name: 'at', args: { dx: at.x - step.x, dy: at.y - step.y } }, connectionPoint: 'anchor' });
  return {
    id: w.key,
    shape: 'edge',
    zIndex: 1,
    source: end(source, from),
    target: end(target, to),
    router: { name: 'normal' },
    connector: { name: 'rounded', args: { radius: 8 } },
    vertices: w.points.slice(1, -1),
    labels: w.label ? [{ position: { distance: w.labelAt }, markup: [{ tagName: 'text', selector: 'label' }], attrs: { label: { text: w.label, class: 'studio-way-words', textAnchor: 'middle', textVerticalAnchor: 'middle', pointerEvents: 'none' } } }] : [],
    attrs: line(`${w.isSelected ? 'selected' : ''} ${w.isOnWay ? 'onway' : ''}`),
  };
}
