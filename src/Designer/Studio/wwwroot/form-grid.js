// The grid of the form designer: tells the page where something was dropped and how wide an edge was pulled. It knows nothing of forms and changes
// nothing that the page does not draw again.
const columns = 12;

export function open(element, page) {
  return new Grid(element, page);
}

class Grid {
  constructor(element, page) {
    this.element = element;
    this.page = page;
    this.carried = null;
    this.leaving = new AbortController();
    this.mark = document.createElement('div');
    this.mark.className = 'form-grid-mark';
    this.mark.hidden = true;
    element.append(this.mark);
    this.on(document, 'dragstart', e => this.begin(e));
    this.on(document, 'dragend', () => this.end());
    this.on(element, 'dragover', e => this.over(e));
    this.on(element, 'dragleave', e => { if (!element.contains(e.relatedTarget)) this.mark.hidden = true; });
    this.on(element, 'drop', e => this.drop(e));
    this.on(element, 'pointerdown', e => this.pull(e));
    this.on(element, 'keydown', e => this.key(e));
  }

  on(target, name, act) {
    target.addEventListener(name, act, { signal: this.leaving.signal });
  }

  begin(e) {
    const offer = e.target.closest?.('[data-offer]'), cell = this.element.contains(e.target) ? e.target.closest('[data-cell]') : null;
    this.carried = offer ? { offer: offer.dataset.offer } : cell ? { cell: cell.dataset.cell, element: cell } : null;
    if (this.carried) {
      e.dataTransfer.effectAllowed = 'copyMove';
      e.dataTransfer.setData('text/plain', offer?.dataset.offer ?? cell.dataset.cell);
    }
  }

  end() {
    this.carried = null;
    this.mark.hidden = true;
  }

  // Where it would go: the innermost list of fields under the hand, and before which of its fields.
  place(e) {
    const home = e.target.closest('[data-home]') ?? this.element.querySelector('[data-home]');
    const cells = [...home.children].filter(c => c.matches('[data-cell]'));
    const width = home.getBoundingClientRect().width;
    for (const cell of cells) {
      const box = cell.getBoundingClientRect(), isWide = box.width > width * 0.8;
      if (e.clientY < box.top || (e.clientY <= box.bottom && (isWide ? e.clientY < box.top + box.height / 2 : e.clientX < box.left + box.width / 2))) {
        return { home, index: Number(cell.dataset.index), cell, isWide, isBefore: true };
      }
    }
    const last = cells.at(-1);
    return { home, index: last ? Number(last.dataset.index) + 1 : 0, cell: last, isWide: !last || last.getBoundingClientRect().width > width * 0.8, isBefore: false };
  }

  over(e) {
    if (!this.carried || this.carried.element?.contains(e.target.closest('[data-home]'))) {
      return;
    }
    e.preventDefault();
    const { home, cell, isWide, isBefore } = this.place(e), outer = this.element.getBoundingClientRect(), box = (cell ?? home).getBoundingClientRect();
    const style = this.mark.style;
    style.left = `${(isWide || isBefore ? box.left - (isWide ? 0 : 5) : box.right + 2) - outer.left}px`;
    style.top = `${(isWide ? (isBefore ? box.top - 5 : box.bottom + 2) : box.top) - outer.top + this.element.scrollTop}px`;
    style.width = isWide ? `${box.width}px` : '3px';
    style.height = isWide ? '3px' : `${box.height}px`;
    this.mark.hidden = false;
  }

  drop(e) {
    const carried = this.carried;
    this.end();
    if (carried) {
      e.preventDefault();
      const { home, index } = this.place(e), owner = home.dataset.home || null;
      this.page.invokeMethodAsync(carried.offer ? 'OnAdd' : 'OnMove', carried.offer ?? carried.cell, owner, index);
    }
  }

  pull(e) {
    const edge = e.target.closest('[data-edge]');
    if (!edge) {
      return;
    }
    e.preventDefault();
    const cell = edge.closest('[data-cell]'), room = cell.parentElement.getBoundingClientRect().width / columns, left = cell.getBoundingClientRect().left;
    let width = Number(cell.dataset.width);
    const pulling = new AbortController();
    cell.draggable = false;
    edge.setPointerCapture(e.pointerId);
    edge.addEventListener('pointermove', m => {
      width = Math.min(columns, Math.max(1, Math.round((m.clientX - left) / room)));
      cell.style.gridColumn = `span ${width}`;
    }, { signal: pulling.signal });
    edge.addEventListener('lostpointercapture', () => {
      pulling.abort();
      cell.draggable = true;
      if (width !== Number(cell.dataset.width)) {
        this.page.invokeMethodAsync('OnResize', cell.dataset.cell, width);
      }
    }, { signal: pulling.signal });
  }

  key(e) {
    const word = (e.ctrlKey || e.metaKey) && !e.altKey ? { z: e.shiftKey ? 'OnRedo' : 'OnUndo', y: 'OnRedo' }[e.key.toLowerCase()] : e.key === 'Delete' ? 'OnRemove' : null;
    if (word) {
      e.preventDefault();
      this.page.invokeMethodAsync(word);
    }
  }

  dispose() {
    this.leaving.abort();
    this.mark.remove();
  }
}
