"use strict";
// Shows the time of each source line for some threads or all of them, on the
// CPU or with waiting, as `HeatData` has it.
function sourceHeat(host, data, tables, first) {
  function choice(label, options) {
    const select = document.createElement("select");
    select.setAttribute("aria-label", label);
    for (const [value, text] of options) {
      const option = document.createElement("option");
      option.value = value;
      option.textContent = text;
      select.append(option);
    }
    return select;
  }
  const processes = [...new Set(data.threads.map(thread => thread.process))];
  const time = choice("Which time of the source",
    [["cpu", "CPU time"], ["wall", "all time, waiting included"]]);
  const thread = choice("Which threads of the source", [["all", "all threads"],
    ...(processes.length > 1 ? processes.map(
      process => ["process " + process, "process " + process]) : []),
    ...data.threads.map((thread, index) => [String(index), thread.name])]);
  thread.hidden = data.threads.length < 2;
  time.value = first;
  host.append(time, thread);

  const percent = (part, of) => {
    if (!(part > 0) || !(of > 0)) return "";
    return part / of < 0.005 ? "<1 %"
      : Math.round(100 * part / of) + " %";
  };

  function draw() {
    const chosen = data.threads.map((part, index) =>
      ["all", String(index), "process " + part.process].includes(thread.value));
    const isWall = time.value === "wall";
    let cpu = 0, off = 0;
    data.threads.forEach((part, index) => {
      if (!chosen[index]) return;
      cpu += part.cpu;
      off += part.waiting;
    });
    const whole = isWall ? cpu + off : cpu;
    data.files.forEach((file, index) => {
      const sums = new Map();
      file.line.forEach((line, at) => {
        if (!chosen[file.thread[at]]) return;
        const sum = sums.get(line) || { own: 0, total: 0, waiting: 0 };
        sum.own += file.own[at] + (isWall ? file.waiting[at] : 0);
        sum.total += file.total[at] + (isWall ? file.totalWaiting[at] : 0);
        sum.waiting += file.waiting[at];
        sums.set(line, sum);
      });
      for (const row of tables[index].querySelectorAll("tr[data-line]")) {
        const sum = sums.get(Number(row.dataset.line))
          || { own: 0, total: 0, waiting: 0 };
        const part = whole > 0 ? sum.own / whole : 0;
        row.querySelector(".own-time").textContent = percent(sum.own, whole);
        row.querySelector(".all-time").textContent = percent(sum.total, whole);
        const waiting = row.querySelector(".wait-time");
        if (waiting) waiting.textContent = percent(sum.waiting, cpu + off);
        row.style.setProperty("--heat", Math.round(Math.sqrt(part) * 85) + "%");
        row.classList.toggle("hot", part >= 0.05);
      }
    });
  }
  time.addEventListener("change", draw);
  thread.addEventListener("change", draw);
  draw();
}
