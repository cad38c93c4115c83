// What the form renderer needs of the browser: focus, position, strokes of a signature.

const watches = new Map();

export function focusField(id) {
  const element = document.getElementById(id);
  if (!element) return;
  for (let fold = element.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
  const target = element.matches('input,select,textarea,button,[role=combobox],[role=alert]')
    ? element
    : element.querySelector('input:not([tabindex="-1"]),textarea,select,[role=combobox],button') ?? element;
  element.scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
}

const options = { enableHighAccuracy: true, timeout: 20000, maximumAge: 5000 };

const toPoint = position => ({
  lon: position.coords.longitude,
  lat: position.coords.latitude,
  time: position.timestamp,
  accuracy: position.coords.accuracy ?? null,
});

export function currentPosition() {
  if (!navigator.geolocation) return null;
  return new Promise(resolve => navigator.geolocation.getCurrentPosition(position => resolve(toPoint(position)), () => resolve(null), options));
}

// Points go over in batches: a phone on one bar of signal must not send each on its own.
export function startTrack(id, listener) {
  if (!navigator.geolocation || watches.has(id)) return watches.has(id);
  const track = { listener, points: [], last: null, watch: 0, timer: 0 };
  track.flush = async () => {
    if (track.points.length === 0) return;
    const sending = track.points.splice(0, 200);
    try {
      await listener.invokeMethodAsync('OnPoints', sending);
    } catch {
      track.points.unshift(...sending); // the connection is down; they go with the next batch
    }
  };
  track.watch = navigator.geolocation.watchPosition(
    position => {
      const point = toPoint(position);
      if (track.last && point.time - track.last.time < 2000) return;
      track.last = point;
      track.points.push(point);
      if (track.points.length === 1 && !track.sentFirst) {
        track.sentFirst = true;
        track.flush();
      }
    },
    error => {
      if (error.code === error.PERMISSION_DENIED || !track.last) {
        stopTrack(id);
        listener.invokeMethodAsync('OnTrackFailed');
      }
    },
    options);
  track.timer = setInterval(track.flush, 5000);
  watches.set(id, track);
  return true;
}

export async function stopTrack(id) {
  const track = watches.get(id);
  if (!track) return;
  watches.delete(id);
  navigator.geolocation.clearWatch(track.watch);
  clearInterval(track.timer);
  await track.flush();
}

export function startSignature(id, listener) {
  const pad = document.getElementById(id);
  if (!pad) return;
  let stroke = null;
  let line = null;
  const place = event => {
    const box = pad.getBoundingClientRect();
    return [(event.clientX - box.left) * 600 / box.width, (event.clientY - box.top) * 200 / box.height].map(n => Math.round(n * 10) / 10).join(' ');
  };
  pad.addEventListener('pointerdown', event => {
    pad.setPointerCapture(event.pointerId);
    stroke = `M${place(event)}`;
    line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    pad.appendChild(line);
    event.preventDefault();
  });
  pad.addEventListener('pointermove', event => {
    if (stroke === null) return;
    stroke += `L${place(event)}`;
    line.setAttribute('d', stroke);
  });
  const end = async () => {
    if (stroke === null) return;
    const finished = stroke.includes('L') ? stroke : `${stroke}l1 1`;
    const drawn = line;
    stroke = line = null;
    await listener.invokeMethodAsync('OnStroke', finished, Date.now());
    drawn.remove(); // the form now draws it
  };
  pad.addEventListener('pointerup', end);
  pad.addEventListener('pointercancel', end);
}
