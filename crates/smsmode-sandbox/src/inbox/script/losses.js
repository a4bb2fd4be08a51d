// What the phone does not show of what was sent.

// Compares character by character. GSM makes `?` of what it lacks, so the two keep in step until the
// text is cut or something is added.
export function compare(read, shown) {
  const [wanted, seen] = [[...read], [...shown]];
  const lost = new Map();
  let place = 0;
  for (; place < wanted.length && place < seen.length; place += 1) {
    if (wanted[place] === seen[place]) continue;
    if (seen[place] !== "?") break;
    lost.set(place, wanted[place]);
  }
  return { lost, cut: wanted.length - place, added: seen.slice(place).join(""), addedAt: place };
}

export const isFaithful = (read, shown) => read === shown;
