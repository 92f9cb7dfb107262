import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Gives the focus to the heading where one of the changes takes away the focused control. */
export function useKeptFocus(changes: readonly unknown[]): RefObject<HTMLDivElement | null> {
  const view = useRef<HTMLDivElement>(null);
  // the control is still there while its parent renders, and gone when the layout effect runs
  const hadFocus = view.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (!hadFocus || view.current?.contains(document.activeElement)) return;
    view.current?.querySelector<HTMLElement>('h3, linkline-button')?.focus();
  }, changes);
  return view;
}
