// Before the first paint, which comes before the code of the page: the colours that the person chose, or their system's.
const readChosen = () => {
  try {
    return localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // The browser keeps nothing for this page.
    return null;
  }
};
const chosen = readChosen();
const isDark =
  chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light';
