// Moving through the list must not wait for the server: j and k only move the focus, Enter is the link's own.
const rows = () => [...document.querySelectorAll('.inbox-list .inbox-row')];

export function isWide() {
  return matchMedia('(min-width: 1024px)').matches;
}

export function attach() {
  const onKey = event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, textarea, select, [contenteditable], [role="combobox"]')) return;
    if (event.key !== 'j' && event.key !== 'k') return;
    const all = rows();
    if (all.length === 0) return;
    const here = all.indexOf(document.activeElement);
    const open = all.findIndex(row => row.getAttribute('aria-current'));
    const from = here >= 0 ? here : open;
    const next = Math.max(0, Math.min(all.length - 1, from + (event.key === 'j' ? 1 : -1)));
    event.preventDefault();
    all[next].focus();
    all[next].scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('keydown', onKey);
  return { dispose: () => document.removeEventListener('keydown', onKey) };
}
