/**
 * Is run in a page, so it stands alone: what of an element can't be seen because a box hides what is wider or higher than itself, or
 * because it is beyond the side of the window. In words.
 */
export function cutOff(element) {
  const named = each => `${each.className || each.tagName} "${each.textContent.trim().slice(0, 40)}"`;
  const found = [];
  for (const each of [element, ...element.querySelectorAll('*')]) {
    const style = getComputedStyle(each);
    const box = each.getBoundingClientRect();
    if (each.clientWidth && style.overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1) {
      found.push(`cut off: ${each.scrollWidth} of ${each.clientWidth} pixels wide: ${named(each)}`);
    }
    if (each.clientHeight && style.overflowY !== 'visible' && each.scrollHeight > each.clientHeight + 1) {
      found.push(`cut off: ${each.scrollHeight} of ${each.clientHeight} pixels high: ${named(each)}`);
    }
    if (box.width && (box.right > innerWidth + 1 || box.left < -1)) {
      found.push(`cut off: from ${Math.round(box.left)} to ${Math.round(box.right)} in a window of ${innerWidth}: ${named(each)}`);
    }
  }
  return found;
}
