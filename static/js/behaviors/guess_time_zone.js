// The first page proposes the time zone of the browser.
export default function guessTimeZone(element) {
  const select = element.querySelector("select");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (select && [...select.options].some((option) => option.value === zone)) select.value = zone;
}
