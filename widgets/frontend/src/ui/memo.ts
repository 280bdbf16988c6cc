/** A component that is drawn again only when something that it is given changed. */

import { Component, type ComponentChildren, type FunctionComponent } from "preact";
import { h } from "preact";

export function memo<Props extends object>(inner: FunctionComponent<Props>): FunctionComponent<Props> {
  class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const names = Object.keys(next) as (keyof Props)[];
      return names.some((name) => next[name] !== (this.props as Props)[name]);
    }
    override render(): ComponentChildren {
      return h(inner, this.props as Props);
    }
  }
  return Memo as unknown as FunctionComponent<Props>;
}
