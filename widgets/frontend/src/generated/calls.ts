// Made from the Python models by `python -m widgets.generating`: not to be edited.
import { call } from "../engine/call.ts";
import * as m from "./models.ts";

export const CALLS = {
  "session/show": call<m.Nothing, m.SessionView>(m.isSessionView),
  "session/close": call<m.PageForm, m.ClosedView>(m.isClosedView),
  "session/close-others": call<m.Nothing, m.ClosedView>(m.isClosedView),
  "session/close-all": call<m.Nothing, m.ClosedView>(m.isClosedView),
  "session/ring": call<m.Nothing, m.Done>(m.isDone),
} as const;
