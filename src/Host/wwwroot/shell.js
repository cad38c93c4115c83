// The few things of the frame that must work at once and without a round trip: theme, folding, focus, reconnecting.
(() => {
  const root = document.documentElement;
  const radzen = { light: '_content/Radzen.Blazor/css/standard-base.css', dark: '_content/Radzen.Blazor/css/standard-dark-base.css' };
  const year = 365 * 24 * 3600;

  function show(theme) {
    root.dataset.theme = theme;
    const link = document.getElementById('cl-radzen');
    if (link && link.getAttribute('href') !== radzen[theme]) link.setAttribute('href', radzen[theme]);
  }

  const chosen = /(?:^|; )cl-theme=(light|dark)/.exec(document.cookie)?.[1];
  show(chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  if (localStorage.getItem('cl-nav') === 'folded') root.classList.add('cl-folded');

  const actions = {
    theme() {
      const theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
      document.cookie = `cl-theme=${theme}; path=/; max-age=${year}; samesite=lax`;
      show(theme);
    },
    fold() {
      localStorage.setItem('cl-nav', root.classList.toggle('cl-folded') ? 'folded' : 'open');
    },
    skip() {
      document.getElementById('main')?.focus();
    },
    reload() {
      location.reload();
    },
    async reconnect() {
      if (!await globalThis.Blazor.reconnect()) location.reload();
    },
  };

  document.addEventListener('click', event => {
    const target = event.target.closest?.('[data-cl]');
    if (target) actions[target.dataset.cl]?.();
    for (const menu of document.querySelectorAll('details.cl-menu[open]')) {
      if (!menu.contains(event.target) || event.target.closest('a, .cl-menu-body button')) menu.open = false;
    }
  });

  document.addEventListener('keydown', event => {
    const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const search = document.getElementById('cl-search');
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
    if (event.key === 'Escape') {
      for (const menu of document.querySelectorAll('details.cl-menu[open]')) {
        menu.open = false;
        menu.querySelector('summary')?.focus();
      }
    }
  });
})();
