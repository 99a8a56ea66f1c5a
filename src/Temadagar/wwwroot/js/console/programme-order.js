// Minutes of the day: "09:15" is 555. What is no time is NaN.
const minutes = clock => (/^\d\d:\d\d$/.test(clock) ? Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) : NaN);
const clock = total => [Math.floor(total / 60), total % 60].map(part => String(part).padStart(2, '0')).join(':');

const DAY = 24 * 60;

export const plus = (time, more) => {
  const total = minutes(time) + more;
  return total < DAY ? clock(total) : '';
};

const start = row => minutes(row.startsAt);
const end = row => minutes(row.endsAt);
const overlap = (one, other) => start(one) < end(other) && start(other) < end(one);

/** Rows that run at the same time are one part of the programme; else each is its own. */
function parts(rows) {
  const found = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last?.some(other => overlap(row, other))) {
      last.push(row);
    } else {
      found.push([row]);
    }
  }

  return found;
}

const firstStart = part => Math.min(...part.map(start));
const lastEnd = part => Math.max(...part.map(end));

/**
 * Where a row goes in one step: past the next part of the programme, so that sessions that run at the same time stay together.
 * @param {number} step 1 down, -1 up
 * @returns {number} the new index; the same where there is nowhere to go
 */
export function stepFrom(rows, index, step) {
  const next = rows[index + step];
  if (!next) {
    return index;
  }

  if (overlap(next, rows[index])) {
    return index + step;
  }

  const ahead = step > 0 ? rows.slice(index + 1) : rows.slice(0, index).reverse();
  return index + step * parts(ahead)[0].length;
}

/**
 * The rows in their new order. Between the old place and the new one each keeps its length, the first begins when the first began, and
 * the gaps stay where they were. Sessions that run at the same time go along together; one that runs at the same time as the row that
 * is moved stays as it is, and so does what has no time yet.
 * @returns {{rows: object[], times: Map<object, {startsAt: string, endsAt: string}>}} times: of those that get new ones
 */
export function moved(rows, from, wanted) {
  const to = besideParts(rows, from, wanted);
  const order = [...rows];
  const [row] = order.splice(from, 1);
  order.splice(to, 0, row);
  const stretch = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { rows: order, times: laidOut(stretch.filter(one => one === row || !overlap(one, row)), row, to > from) };
}

// A row that is dropped among sessions that run at the same time goes on past them.
function besideParts(rows, from, wanted) {
  const step = Math.sign(wanted - from);
  const others = rows.filter((_, index) => index !== from);
  let to = wanted;
  while (step && others[to - 1] && others[to] && overlap(others[to - 1], others[to]) && !overlap(others[to], rows[from]) && !overlap(others[to - 1], rows[from])) {
    to += step;
  }

  return to;
}

function laidOut(stretch, row, down) {
  const times = new Map();
  if (stretch.some(one => !(start(one) < end(one)))) {
    return times;
  }

  const before = parts(stretch);
  const gaps = before.slice(1).map((part, index) => Math.max(0, firstStart(part) - lastEnd(before[index])));
  const others = parts(stretch.filter(one => one !== row));
  let at = Math.min(...stretch.map(start));
  for (const part of down ? [...others, [row]] : [[row], ...others]) {
    const shift = at - firstStart(part);
    for (const one of part.filter(() => shift !== 0)) {
      times.set(one, { startsAt: clock(start(one) + shift), endsAt: clock(end(one) + shift) });
    }

    at = lastEnd(part) + shift + (gaps.shift() ?? 0);
  }

  // A session that would go on past midnight has no time that can be written.
  return [...times.values()].some(time => minutes(time.endsAt) >= DAY) ? new Map() : times;
}

/** Sessions that cannot both be: outside the day, at the same time in one room, or with one speaker. The service decides; this says where. */
export function collisions(rows, day) {
  const found = rows.filter(row => day.startsAt && day.endsAt && (start(row) < minutes(day.startsAt) || end(row) > minutes(day.endsAt))).map(row => ({ kind: 'day', row }));
  const same = (one, other) => one.trim().toLocaleLowerCase('sv') === other.trim().toLocaleLowerCase('sv');
  rows.forEach((row, index) => {
    for (const other of rows.slice(index + 1).filter(one => overlap(row, one))) {
      if (row.room.trim() && same(row.room, other.room)) {
        found.push({ kind: 'room', row, other, what: row.room.trim() });
      }

      found.push(...row.speakers.filter(id => other.speakers.includes(id)).map(id => ({ kind: 'speaker', row, other, what: id })));
    }
  });
  return found;
}
