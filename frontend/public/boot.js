// Runs before the first paint, so that the stored look is there from the first frame. Plain script,
// served as it is: the content security policy allows files of our own and nothing inline.
// The keys and values are those of src/platform/appearance.ts.
(function () {
  var root = document.documentElement;
  var doors = /^\/(login|register|setup|invite)(\/|$)/;
  var signedInBefore = false;
  var look = {};
  try {
    look = JSON.parse(localStorage.getItem('kraken.look') || '{}') || {};
    signedInBefore = localStorage.getItem('kraken.signed-in') === '1';
  } catch {
    // Storage may be forbidden or hold rubbish: the defaults of the style sheet stand.
  }
  var theme = look.theme || 'dark';
  if (theme === 'system') {
    theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  }
  root.dataset.theme = theme;
  if (look.density) root.dataset.density = look.density;
  if (look.fontScale >= 80 && look.fontScale <= 150) root.style.fontSize = look.fontScale + '%';
  if (doors.test(location.pathname) || !signedInBefore) root.dataset.boot = 'door';
})();
