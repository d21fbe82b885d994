using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using Crm.Sdk.Segments;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm customer list</c>: customers by any filter, a page at a time.</summary>
internal sealed class CustomerListCommand
{
    private const int PageSize = 1_000;
    private const int ForPeople = 10; // the first columns, which a terminal has room for

    private static readonly Column[] Columns =
        [new("key"), new("name"), new("kind"), new("state"), new("phone"), new("email"), new("country"), new("region"), new("city"), new("owner"), new("industry"), new("source"), new("id"), new("after")];

    private readonly Option<string?> _where = new("--where") { Description = "Which customers: a segment as JSON, such as {\"field\":\"region\",\"eq\":\"north\"}, or a file that holds one" };
    private readonly Option<long> _take = new("--take") { Description = "How many at most [default: 50]", DefaultValueFactory = static _ => 50 };
    private readonly Option<string?> _after = new("--after") { Description = "Where the page before ended, as it said" };
    private readonly Option<string?> _order = new("--order") { Description = "The field to order by, name or name:desc [default: the order of adding]" };
    private readonly Option<string[]> _states = new("--state") { Description = "active, archived, removed, merged or all; may be repeated [default: active]" };

    public Command Make(CommandFrame frame) => frame.MakeRows("list", "List customers by any filter, a page at a time", RunAsync, _where, _take, _after, _order, _states);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        long take = call.Parse.GetValue(_take);
        if (take < 1)
        {
            throw new CallException($"--take: {take} is no number from 1 on.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        KindModel kind = host.Get<ICrm>().Model[CustomerModel.Kind.Kind];
        CustomerList list = ReadList(call, kind);
        SegmentRequest? members = null;
        if (call.Parse.GetValue(_where) is { } where)
        {
            members = new SegmentRequest(await SegmentText.ReadAsync(where, cancellationToken).ConfigureAwait(false), call.Settings.AsOf(host.Get<IClock>())) { States = list.States };
        }

        SegmentPlan? found = members is null ? null : await host.Get<ISegments>().PlanAsync(call.Settings.Scope, members, cancellationToken).ConfigureAwait(false);
        (list, members) = found?.Condition is { } fields ? (list with { Where = fields }, null) : (list, members);
        ListPlan plan = members is null ? ListPlan.Of(list.Where, list.Order, kind) : new ListPlan(found!.IsScan, null);
        call.Output.Note($"plan: {(members is null ? plan.ToString() : found!.ToString())}");
        var end = new ListEnd();
        int shown = call.Settings.Json ? Columns.Length : call.Settings.Out is null ? ForPeople : Columns.Length - 1;
        await call.Output.Progress.WithStatusAsync(plan.IsScan ? "Scanning customers" : "Reading customers", async say =>
        {
            IAsyncEnumerable<object?[]> rows = RowsAsync(host, call, list, members, kind, take, end, shown, listed => say($"{(plan.IsScan ? "Scanning" : "Reading")} customers: {listed:N0} found"), cancellationToken);
            await call.Output.RowsAsync("customers", Columns[..shown], rows, cancellationToken).ConfigureAwait(false);
            return end;
        }).ConfigureAwait(false);
        if (end.Next is { } next)
        {
            call.Output.Note($"there are more: --after {next}");
        }

        return ExitCode.Done;
    }

    private CustomerList ReadList(CommandContext call, KindModel kind)
    {
        try
        {
            return new CustomerList
            {
                Order = call.Parse.GetValue(_order) is { } order ? OrderOf(order, kind) : null,
                After = call.Parse.GetValue(_after) is { } after ? PageCursor.Parse(after) : null,
                States = StatesOf(call.Parse.GetValue(_states) ?? []),
            };
        }
        catch (CrmException wrong)
        {
            throw new CallException(wrong.Message);
        }
    }

    private static RecordOrder OrderOf(string order, KindModel kind)
    {
        bool descending = order.EndsWith(":desc", StringComparison.Ordinal);
        FieldModel field = kind.Field(descending ? order[..^5] : order);
        return field.Type == FieldType.Opaque ? throw new CallException($"--order: '{field.Id}' holds a whole object and has no order.") : new RecordOrder(field.Id, descending);
    }

    private static ValueList<CustomerState> StatesOf(string[] states) => states switch
    {
        [] => [CustomerState.Active],
        _ when states.Contains("all") => [],
        _ => states.Select(static state => Enum.TryParse(state, ignoreCase: true, out CustomerState known) && Enum.IsDefined(known) && !char.IsAsciiDigit(state[0])
            ? known
            : throw new CallException($"--state: '{state}' is none of active, archived, removed, merged, all.")).ToValueList(),
    };

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        ToolHost host, CommandContext call, CustomerList list, SegmentRequest? members, KindModel kind, long take, ListEnd end, int columns, Action<long> found, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long left = take;
        do
        {
            CrmPage<Customer> page = await PageAsync(host, call, list with { Take = (int)Math.Min(left, PageSize) }, members, cancellationToken).ConfigureAwait(false);
            foreach (Customer customer in page.Items)
            {
                yield return Row(customer, list.Order, kind)[..columns];
            }

            left -= page.Items.Count;
            found(take - left);
            list = list with { After = page.Next };
        }
        while (list.After is not null && left > 0);
        end.Next = list.After?.ToText();
    }

    private static async Task<CrmPage<Customer>> PageAsync(ToolHost host, CommandContext call, CustomerList list, SegmentRequest? members, CancellationToken cancellationToken)
    {
        if (members is not null)
        {
            SegmentPage page = await host.Get<ISegments>().ListAsync(
                call.Settings.Scope, members, new SegmentPaging { Order = list.Order, After = list.After, Take = list.Take }, cancellationToken).ConfigureAwait(false);
            return new CrmPage<Customer>([.. page.Members], page.Next);
        }

        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope); // a page each: a session keeps what it read
        return await host.Get<ICustomerDirectory>().ListAsync(session, list, cancellationToken).ConfigureAwait(false);
    }

    private static object?[] Row(Customer customer, RecordOrder? order, KindModel kind) =>
    [
        customer.Key ?? customer.Id.ToString(), customer.Name, customer.Kind == CustomerKind.Enterprise ? "enterprise" : "individual", NameOf(customer.State), customer.Phone, customer.Email,
        customer.Country, customer.Region, customer.Address?.City, customer.Owner, customer.Industry, customer.Source, customer.Id,
        new PageCursor(order is null ? FieldValue.Null : kind.ValueOf(order.Field, customer), customer.Id).ToText(),
    ];

    private static string NameOf(CustomerState state) => state switch
    {
        CustomerState.Active => "active",
        CustomerState.Archived => "archived",
        CustomerState.Removed => "removed",
        _ => "merged",
    };
}
