/** Marks the link of the part that is in the middle of the pane. */
export function startNavigation(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".bar a")];
  const observer = new IntersectionObserver(
    (entries) => {
      const shown = entries.find(({ isIntersecting }) => isIntersecting)?.target.id;
      if (shown === undefined) return;
      for (const link of links) link.ariaCurrent = link.hash === `#${shown}` ? "location" : null;
    },
    { rootMargin: "-50% 0px -50% 0px" },
  );
  for (const { hash } of links) observer.observe(document.querySelector(hash)!);
}
