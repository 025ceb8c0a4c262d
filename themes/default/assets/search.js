// Searches the site in the browser. What it loads are scripts that call bulletinSearch,
// since a page that was opened by double-click may load nothing else; the form of these
// files is described in package search of the program. A query loads one shard a segment
// for each of its words and each two of them, and the texts of the results it shows.
(function () {
	"use strict";

	var form = document.getElementById("search_form");
	if (!form || !String.prototype.normalize) return;
	var input = form.elements.q;
	var status = document.getElementById("search_status");
	var list = document.getElementById("search_results");
	var more = document.getElementById("search_more");
	var browse = document.getElementById("search_browse");
	var segments = JSON.parse(form.getAttribute("data-segments")); // [items, shards, version]
	var base = form.getAttribute("data-base"), root = form.getAttribute("data-root");
	var perText = Number(form.getAttribute("data-per-text"));
	var perPage = 10;

	// ---- Loading -------------------------------------------------------------

	var loaded = {};
	var arrived = {};
	window.bulletinSearch = function (name, value) { arrived[name] = value; };

	// load promises what a file hands over; it is loaded once.
	function load(segment, file) {
		var name = segment + "/" + file;
		if (!loaded[name]) {
			loaded[name] = new Promise(function (resolve, reject) {
				var script = document.createElement("script");
				script.src = base + name + ".js?" + segments[segment][2];
				script.onload = function () {
					script.remove();
					if (name in arrived) resolve(arrived[name]); else reject(new Error(name));
				};
				script.onerror = function () {
					script.remove();
					delete loaded[name];
					reject(new Error(name));
				};
				document.head.appendChild(script);
			});
		}
		return loaded[name];
	}

	// ---- Text ----------------------------------------------------------------

	function fold(s) {
		return s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đð]/g, "d").normalize("NFC");
	}

	// spelt puts the tone where the newer spelling has it: "hòa" and "hoà", "ủy" and "uỷ" are
	// one word in two spellings, and offices write both. Lengths stay.
	function spelt(s) {
		return s.replace(/[òóỏõọ][ae](?![\p{L}\p{M}])|[ùúủũụ]y(?![\p{L}\p{M}])/gu, function (old) {
			var tone = old[0].normalize("NFD")[1];
			return old[0].normalize("NFD")[0] + (old[1] + tone).normalize("NFC");
		});
	}

	var inWord = /[\p{L}\p{M}\p{N}]/u;

	// foldEach folds character by character, so that places stay what they are.
	function foldEach(s) {
		var out = "";
		for (var i = 0; i < s.length; i++) {
			var c = s[i];
			out += c < "\u0080" ? c.toLowerCase() : (fold(c) || c)[0];
		}
		return out;
	}

	// parse takes a query apart into its words, in their runs: words in quotes must stand
	// side by side.
	function parse(text) {
		text = text.normalize("NFC").toLowerCase().replace(/[“”„«»]/g, '"');
		var query = { words: [], pairs: [], open: false };
		text.split('"').forEach(function (part, n, all) {
			var quoted = n % 2 === 1 && n < all.length - 1;
			var words = part.match(/[\p{L}\p{M}\p{N}]+/gu) || [];
			words.forEach(function (form, i) {
				var word = term(form);
				query.words.push(word);
				if (i > 0) {
					var pair = term(words[i - 1] + " " + form);
					pair.must = quoted;
					pair.at = query.words.length - 2; // of its first word
					pair.other = i % 2 === 0;
					query.pairs.push(pair);
				}
			});
			if (n === all.length - 1 && words.length && inWord.test(part[part.length - 1])) query.open = true;
		});
		if (query.open) {
			query.words[query.words.length - 1].begins = true;
			if (query.pairs.length) query.pairs[query.pairs.length - 1].begins = true;
		}
		if (query.words.length > manyWords) {
			query.pairs = query.pairs.filter(function (pair, n, all) {
				return pair.must || !pair.other || !all[n + 1] || all[n + 1].at !== pair.at + 1;
			});
		}
		var paired = {};
		if (query.words.length > mostWords) query.pairs.forEach(function (pair) { paired[pair.at] = paired[pair.at + 1] = true; });
		query.words.forEach(function (word, n) { word.paired = paired[n]; });
		return query;
	}

	// Of a query of more words than these, a word that has neighbours counts as found where
	// it stands beside one of them: its own shards are many, and say little.
	var mostWords = 4;

	// Of more words than these every other pair will do, and the last of a run: each word is
	// part of one.
	var manyWords = 8;

	function term(form) {
		var key = fold(form);
		return { form: spelt(form), key: key, exact: form !== key };
	}

	// ---- The index -----------------------------------------------------------

	var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", value = {};
	for (var d = 0; d < digits.length; d++) value[digits[d]] = d;
	var marks = "!#$%&'()";

	function shardOf(key, shards) {
		var h = 0, last = false;
		for (var c of key) {
			h = (h * 33 + c.codePointAt(0)) % 1000003;
			if (last) break;
			last = c === " ";
		}
		return h % shards;
	}

	// places calls each with every item of a form and how well it fits, 0 to 1.
	function places(text, each) {
		var at = -1, level = 0, shift = 0, n = 0;
		for (var i = 0; i < text.length; i++) {
			var digit = value[text[i]];
			if (digit === undefined) {
				level = 1 - (marks.indexOf(text[i]) + 0.5) / marks.length;
				at = -1;
				continue;
			}
			n += (digit & 31) << shift;
			if (digit > 31) { shift += 5; continue; }
			at += n;
			each(at, level);
			n = shift = 0;
		}
	}

	// lines are those of a shard whose key is this one, or begins with it.
	function lines(shard, key, begins) {
		var found = [], text = "\n" + shard, from = 0;
		for (;;) {
			from = text.indexOf("\n" + key, from);
			if (from < 0) return found;
			var to = text.indexOf("\n", from + 1);
			if (to < 0) to = text.length;
			var line = text.slice(from + 1, to);
			if (begins || line[key.length] === "|") found.push(line);
			if (!begins && found.length) return found;
			from = to;
		}
	}

	// read is what a segment says of a term: how well its items fit, and which of them
	// have the very form.
	function read(hit, found, wanted) {
		found.forEach(function (line) {
			var parts = line.split("|"), key = parts[0];
			for (var i = 1; i < parts.length; i++) {
				var colon = parts[i].lastIndexOf(":");
				var written = parts[i].slice(0, colon) || key, form = spelt(written);
				var very = !wanted.exact || form === wanted.form ||
					wanted.begins && (form.indexOf(wanted.form) === 0 || written.indexOf(wanted.form) === 0);
				places(parts[i].slice(colon + 1), function (item, level) {
					add(hit, item, very ? level : level * otherForm, very);
				});
			}
		});
	}

	// What a place counts that has another form than was asked for, and what a word that
	// the one being typed may become.
	var otherForm = 0.4, guessed = 0.5;

	// newHit is a term that was found nowhere yet in a segment of so many items: how well
	// each item fits, 0 for not at all, and whether it has the very form.
	function newHit(items) {
		return { fit: new Float32Array(items), very: new Uint8Array(items), count: 0 };
	}

	function add(hit, item, fit, very) {
		if (!hit.fit[item]) hit.count++;
		if (fit > hit.fit[item]) hit.fit[item] = fit;
		if (very) hit.very[item] = 1;
	}

	// join lets a term be found where another was.
	function join(hit, other, worth) {
		for (var item = 0; item < hit.fit.length; item++) {
			if (other.fit[item]) add(hit, item, other.fit[item] * worth, other.very[item]);
		}
	}

	// ask finds the items of a query: [segment, item], the best first. A word that the best
	// item has beside none of its neighbours is looked for by itself, and all others too
	// before it is said that no item has them all.
	function ask(query, facets) {
		return Promise.all(segments.map(function (s, n) { return gather(n, query, facets); })).then(function (all) {
			var found = rank(query, all), paired = query.words.filter(function (word) { return word.paired; });
			if (!found.partly && found.length || !paired.length) return found;
			var lacking = paired.filter(function (word) {
				return found.length && !all[found[0].segment].words[query.words.indexOf(word)].fit[found[0].item];
			});
			(lacking.length ? lacking : paired).forEach(function (word) { word.paired = false; });
			return ask(query, facets);
		});
	}

	// gather reads what one segment says of a query.
	function gather(n, query, facets) {
		var items = segments[n][0], shards = segments[n][1];
		function find(term) {
			return load(n, "i" + shardOf(term.key, shards)).then(function (text) {
				var hit = newHit(items);
				read(hit, lines(text, term.key, term.begins && term.key.indexOf(" ") > 0), term);
				return hit;
			});
		}
		return Promise.all([
			Promise.all(query.words.map(function (word) { return word.paired ? newHit(items) : find(word); })),
			Promise.all(query.pairs.map(find)),
			Promise.all(facets.map(function (facet) { return find({ form: facet, key: facet }); })),
			become(n, query)
		]).then(function (got) {
			var part = { items: items, words: got[0], pairs: got[1], filters: got[2] };
			got[3].forEach(function (guess) { join(part.words[0], guess, guessed); });
			query.pairs.forEach(function (pair, i) {
				[pair.at, pair.at + 1].forEach(function (at) {
					var word = query.words[at];
					if (word.paired || word.begins) join(part.words[at], part.pairs[i], 1);
				});
			});
			return part;
		});
	}

	// become finds what the only word, while it is typed, may become in the newest segments.
	function become(n, query) {
		var word = query.words[0];
		if (!query.open || query.words.length > 1 || word.key.length < 2 || n < segments.length - 3) return Promise.resolve([]);
		return load(n, "i" + segments[n][1]).then(function (text) {
			var keys = lines(text.split(" ").join("\n"), word.key, true).filter(function (key) { return key !== word.key; });
			return Promise.all(keys.slice(0, 12).map(function (key) {
				return load(n, "i" + shardOf(key, segments[n][1])).then(function (shard) {
					var hit = newHit(segments[n][0]);
					read(hit, lines(shard, key, false), word);
					return hit;
				});
			}));
		});
	}

	// rank orders the items that have all words, or else those that have most: first those
	// with the very forms, then by BM25, of which the shards hold the items' part.
	function rank(query, all) {
		var total = segments.reduce(function (sum, s) { return sum + s[0]; }, 0);
		function rarity(of, terms) {
			return terms.map(function (_, i) {
				var having = all.reduce(function (sum, part) { return sum + part[of][i].count; }, 0);
				return Math.log(1 + (total - having + 0.5) / (having + 0.5));
			});
		}
		var words = rarity("words", query.words), pairs = rarity("pairs", query.pairs);
		var found = [], most = query.words.length ? 1 : 0;
		all.forEach(function (part, n) {
			for (var item = 0; item < part.items; item++) {
				var score = 0, have = 0, very = 0, fits = true;
				for (var i = 0; fits && i < part.filters.length; i++) fits = part.filters[i].fit[item] > 0;
				for (i = 0; fits && i < words.length; i++) {
					if (!part.words[i].fit[item]) continue;
					have++;
					very += part.words[i].very[item];
					score += words[i] * part.words[i].fit[item];
				}
				if (!fits || have < most) continue;
				for (i = 0; i < pairs.length; i++) {
					score += 1.5 * pairs[i] * part.pairs[i].fit[item];
					if (query.pairs[i].must && !part.pairs[i].very[item]) fits = false;
				}
				if (!fits) continue;
				most = have;
				found.push({ segment: n, item: item, score: score, have: have, very: very });
			}
		});
		found = found.filter(function (f) { return f.have === most; });
		found.sort(function (a, b) {
			return b.very - a.very || b.score - a.score || b.segment - a.segment || b.item - a.item;
		});
		found.partly = most < words.length;
		return found;
	}

	// ---- Results -------------------------------------------------------------

	function element(name, className, text) {
		var e = document.createElement(name);
		if (className) e.className = className;
		if (text) e.textContent = text;
		return e;
	}

	// stands finds a term in a text as whole words, from a place on.
	function stands(text, folded, wanted, from) {
		var where = wanted.exact ? text : folded, what = wanted.exact ? wanted.form : wanted.key;
		for (;;) {
			var at = where.indexOf(what, from);
			if (at < 0) return -1;
			var end = at + what.length;
			if (!(at > 0 && inWord.test(text[at - 1])) && (wanted.begins || !(end < text.length && inWord.test(text[end])))) return at;
			from = at + 1;
		}
	}

	// worth is what is to be marked in a text: the pairs of words that stand in it, and the
	// words that are part of none of these.
	function worth(lower, folded, query) {
		var inPairs = {};
		var pairs = query.pairs.filter(function (pair) {
			if (stands(lower, folded, pair, 0) < 0) return false;
			pair.key.split(" ").forEach(function (key) { inPairs[key] = true; });
			return true;
		});
		return pairs.concat(query.words.filter(function (word) { return !inPairs[word.key]; }));
	}

	// lowered is a text as forms are compared with it, character by character.
	function lowered(text) {
		var lower = spelt(text.toLowerCase());
		return lower.length === text.length ? lower : text;
	}

	// eased is the query as a result answers it: where a word stands in another form only
	// ("đang" for "đảng"), that one is why the page was found, and is what is marked.
	function eased(query, text) {
		var lower = lowered(text), folded = foldEach(text);
		function ease(t) {
			if (!t.exact || stands(lower, folded, t, 0) >= 0) return t;
			return Object.assign({}, t, { form: t.key, exact: false });
		}
		return { words: query.words.map(ease), pairs: query.pairs.map(ease) };
	}

	// marked writes a text with the words of the query marked, neighbours as one.
	function marked(into, text, query) {
		var lower = lowered(text), folded = foldEach(text), at = 0, from = -1, to = 0;
		var terms = worth(lower, folded, query);
		function write() {
			if (from < 0) return;
			into.appendChild(document.createTextNode(text.slice(at, from)));
			into.appendChild(element("mark", "", text.slice(from, to)));
			at = to;
		}
		for (var place = 0; place < text.length; ) {
			var next = -1, length = 0;
			terms.forEach(function (t) {
				var found = stands(lower, folded, t, place);
				if (found >= 0 && (next < 0 || found < next || found === next && t.key.length > length)) {
					next = found;
					length = t.key.length;
				}
			});
			if (next < 0) break;
			while (next + length < text.length && inWord.test(text[next + length])) length++;
			if (from < 0 || text.slice(to, next) !== " ") {
				write();
				from = next;
			}
			place = to = next + length;
		}
		write();
		into.appendChild(document.createTextNode(text.slice(at)));
	}

	// around is the part of a text that shows best what was found.
	function around(text, query) {
		var lower = lowered(text), folded = foldEach(text), best = 0, most = -1;
		var at = [], terms = worth(lower, folded, query);
		terms.forEach(function (t, n) {
			for (var i = 0, from = 0; i < 20; i++) {
				var place = stands(lower, folded, t, from);
				if (place < 0) break;
				at.push({ place: place, term: n, worth: t.key.indexOf(" ") > 0 ? 3 : 1 });
				from = place + 1;
			}
		});
		at.sort(function (a, b) { return a.place - b.place; });
		at.forEach(function (a, i) {
			var worth = 0, seen = {};
			for (var k = i; k < at.length && at[k].place < a.place + 140; k++) {
				if (!seen[at[k].term]) worth += at[k].worth;
				seen[at[k].term] = true;
			}
			if (worth > most) { most = worth; best = a.place; }
		});
		var from = Math.max(0, best - 60);
		if (from > 0) from = text.indexOf(" ", from) + 1;
		var to = Math.min(text.length, from + 240);
		if (to < text.length) to = text.lastIndexOf(" ", to);
		return (from > 0 ? "… " : "") + text.slice(from, to) + (to < text.length ? " …" : "");
	}

	// show appends results; the best is there before the texts of others are loaded.
	function show(found, query, from, mine) {
		var first;
		var items = found.slice(from, from + perPage).map(function (f) {
			var li = element("li", "result");
			list.appendChild(li);
			var shown = (first || Promise.resolve()).then(function () { return load(f.segment, "t" + Math.floor(f.item / perText)); }).then(function (texts) {
				if (mine !== turn) return;
				var t = texts[f.item % perText]; // title, address, facts, withdrawn, text
				var head = element("h2", "result-title"), link = element("a"), told = eased(query, t[0] + "\n" + t[4]);
				link.href = root + t[1];
				marked(t[3] ? link.appendChild(element("s")) : link, t[0], told);
				head.appendChild(link);
				li.appendChild(head);
				li.appendChild(element("p", "result-meta", t[2]));
				var text = element("p", "result-text");
				marked(text, around(t[4], told), told);
				li.appendChild(text);
			});
			first = first || shown;
			return shown;
		});
		more.hidden = from + perPage >= found.length;
		more.onclick = function () {
			var first = list.children.length;
			show(found, query, from + perPage, mine).then(function () {
				var link = list.children[first] && list.children[first].querySelector("a");
				if (link) link.focus();
			});
		};
		return Promise.all(items);
	}

	// ---- The page ------------------------------------------------------------

	var turn = 0;

	var filters = Array.prototype.slice.call(form.querySelectorAll("select"));

	function facets() {
		return filters.filter(function (f) { return f.value; }).map(function (f) { return f.name + ":" + f.value; });
	}

	function say(key, count) {
		status.textContent = key ? form.getAttribute("data-" + key).replace("#", count) : "";
	}

	function search() {
		var mine = ++turn, query = parse(input.value), by = facets();
		remember();
		list.setAttribute("aria-busy", "true");
		if (!query.words.length && !by.length) {
			list.textContent = "";
			list.setAttribute("aria-busy", "false");
			more.hidden = true;
			browse.hidden = false;
			say("");
			return;
		}
		ask(query, by).then(function (found) {
			if (mine !== turn) return;
			list.textContent = "";
			browse.hidden = found.length > 0;
			var count = found.length.toLocaleString(document.documentElement.lang);
			say(!found.length ? "none" : found.partly ? "partly" : "count", count);
			return show(found, query, 0, mine);
		}).catch(function () {
			if (mine === turn) say("failed");
		}).then(function () {
			if (mine === turn) list.setAttribute("aria-busy", "false");
		});
	}

	// remember puts the query into the address, where the browser lets a page do that.
	function remember() {
		var parts = [];
		[input].concat(filters).forEach(function (field) {
			if (field.value) parts.push(field.name + "=" + encodeURIComponent(field.value));
		});
		try {
			history.replaceState(null, "", location.pathname + (parts.length ? "?" + parts.join("&") : ""));
		} catch (e) { /* a file's address stays */ }
	}

	var timer = 0;
	function soon() {
		clearTimeout(timer);
		timer = setTimeout(search, 120);
	}

	location.search.slice(1).split("&").forEach(function (part) {
		var at = part.indexOf("="), field = form.elements[part.slice(0, at)];
		if (at < 0 || !field) return;
		try { field.value = decodeURIComponent(part.slice(at + 1).replace(/\+/g, " ")); } catch (e) { /* not ours */ }
	});
	form.addEventListener("submit", function (event) {
		event.preventDefault();
		clearTimeout(timer);
		search();
	});
	input.addEventListener("input", soon);
	form.addEventListener("change", function (event) { if (event.target !== input) search(); });
	document.addEventListener("keydown", function (event) {
		if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
		var stops = [input].concat(Array.prototype.slice.call(list.querySelectorAll(".result-title a")));
		var at = stops.indexOf(document.activeElement);
		// Whoever comes from the box of another page stands nowhere yet.
		if (at < 0 && event.key === "ArrowDown" && document.activeElement === document.body) at = 0;
		if (at < 0 || stops.length < 2) return;
		var next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
		if (next) {
			event.preventDefault();
			next.focus();
		}
	});
	form.classList.add("works");
	if (input.value || facets().length) search();
	else input.focus();
})();
