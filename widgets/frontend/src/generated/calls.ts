// Made from the Python models by `python -m widgets.generating`: not to be edited.
import { call } from "../engine/call.ts";
import * as m from "./models.ts";

export const CALLS = {
  "day/show": call<m.Nothing, m.DayView>(m.isDayView),
  "day/read": call<m.MomentForm, m.MomentView>(m.isMomentView),
  "patients/show": call<m.Nothing, m.PatientsView>(m.isPatientsView),
  "patients/put": call<m.InListForm, m.Done>(m.isDone),
  "patients/take": call<m.InListForm, m.Done>(m.isDone),
  "patients/rename": call<m.RenameForm, m.Done>(m.isDone),
  "patients/drop": call<m.ListForm, m.Done>(m.isDone),
  "circle/show": call<m.CircleForm, m.CircleView>(m.isCircleView),
  "circle/contact": call<m.ContactForm, m.Done>(m.isDone),
  "circle/alerts": call<m.AlertsForm, m.Done>(m.isDone),
  "circle/state": call<m.StatementForm, m.Done>(m.isDone),
  "circle/find": call<m.FindForm, m.FoundView>(m.isFoundView),
  "circle/add": call<m.AddForm, m.Done>(m.isDone),
  "circle/remove": call<m.PersonForm, m.Done>(m.isDone),
  "circle/role": call<m.RoleForm, m.Done>(m.isDone),
  "circle/write": call<m.PersonForm, m.Done>(m.isDone),
  "circle/team": call<m.CircleForm, m.Done>(m.isDone),
  "circle/close": call<m.CloseForm, m.Done>(m.isDone),
  "circle/reopen": call<m.CircleForm, m.Done>(m.isDone),
  "circle/document": call<m.DocumentForm, m.FileView>(m.isFileView),
  "circle/export": call<m.ExportForm, m.FileView>(m.isFileView),
  "session/show": call<m.Nothing, m.SessionView>(m.isSessionView),
  "session/close": call<m.PageForm, m.ClosedView>(m.isClosedView),
  "session/close-others": call<m.Nothing, m.ClosedView>(m.isClosedView),
  "session/close-all": call<m.Nothing, m.ClosedView>(m.isClosedView),
  "session/ring": call<m.Nothing, m.Done>(m.isDone),
} as const;
