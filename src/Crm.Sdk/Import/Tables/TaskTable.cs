using Crm.Sdk.Organization;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Import;

/// <summary>Tasks and appointments.</summary>
internal static class TaskTable
{
    private static readonly WordList<TaskState> States = new((TaskState.Open, ["open", "未完成"]), (TaskState.Done, ["done", "已完成"]), (TaskState.Cancelled, ["cancelled", "canceled", "已取消"]));

    private static readonly TableColumn<CrmTask>[] About = Columns<CrmTask>.Any("aboutKind", "about", static t => t.About, static (t, about) => t with { About = about });

    public static TableTarget Target { get; } = new RecordTable<CrmTask>(
        "tasks",
        CrmTaskModel.Kind,
        static (id, key) => new CrmTask { Id = (TaskId)id, Key = key, Owner = string.Empty, Title = string.Empty },
        Columns<CrmTask>.Key(static t => t.Key, static t => t.Id),
        About[0],
        About[1],
        Columns<CrmTask>.Customer(static t => t.Customer, static (t, customer) => t with { Customer = customer is { } id ? (CustomerId)id : null }),
        Columns<CrmTask>.Text("owner", static t => t.Owner, static (t, owner) => t with { Owner = owner! }, Employee.MaxKeyLength) with { Required = true },
        Columns<CrmTask>.Code("type", static t => t.Type, static (t, type) => t with { Type = type }),
        Columns<CrmTask>.Text("title", static t => t.Title, static (t, title) => t with { Title = title! }, CrmTask.MaxTitleLength) with { Required = true },
        Columns<CrmTask>.Text("notes", static t => t.Notes, static (t, notes) => t with { Notes = notes }, CrmTask.MaxNotesLength),
        Columns<CrmTask>.Moment("due", static t => t.Due, static (t, due) => t with { Due = due }),
        Columns<CrmTask>.Day("dueOn", static t => t.DueOn, static (t, day) => t with { DueOn = day }),
        Columns<CrmTask>.Moment("start", static t => t.Start, static (t, start) => t with { Start = start }),
        Columns<CrmTask>.Moment("end", static t => t.End, static (t, end) => t with { End = end }),
        Columns<CrmTask>.Zone(static t => t.Zone, static (t, zone) => t with { Zone = zone }),
        Columns<CrmTask>.Seconds("reminderSeconds", static t => t.Reminder, static (t, reminder) => t with { Reminder = reminder }),
        new TableColumn<CrmTask>("recurrence")
        {
            Read = static (row, field) => row.Cells.Text(field, RecurrenceRule.MaxLength) is { } rule ? row.Cells.Try(field, () => RecurrenceRule.Parse(rule)) : null,
            Set = static (t, rule, _) => t with { Recurrence = (RecurrenceRule?)rule },
            Write = static (row, t, _) => row.Text(t.Recurrence?.ToString()),
        },
        Columns<CrmTask>.Whole("priority", 1, 9, static t => t.Priority, static (t, priority) => t with { Priority = (int?)priority }),
        Columns<CrmTask>.Word("state", States, static t => t.State, static (t, state) => t with { State = state ?? TaskState.Open }),
        Columns<CrmTask>.Moment("closedAt", static t => t.ClosedAt, static (t, at) => t with { ClosedAt = at }),
        Columns<CrmTask>.Text("result", static t => t.Result, static (t, result) => t with { Result = result }, CrmTask.MaxNotesLength),
        Columns<CrmTask>.Amount("cost", static t => t.Cost, static (t, cost) => t with { Cost = cost }),
        Columns<CrmTask>.Currency(static t => t.Cost?.Currency),
        Columns<CrmTask>.Record("series", CrmTaskModel.Kind, static t => t.Series, static (t, first) => t with { Series = first is { } id ? (TaskId)id : null }));
}
