
"use strict";
(() => {
  const {words, sources, parts} = JSON.parse(document.getElementById("data").textContent);
  const [form, input, count, results, contents] =
    ["search", "query", "count", "results", "contents"].map((id) => document.getElementById(id));
  const MOST = 50, WINDOW = 110, TITLE = 4, LEAST = 0.6;

  // A character as it is compared: full and half width, capitals and small letters are the same.
  const folded = (character) => character.normalize("NFKC").toLowerCase();
  const fold = (text) => Array.from(text, folded).join("");

  // Chinese: single characters, and pairs of neighbours. All else: words.
  const runs = (text) => Array.from(text.matchAll(/(\p{Script=Han}+)|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu));
  const pairs = (run) => {
    const letters = Array.from(run);
    return letters.slice(1).map((letter, at) => letters[at] + letter);
  };
  const tokens = (text) => runs(text).flatMap(([run, han]) => (han ? [...Array.from(run), ...pairs(run)] : [run]));

  // Token -> part -> how often, a title counting more.
  const index = new Map();
  const lengths = parts.map(() => 0);
  const add = (number, text, weight) => {
    for (const token of tokens(text)) {
      if (!index.has(token)) index.set(token, new Map());
      const places = index.get(token);
      places.set(number, (places.get(number) || 0) + weight);
      lengths[number] += 1;
    }
  };
  const texts = parts.map(([, , title, , text]) => [fold(title), fold(text)]);
  texts.forEach(([title, text], number) => {
    add(number, title, TITLE);
    add(number, text, 1);
  });
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(lengths.length, 1);
  const vocabulary = Array.from(index.keys());

  // What is looked for: each term with the tokens that serve it. A word serves where it is the beginning of one.
  const terms = (query) => runs(query).flatMap(([run, han]) => {
    if (han) return Array.from(run).length === 1 ? [[run]] : pairs(run).map((pair) => [pair]);
    return [vocabulary.filter((token) => token.startsWith(run))];
  });

  const find = (query) => {
    const wanted = terms(query);
    const scores = new Map();
    for (const served of wanted) {
      const places = new Map();
      for (const token of served) {
        for (const [number, times] of index.get(token) || []) {
          places.set(number, (places.get(number) || 0) + times);
        }
      }
      const rarity = Math.log(1 + (parts.length - places.size + 0.5) / (places.size + 0.5));
      for (const [number, times] of places) {
        const score = scores.get(number) || {number, score: 0, met: 0};
        score.score += (rarity * times) / (times + 1.2 * (0.4 + (0.6 * lengths[number]) / mean));
        score.met += 1;
        scores.set(number, score);
      }
    }
    const phrase = query.trim();
    const found = Array.from(scores.values()).filter(({met}) => met >= LEAST * wanted.length);
    for (const one of found) {
      const [title, text] = texts[one.number];
      if (title === phrase) one.score += 12;
      else if (title.includes(phrase)) one.score += 8;
      else if (text.includes(phrase)) one.score += 4;
      one.score *= one.met / wanted.length;
    }
    return found.sort((a, b) => b.score - a.score || a.number - b.number);
  };

  // The stretches of a text that were looked for.
  const stretches = (text, query) => {
    const letters = Array.from(text);
    const at = [];
    let flat = "";
    letters.forEach((letter, number) => {
      for (const unit of folded(letter).split("")) {
        flat += unit;
        at.push(number);
      }
    });
    const marked = letters.map(() => false);
    for (const [run, han] of runs(query)) {
      const pieces = !han || Array.from(run).length === 1 ? [run] : pairs(run);
      for (const piece of pieces) {
        for (let from = flat.indexOf(piece); from >= 0; from = flat.indexOf(piece, from + 1)) {
          if (!han && from > 0 && /[\p{L}\p{N}]/u.test(flat[from - 1]) && !/\p{Script=Han}/u.test(flat[from - 1])) continue;
          for (let unit = from; unit < from + piece.length; unit += 1) marked[at[unit]] = true;
        }
      }
    }
    return {letters, marked};
  };

  // Puts letters into an element, the marked ones within <mark>; only ever as text.
  const put = (element, {letters, marked}, from, to) => {
    for (let start = from; start < to; ) {
      let end = start + 1;
      while (end < to && marked[end] === marked[start]) end += 1;
      const text = document.createTextNode(letters.slice(start, end).join(""));
      if (marked[start]) {
        const mark = document.createElement("mark");
        mark.append(text);
        element.append(mark);
      } else {
        element.append(text);
      }
      start = end;
    }
  };

  // Where most of what is marked is seen at once.
  const best = ({letters, marked}) => {
    let [start, most, seen] = [0, -1, 0];
    letters.forEach((_, end) => {
      seen += marked[end] ? 1 : 0;
      if (end >= WINDOW) seen -= marked[end - WINDOW] ? 1 : 0;
      if (seen > most) [most, start] = [seen, Math.max(0, end - WINDOW + 1)];
    });
    const first = marked.indexOf(true, start);
    return first > start + 20 ? first - 20 : start;
  };

  const item = ({number}, query) => {
    const [source, address, title, within, text] = parts[number];
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = sources[source][1] + address;
    const heading = stretches(title, query);
    put(link, heading, 0, heading.letters.length);
    const where = document.createElement("p");
    where.className = "where";
    where.textContent = [sources[source][0], within < 0 ? "" : parts[within][2]].filter(Boolean).join(" › ");
    line.append(link, where);
    if (text) {
      const shown = stretches(text.split("\n").join("  "), query);
      const start = best(shown);
      const end = Math.min(start + WINDOW, shown.letters.length);
      const snippet = document.createElement("p");
      if (start > 0) snippet.append("…");
      put(snippet, shown, start, end);
      if (end < shown.letters.length) snippet.append("…");
      line.append(snippet);
    }
    return line;
  };

  const search = () => {
    const query = fold(input.value.trim());
    const wanted = runs(query).length > 0;
    const found = wanted ? find(query) : [];
    results.replaceChildren(...found.slice(0, MOST).map((one) => item(one, query)));
    contents.hidden = found.length > 0;
    const shown = found.length > MOST ? words.shown.replace("{m}", MOST) : "";
    count.textContent = !wanted ? "" : found.length ? words.found.replace("{n}", found.length) + shown : words.none;
  };

  const asked = () => {
    const match = /^#q=(.*)$/.exec(location.hash);
    if (!match) return;
    try {
      input.value = decodeURIComponent(match[1].replace(/\+/g, " "));
    } catch {
      input.value = match[1];
    }
    search();
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => {
    search();
    const place = input.value ? "#q=" + encodeURIComponent(input.value) : "#";
    try {
      history.replaceState(null, "", place);
    } catch {
      // A browser that keeps no history of files searches all the same.
    }
  });
  addEventListener("hashchange", asked);
  asked();
  input.focus();
})();
