using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Merging;

/// <summary>A small archive over a store, on which deeds are done, each checked against what it has to do; beside it stands what each record was at each moment.</summary>
internal sealed class LivingArchive(HistoryHost host, ICrmStore store, Customer[] founders)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly CustomerMerging _merging = new(store, HistoryHost.Model, new UnencryptedProtector(), host.Clock);
    private readonly CustomerIdentity _identity = new(store, HistoryHost.Model);
    private readonly CustomerRecycleBin _bin = new(host.History);
    private readonly List<(CustomerMerge Merge, Customer Before, Customer Merged, Customer Loser, int LoserWrites)> _merges = [];
    private readonly List<Order> _orders = [];
    private readonly Dictionary<RecordId, Life> _lives = [];

    /// <summary>How many merges were ended.</summary>
    public int Ended { get; private set; }

    /// <summary>What became of each deed, alike on every store.</summary>
    public List<string> Log { get; } = [];

    private CrmScope Scope { get; } = host.As("ada");

    public async Task FoundAsync()
    {
        await ChangeAsync(session =>
        {
            Array.ForEach(founders, session.Add);
            return Task.CompletedTask;
        });
    }

    /// <summary>Does one deed; one that makes no sense is refused and writes nothing.</summary>
    public async Task DoAsync(Deed deed)
    {
        host.Clock.Advance(Duration.FromMinutes(1));
        CustomerId customer = founders[deed.One % founders.Length].Id;
        Order? order = _orders.Count == 0 ? null : _orders[deed.One % _orders.Count];
        try
        {
            await (deed.Type switch
            {
                DeedType.Edit => ChangeAsync(async session => session.Update(deed.Edited((await session.FindAsync<Customer>(customer, None))!))),
                DeedType.Merge => MergeAsync(customer, founders[deed.Other % founders.Length].Id, deed.Options),
                DeedType.Unmerge => UnmergeAsync(deed.One),
                DeedType.Remove => ChangeAsync(session => _bin.RemoveAsync(session, customer, None)),
                DeedType.Restore => ChangeAsync(session => _bin.RestoreAsync(session, customer, None)),
                DeedType.AddOrder => AddOrderAsync(customer, deed),
                _ when order is null => Task.CompletedTask,
                DeedType.EditOrder => ChangeAsync(async session =>
                {
                    if (await session.FindAsync<Order>(order.Id, None) is { } there)
                    {
                        session.Update(there with { Region = deed.Drawn.Region });
                    }
                }),
                DeedType.RemoveOrder => ChangeAsync(async session =>
                {
                    if (await session.FindAsync<Order>(order.Id, None) is { } there)
                    {
                        session.Remove(there);
                    }
                }),
                _ => ChangeAsync(async session => _orders.Add(await host.History.RestoreAsync<Order>(session, order.Id, None))),
            });
            Log.Add($"{deed.Type} done");
        }
        catch (CrmException refused) when (refused.Code is DuplicateErrorCodes.MergeRefused or HistoryErrorCodes.NotRestorable)
        {
            Log.Add($"{deed.Type} {refused.Code}");
        }
    }

    /// <summary>Ends the merges that hold, newest first.</summary>
    public async Task PartAllAsync()
    {
        while (_merges.Count > 0)
        {
            host.Clock.Advance(Duration.FromMinutes(1));
            await UnmergeAsync(_merges.Count - 1);
        }
    }

    /// <summary>Every record is what it was at every moment, ended merges or not.</summary>
    public async Task CheckHistoryAsync()
    {
        foreach (Life life in _lives.Values)
        {
            Instant[] moments = [.. life.Moments.SelectMany(static moment => (Instant[])[moment.At - Duration.Epsilon, moment.At]), host.Clock.GetCurrentInstant()];
            foreach (Instant moment in moments)
            {
                object? state = life.Kind.Kind == CustomerModel.Kind.Kind
                    ? (await host.History.StateAtAsync<Customer>(Scope, life.Record.Id, moment, None))?.Entity
                    : (await host.History.StateAtAsync<Order>(Scope, life.Record.Id, moment, None))?.Entity;
                Assert.Equal(Life.Text(life.Kind, life.At(moment)), Life.Text(life.Kind, state));
            }
        }
    }

    /// <summary>Everything that is there, without the ids that each store draws for itself.</summary>
    public async Task<string> StateAsync()
    {
        IEnumerable<string?> records = (await host.AllAsync<Customer>()).Select(static c => (c.Id.ToString(), Life.Text(CustomerModel.Kind, c)))
            .Concat((await host.AllAsync<Order>()).Select(static o => (o.Id.ToString(), Life.Text(OrderModel.Kind, o))))
            .OrderBy(static record => record.Item1, StringComparer.Ordinal).Select(static record => record.Item2);
        IEnumerable<string> merges = (await host.AllAsync<CustomerMerge>()).Select(static m => $"{m.Survivor} {m.Loser} {m.LoserState} {m.SurvivorVersion} {string.Join(',', m.Choices)} {m.EndedAt}").Order(StringComparer.Ordinal);
        return string.Join('\n', [.. records, .. merges, .. Log]);
    }

    private async Task MergeAsync(CustomerId survivor, CustomerId loser, MergeOptions options)
    {
        (Customer? before, Customer? other) = (await FindAsync(survivor), await FindAsync(loser));
        string orders = await OrdersAsync();
        CustomerMerge? merge = null;
        await ChangeAsync(async session => merge = await _merging.MergeAsync(session, survivor, loser, options, None));
        Assert.Equal(orders, await OrdersAsync());
        _merges.Add((merge!, before!, (await FindAsync(survivor))!, other!, Writes(loser)));
        await CheckMembersAsync();
    }

    private async Task UnmergeAsync(int which)
    {
        if (_merges.Count == 0)
        {
            return;
        }

        (CustomerMerge merge, Customer before, Customer merged, Customer loser, int writes) = _merges[which % _merges.Count];
        (Customer now, Customer gone, string orders) = ((await FindAsync(merge.Survivor))!, (await FindAsync(merge.Loser))!, await OrdersAsync());
        await ChangeAsync(session => _merging.UnmergeAsync(session, merge.Id, None));
        _merges.RemoveAt(which % _merges.Count);
        Customer after = (await FindAsync(merge.Survivor))!, back = (await FindAsync(merge.Loser))!;
        PartedModel.Check(before, merged, now, after);
        Assert.Equal(gone with { State = loser.State, MergedInto = null }, back);
        if (Writes(merge.Loser) == writes + 1)
        {
            Assert.Equal(loser, back); // nobody wrote to it since
        }

        Assert.Equal(orders, await OrdersAsync());
        await CheckMembersAsync();
        Ended++;
    }

    /// <summary>Each customer stands for itself and for those that were merged into it by merges that hold, and for no others; so what names a member goes with it.</summary>
    private async Task CheckMembersAsync()
    {
        foreach (Customer founder in founders)
        {
            HashSet<CustomerId> members = [founder.Id];
            while (_merges.Any(one => members.Contains(one.Merge.Survivor) && members.Add(one.Merge.Loser)))
            {
            }

            Assert.Equal(members.Order(), (await _identity.MembersAsync(Scope, founder.Id, None)).Order());
        }
    }

    private int Writes(CustomerId customer) => _lives[customer].Moments.Count;

    private Task AddOrderAsync(CustomerId customer, Deed deed)
    {
        var order = Order.Place(customer, Instant.FromUtc(2026, 1, 1, 0, 0), OrderLine.OfTotal(null, 1, Money.Of(deed.Other + 1, "USD"))) with { Id = new OrderId(deed.Drawn.Id.Value) };
        if (_orders.Any(other => other.Id == order.Id))
        {
            return Task.CompletedTask;
        }

        _orders.Add(order);
        return ChangeAsync(session =>
        {
            session.Add(order);
            return Task.CompletedTask;
        });
    }

    private async Task<string> OrdersAsync() => string.Join('\n', (await host.AllAsync<Order>()).OrderBy(static order => order.Id).Select(static order => Life.Text(OrderModel.Kind, order)));

    private async Task<Customer?> FindAsync(CustomerId id)
    {
        await using ICrmSession session = host.Crm.OpenSession(Scope);
        return await session.FindAsync<Customer>(id, None);
    }

    private async Task ChangeAsync(Func<ICrmSession, Task> change)
    {
        await using (ICrmSession session = host.Crm.OpenSession(Scope))
        {
            await change(session);
            await session.CommitAsync(None);
        }

        await using ICrmSession reader = host.Crm.OpenSession(Scope);
        foreach (Customer founder in founders)
        {
            Remember(CustomerModel.Kind, founder.Id, await reader.FindAsync<Customer>(founder.Id, None));
        }

        foreach (Order order in _orders)
        {
            Remember(OrderModel.Kind, order.Id, await reader.FindAsync<Order>(order.Id, None));
        }
    }

    private void Remember(KindModel kind, RecordId id, object? state)
    {
        if (!_lives.TryGetValue(id, out Life? life))
        {
            _lives.Add(id, life = new Life(kind, id));
        }

        if (life.Moments.Count == 0 || Life.Text(kind, life.Now) != Life.Text(kind, state))
        {
            life.Remember(host.Clock.GetCurrentInstant(), "ada", state);
        }
    }
}
