// Holds the script of the report: language switch (kept in memory only), CSV of each table, sorting by
// a column, and the search in the long table. Without it the page is complete in its first language.
#pragma once

#include <string_view>

namespace io::report {

inline constexpr std::string_view kPageScript = R"js(
'use strict';
(function () {
  var root = document.documentElement;
  function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
  // Numbers of both languages differ only by '.' and ',' between digits.
  function swapSeparators(text) {
    return text.replace(/(\d)([.,])(?=\d)/g, function (_, digit, mark) { return digit + (mark === '.' ? ',' : '.'); });
  }
  function visibleText(node) {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1) return '';
    if (node.lang && node !== root && node.lang !== root.lang) return '';
    return Array.prototype.map.call(node.childNodes, visibleText).join('');
  }
  function setLanguage(language) {
    if (root.lang !== language) {
      root.lang = language;
      all('.n').forEach(function (element) {
        Array.prototype.forEach.call(element.childNodes, function (child) {
          if (child.nodeType === 3) child.data = swapSeparators(child.data);
        });
      });
      all('title[data-other]').forEach(function (tip) {
        var other = tip.getAttribute('data-other');
        tip.setAttribute('data-other', tip.textContent);
        tip.textContent = other;
      });
    }
    all('.language button').forEach(function (button) {
      button.setAttribute('aria-pressed', String(button.dataset.language === language));
    });
    document.title = visibleText(document.getElementById('h1')) + ' – ' + root.dataset.release;
  }
  all('.language').forEach(function (element) { element.hidden = false; });
  all('.language button').forEach(function (button) {
    button.addEventListener('click', function () { setLanguage(button.dataset.language); });
  });
  setLanguage(root.lang);

  // A cell as a program reads it: no grouping, a decimal point.
  function plain(cell) {
    var text = visibleText(cell).replace(/\u00a0/g, ' ').trim();
    if (!cell.classList.contains('n') || cell.parentNode.parentNode.tagName === 'THEAD') return text;
    var english = root.lang === 'en' ? text : swapSeparators(text);
    return english.replace(/(\d),(?=\d)/g, '$1');
  }
  function csvCell(cell) {
    var text = plain(cell);
    if (/^[=+@\t\r]/.test(text) || (text[0] === '-' && !/^-[\d.]+$/.test(text))) text = "'" + text;
    return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }
  function csvOf(table) {
    return all('tr', table).map(function (row) {
      return Array.prototype.map.call(row.cells, csvCell).join(',');
    }).join('\n') + '\n';
  }
  all('.csv').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      var table = document.getElementById(button.dataset.table);
      var address = URL.createObjectURL(new Blob([csvOf(table)], { type: 'text/csv' }));
      var link = document.createElement('a');
      link.href = address;
      link.download = ('desil-' + root.dataset.release + '-' + table.id.slice(2)).replace(/[^A-Za-z0-9_-]/g, '_') + '.csv';
      document.body.appendChild(link);
      link.click();
      document.body.removeChild(link);
      setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
    });
  });

  // Paper shows every table but the very long ones.
  var opened = [];
  window.addEventListener('beforeprint', function () {
    opened = all('details:not([open])').filter(function (part) { return all('tr', part).length <= 100; });
    opened.forEach(function (part) { part.open = true; });
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (part) { part.open = false; });
  });

  function sortBy(table, column, heading) {
    var down = heading.getAttribute('aria-sort') !== 'descending', numeric = heading.classList.contains('n');
    all('th[aria-sort]', table).forEach(function (other) { other.removeAttribute('aria-sort'); });
    heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    var body = table.tBodies[0];
    var rows = Array.prototype.map.call(body.rows, function (row, place) {
      var text = plain(row.cells[column]);
      // "<10" goes before 10 and ">99" after 99; what is not a number comes last.
      var beside = text[0] === '<' ? -0.01 : text[0] === '>' ? 0.01 : 0;
      return { row: row, place: place, text: text, number: parseFloat(text.replace(/^[<>≥]\s*/, '')) + beside };
    });
    rows.sort(function (a, b) {
      var order = 0;
      if (!numeric) {
        order = a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
      } else if (isNaN(a.number) || isNaN(b.number)) {
        return (isNaN(a.number) - isNaN(b.number)) || a.place - b.place;  // cells without a number come last
      } else {
        order = a.number - b.number;
      }
      return (down ? -order : order) || a.place - b.place;
    });
    rows.forEach(function (item) { body.appendChild(item.row); });
  }
  all('table').forEach(function (table) {
    if (table.tBodies[0].rows.length < 6) return;
    all('thead th', table).forEach(function (heading, column) {
      var button = document.createElement('button');
      button.type = 'button';
      while (heading.firstChild) button.appendChild(heading.firstChild);
      heading.appendChild(button);
      button.addEventListener('click', function () { sortBy(table, column, heading); });
    });
  });

  // A table wider than its box keeps its first column in sight and says that there is more.
  var boxes = all('.scroll');
  function markWide(box) {
    var wide = box.scrollWidth > box.clientWidth + 1, part = box.parentNode;
    part.classList.toggle('over', wide);
    part.classList.toggle('end', wide && box.scrollLeft + box.clientWidth >= box.scrollWidth - 1);
    part.querySelector('.hint').hidden = !wide;
  }
  function markAll() { boxes.forEach(markWide); }
  boxes.forEach(function (box) { box.addEventListener('scroll', function () { markWide(box); }); });
  all('details').forEach(function (part) { part.addEventListener('toggle', markAll); });
  window.addEventListener('resize', markAll);
  markAll();

  all('.search').forEach(function (label) {
    label.hidden = false;
    var input = label.querySelector('input');
    var rows = Array.prototype.slice.call(document.getElementById(input.dataset.table).tBodies[0].rows);
    input.addEventListener('input', function () {
      var wanted = input.value.trim().toLowerCase();
      rows.forEach(function (row) {
        var name = (row.cells[0].textContent + ' ' + row.cells[row.cells.length - 1].textContent).toLowerCase();
        row.hidden = wanted !== '' && name.indexOf(wanted) < 0;
      });
    });
  });
})();
)js";

}  // namespace io::report
