// A button that prints the page; without JavaScript it would do nothing, so it comes hidden.
export default function printPage(button) {
  const print = () => window.print();
  button.hidden = false;
  button.addEventListener("click", print);
  return () => button.removeEventListener("click", print);
}
