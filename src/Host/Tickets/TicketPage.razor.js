// On paper everything is open and every picture is there; afterwards the page is as it was.
const folds = () => [...document.querySelectorAll('details.ticket-form:not([open])')];
let opened = [];

function unfold() {
  opened = opened.concat(folds());
  for (const fold of opened) fold.open = true;
  for (const picture of document.querySelectorAll('main img[loading=lazy]')) picture.loading = 'eager';
}

function fold() {
  for (const one of opened) one.open = false;
  opened = [];
}

export async function print() {
  unfold();
  await Promise.allSettled([...document.querySelectorAll('main img')].map(picture => picture.decode()));
  window.print();
}

export function attach() {
  addEventListener('beforeprint', unfold);
  addEventListener('afterprint', fold);
  return {
    dispose() {
      removeEventListener('beforeprint', unfold);
      removeEventListener('afterprint', fold);
    },
  };
}
