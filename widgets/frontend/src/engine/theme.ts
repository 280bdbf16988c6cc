/** Light or dark: as Element says when it shows us, else as the device does. */

export function followTheme(name: string): void {
  const known = name.startsWith("dark") ? "dark" : name.startsWith("light") ? "light" : null;
  if (known === null) delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = known;
}
