// However often something changes, it is drawn once a frame.

export function oncePerFrame(draw) {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      draw();
    });
  };
}

// However often it is asked for, it is done at once and then at most once in so many milliseconds.
export function atMostEvery(milliseconds, work) {
  let timer = null;
  let isWanted = false;
  const rest = () => {
    timer = null;
    if (isWanted) run();
  };
  const run = () => {
    isWanted = false;
    timer = setTimeout(rest, milliseconds);
    work();
  };
  return () => {
    isWanted = true;
    if (timer === null) run();
  };
}
